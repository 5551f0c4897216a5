/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* If the translation of an address to an instance is missing, a load from the
   per-CPU address is refused.  */
/* { dg-additional-options "-fplugin-arg-percpu-test-leave=translation" } */

#include <percpu.h>

static __attribute__ ((percpu)) int x;

int
load (int cpu)
{
  int *p = percpu_ptr (&x, cpu);
  return *p; /* { dg-error "plain access to per-CPU data" } */
}
