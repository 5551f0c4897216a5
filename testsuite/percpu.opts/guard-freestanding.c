/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Guards without the library: the program controls preemption, and the object
   has no reference to the runtime for Linux.  There are no CPU numbers.  */
/* { dg-options "-ffreestanding -Wall -Wextra -Wshadow" } */

/* { dg-final { scan-assembler {percpu_preempt_disable} } } */
/* { dg-final { scan-assembler {percpu_preempt_enable} } } */
/* { dg-final { scan-assembler-not {percpu_guard_enter@|__percpu_image|percpu_guard_thread} } } */

#include <percpu.h>

static __attribute__ ((percpu)) struct { long a, b; } s;

long
f (void)
{
  percpu_guarded (g)
    {
      percpu_guarded (h)
	percpu_borrow (h, &s)->a++;
      return percpu_borrow (g, &s)->b++;
    }
  return 0;
}
