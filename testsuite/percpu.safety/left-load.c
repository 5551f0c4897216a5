/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* A load that the lowering pass misses is reported.  */
/* { dg-additional-options "-fplugin-arg-percpu-test-leave=load" } */

static __attribute__ ((percpu)) int x;

int
load (void)
{
  return x; /* { dg-error "per-CPU access was not lowered: 'x'" } */
}
