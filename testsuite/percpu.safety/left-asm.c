/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* An operand of an asm statement that the lowering pass misses is reported.  */
/* { dg-additional-options "-fplugin-arg-percpu-test-leave=asm" } */

static __attribute__ ((percpu)) int x;

void
use (void)
{
  asm volatile ("" : "=r" (x)); /* { dg-error "per-CPU access was not lowered" } */
}
