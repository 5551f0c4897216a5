/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* If the translation of an address to an instance is missing, a store to the
   per-CPU address is refused.  */
/* { dg-additional-options "-fplugin-arg-percpu-test-leave=translation" } */

#include <percpu.h>

static __attribute__ ((percpu)) int x;

void
store (int cpu)
{
  int *p = percpu_ptr (&x, cpu);
  *p = 5; /* { dg-error "plain access to per-CPU data" } */
}
