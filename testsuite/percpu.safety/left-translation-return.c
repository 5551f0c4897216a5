/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* If the translation of an address to an instance is missing, the per-CPU
   address is not returned.  */
/* { dg-additional-options "-fplugin-arg-percpu-test-leave=translation" } */

#include <percpu.h>

static __attribute__ ((percpu)) int x;

int *
give (int cpu)
{
  return percpu_ptr (&x, cpu); /* { dg-error "per-CPU address returned as a plain pointer" } */
}
