/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* The object that plain.c loads.  It has all per-CPU variables of the program,
   and brings in the library.  */

#include "../lib/modes.h"
#include "plain.h"

static __attribute__ ((percpu)) long count = 11;
static __attribute__ ((percpu)) int text[2000] = { [1999] = -1 };

int
plain_run (int argc, char **argv, void (*test) (void))
{
  return modes_run (argc, argv, test);
}

void
plain_count (long n)
{
  for (long i = 0; i < n; i++)
    {
      count++;
      text[i % 2000]++;
    }
}

/* Without the initial values.  */
long
plain_sum (void)
{
  long sum = percpu_sum (count);

  percpu_foreach (cpu)
    sum -= 11;
  return sum;
}

void
plain_reset (void)
{
  percpu_reset (count);
}

unsigned int
plain_images (void)
{
  struct percpu_stats stats;

  percpu_stats_get (&stats, sizeof stats);
  return stats.images;
}

int
plain_check (void)
{
  percpu_foreach (cpu)
    if ((*percpu_ptr (&text, cpu))[1999] != -1)
      return 1;
  return 0;
}

long
plain_bound (unsigned int cpu)
{
  long before, after;

  CHECK (percpu_bound_cpu () < 0, "not bound");
  CHECK (percpu_bind (cpu) == 0 && percpu_bound_cpu () == (int) cpu,
	 "bound to %u", cpu);
  CHECK (percpu_this_ptr (&count) == percpu_ptr (&count, cpu), "its area");
  before = *percpu_this_ptr (&count);
  plain_count (100);
  after = *percpu_this_ptr (&count);
  CHECK (percpu_unbind () == 0 && percpu_bound_cpu () < 0, "and free again");
  return after - before;
}
