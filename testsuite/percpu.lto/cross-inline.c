/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Functions of one file are inlined into another by link-time optimisation.
   Their per-CPU accesses are unchanged.  */
/* { dg-do run } */
/* { dg-additional-sources "cross-inline-aux.c" } */

#include <percpu.h>

struct stats { long n; int by[4]; unsigned int low : 4; };
extern __attribute__ ((percpu)) struct stats stats;
extern long count (struct stats __percpu *, int);
extern int take_hidden (int);
extern struct stats __percpu *stats_address (void);
static __attribute__ ((percpu)) int hidden_here = 7;

int
main (void)
{
  unsigned int first = percpu_cpu_next (0);

  if (percpu_bind (first) < 0)
    return 1;
  if (count (&stats, 1) != 7 || count (stats_address (), 1) != 14)
    return 2;
  if (take_hidden (hidden_here) != 93 || hidden_here++ != 7)
    return 3;
  if (take_hidden (hidden_here) != 85)
    return 4;
  percpu_ptr (&stats, first)->low += 3;
  if (stats.n != 3 || stats_address ()->by[1] != 12)
    return 5;
  if (percpu_this_ptr (&stats)->low != 9
      || percpu_this_ptr (&stats)->by[3] != 5)
    return 6;
  stats_address ()->n -= 3;
  percpu_foreach (cpu)
    if (percpu_ptr (stats_address (), cpu)->n != (cpu == first ? 0 : 1))
      return 7;
  return stats.n != 0;
}
