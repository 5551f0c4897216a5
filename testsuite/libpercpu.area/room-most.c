/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* More room is requested than there is address space: there is less, but more
   than by default.  */

/* { dg-do run } */
/* { dg-options "" } */

#include "../lib/check.h"
#include <percpu.h>

PERCPU_ROOM (SIZE_MAX);

static __attribute__ ((percpu)) long count;

int
main (void)
{
  struct percpu_stats stats;
  unsigned int cpu;

  allowed_cpus (&cpu, 1);
  CHECK (percpu_bind (cpu) == 0, "bind");
  count++;
  CHECK (percpu_sum (count) == 1, "counted");
  CHECK (percpu_stats_get (&stats, sizeof stats) == 0
	 && stats.area_limit > 64 << 20, "an area of %zu bytes",
	 stats.area_limit);
  return 0;
}
