/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* The address of an instance is the per-CPU address: it is no operand.  */
/* { dg-additional-options "-fplugin-arg-percpu-test-leave=translation" } */

#include <percpu.h>

static __attribute__ ((percpu)) int x;

void
operand (int cpu)
{
  int *p = percpu_ptr (&x, cpu);
  asm volatile ("" : : "r" (p)); /* { dg-error "per-CPU address in an operand of 'asm'" } */
}
