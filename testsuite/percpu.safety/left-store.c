/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* A store that the lowering pass misses is reported.  */
/* { dg-additional-options "-fplugin-arg-percpu-test-leave=store" } */

static __attribute__ ((percpu)) struct { int a, b[3]; } x;

void
store (int i)
{
  x.b[i] = 5; /* { dg-error "per-CPU access was not lowered" } */
}
