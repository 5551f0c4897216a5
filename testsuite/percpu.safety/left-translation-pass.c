/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* If the translation of an address to an instance is missing, the per-CPU
   address is not passed to a function.  */
/* { dg-additional-options "-fplugin-arg-percpu-test-leave=translation" } */

#include <percpu.h>

static __attribute__ ((percpu)) int x;

extern void take (int *);

void
pass (int cpu)
{
  take (percpu_ptr (&x, cpu)); /* { dg-error "per-CPU address passed as a plain pointer" } */
}
