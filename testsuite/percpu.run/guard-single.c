/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Guards in model `single': the data is the variable itself, and the program's
   hooks are called in pairs.  */
/* { dg-additional-options "-fplugin-arg-percpu-model=single" } */

#include <percpu.h>
#include <stdio.h>

static __attribute__ ((percpu)) struct { long a, b; } s;

static int depth, most, calls;

void
percpu_preempt_disable (void)
{
  calls++;
  if (++depth > most)
    most = depth;
}

void
percpu_preempt_enable (void)
{
  depth--;
}

static int
f (void)
{
  percpu_guarded (g)
    {
      percpu_borrow (g, &s)->a++;
      percpu_guarded (h)
	percpu_borrow (h, &s)->b += 2;
      return (int) percpu_guard_cpu (g);
    }
  return -1;
}

int
main (void)
{
  for (int i = 0; i < 5; i++)
    if (f () != 0)
      return 1;
  printf ("%ld %ld, %d calls\n", percpu_sum (s.a), percpu_sum (s.b), calls);
  return !(percpu_sum (s.a) == 5 && percpu_sum (s.b) == 10 && depth == 0
	   && most == 2 && calls == 10);
}
