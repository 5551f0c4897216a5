/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* librseq: add to the slot of the CPU that the thread appears to be on, by a
   sequence that fails if it is not, and retry then.  The loop is that of the
   library's tests and manuals.  */

#include "increment.h"
#include "slots.h"
#include <rseq/rseq.h>

static inline __attribute__ ((always_inline)) void
increment (unsigned int i)
{
  unsigned int cpu;

  do
    cpu = rseq_cpu_start ();
  while (rseq_unlikely (rseq_load_add_store__ptr
			(RSEQ_MO_RELAXED, RSEQ_PERCPU_CPU_ID,
			 (intptr_t *) &slots[cpu].counters[i], 1, cpu)));
}

#define INCREMENT(i) increment (i)

WAY_LOOPS (librseq)

static const char *
enter (unsigned int cpu)
{
  if (rseq_register_current_thread () != 0)
    return "rseq_register_current_thread fails";
  return slots_enter (cpu);
}

const struct way way_librseq =
{
  .name = "librseq", .enter = enter, .one = librseq_one,
  .eight = librseq_eight, .sum = slots_sum
};
