/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* If the translation of an address to an instance is missing, the per-CPU
   address is not accepted as an operand of an asm statement.  */
/* { dg-additional-options "-fplugin-arg-percpu-test-leave=translation" } */

#include <percpu.h>

static __attribute__ ((percpu)) int x;

void
operand (int cpu)
{
  int *p = percpu_ptr (&x, cpu);
  asm volatile ("" : : "r" (p)); /* { dg-error "per-CPU address in an operand of 'asm'" } */
}
