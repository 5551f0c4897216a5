/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* If the translation of an address to an instance is missing, a store of the
   per-CPU address is refused.  */
/* { dg-additional-options "-fplugin-arg-percpu-test-leave=translation" } */

#include <percpu.h>

static __attribute__ ((percpu)) int x;

int *kept;

void
keep (int cpu)
{
  kept = percpu_ptr (&x, cpu); /* { dg-error "per-CPU address stored as a plain pointer" } */
}
