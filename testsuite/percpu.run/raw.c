/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* percpu_raw is an lvalue for this CPU's instance, of any type.  */
/* { dg-additional-options "-fplugin-arg-percpu-unguarded=off" } */
/* { dg-do run } */

#include "../lib/check.h"
#include <percpu.h>

struct state { char c; int n[40]; struct { unsigned int low : 3, high : 7; }; };

static __attribute__ ((percpu)) long count = 3;
static __attribute__ ((percpu)) struct state
state = { 'x', { 1, 2 }, { 1, 2 } };
static __attribute__ ((percpu)) long double wide = 1.5L;

static long
sum (struct state __percpu *p, int n)
{
  long result = 0;

  for (int i = 0; i < n; i++)
    result += percpu_raw (p->n[i]);
  return result;
}

int
main (void)
{
  unsigned int cpu = percpu_cpu_next (0);
  struct state copy;

  if (percpu_bind (cpu) != 0)
    return 1;
  percpu_raw (count) += 4;
  percpu_raw (count)++;
  EXPECT (count == 8 && percpu_raw (count) == 8);
  for (int i = 0; i < 40; i++)
    percpu_raw (state.n[i]) += i * i;
  EXPECT (sum (&state, 40) == 3 + 39 * 40 * 79 / 6);
  percpu_raw (state).high = 99;
  percpu_raw (state).low -= 2;
  copy = percpu_raw (state);
  EXPECT (copy.high == 99 && copy.low == 7 && copy.c == 'x'
	  && copy.n[39] == 1521);
  copy.n[3] = 44;
  percpu_raw (state) = copy;
  EXPECT (state.n[3] == 44 && percpu_ptr (&state, cpu)->n[38] == 1444);
  percpu_raw (wide) *= 3;
  EXPECT (*percpu_ptr (&wide, cpu) == 4.5L);
  percpu_foreach (other)
    if (other != cpu)
      EXPECT (*percpu_ptr (&count, other) == 3);
  return check_failures != 0;
}
