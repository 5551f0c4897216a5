/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Guards without the library: preemption is the program's matter, and nothing
   of the runtime for Linux is referred to.  There are no CPU numbers.  */
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
