/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* The bare instruction: model `register', in a thread that is bound to its
   CPU.  */

#include "increment.h"
#include <percpu.h>

static __attribute__ ((percpu, aligned (64))) unsigned long counters[COUNTERS];

#define INCREMENT(i) counters[i]++

WAY_LOOPS (bare)

static const char *
enter (unsigned int cpu)
{
  int error = percpu_bind (cpu);

  return error == PERCPU_OK ? NULL : percpu_strerror (error);
}

static void
leave (void)
{
  percpu_unbind ();
}

static unsigned long
sum (unsigned int i)
{
  return percpu_sum (counters[i]);
}

const struct way way_bare =
{
  .name = "bare", .enter = enter, .leave = leave,
  .one = bare_one, .eight = bare_eight, .sum = sum
};
