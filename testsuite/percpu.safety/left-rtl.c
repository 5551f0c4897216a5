/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* An access that all checks of GIMPLE miss is reported in RTL: a memory operand
   that is a per-CPU variable as plain memory.  */
/* { dg-additional-options "-O2 -fno-pic -fplugin-arg-percpu-model=register -fplugin-arg-percpu-test-leave=translation -fplugin-arg-percpu-test-leave=check-early -fplugin-arg-percpu-test-leave=check-late" } */

#include <percpu.h>

static __attribute__ ((percpu)) struct { long n[3]; } x;

long
load (int cpu)
{
  return percpu_ptr (&x, cpu)->n[1];
}
/* { dg-error "plain access to per-CPU variable 'x'" "" { target *-*-* } 0 } */
