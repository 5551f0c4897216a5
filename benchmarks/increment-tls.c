/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* A thread-local counter: one instruction, like the bare one, relative to the
   other segment.  Signal handlers of the thread cannot interrupt it, but there
   is an instance for every thread, and the values of threads that end must be
   collected.  In C, the compiler would use three instructions for a volatile
   variable, and remove the loop for any other.  */

#include "increment.h"
#include <stddef.h>

static _Thread_local unsigned long counters[COUNTERS]
  __attribute__ ((aligned (64), tls_model ("local-exec")));
static unsigned long ended[COUNTERS];

#define INCREMENT(i) __asm__ volatile ("incq %0" : "+m" (counters[i]) : : "cc")

WAY_LOOPS (tls)

static void
leave (void)
{
  for (int i = 0; i < COUNTERS; i++)
    {
      __atomic_fetch_add (&ended[i], counters[i], __ATOMIC_RELAXED);
      counters[i] = 0;
    }
}

static unsigned long
sum (unsigned int i)
{
  return __atomic_load_n (&ended[i], __ATOMIC_RELAXED);
}

const struct way way_tls =
{
  .name = "tls", .leave = leave, .one = tls_one, .eight = tls_eight,
  .sum = sum
};
