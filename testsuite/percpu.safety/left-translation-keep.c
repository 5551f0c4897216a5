/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* The address of an instance is the per-CPU address: it is not stored.  */
/* { dg-additional-options "-fplugin-arg-percpu-test-leave=translation" } */

#include <percpu.h>

static __attribute__ ((percpu)) int x;

int *kept;

void
keep (int cpu)
{
  kept = percpu_ptr (&x, cpu); /* { dg-error "per-CPU address stored as a plain pointer" } */
}
