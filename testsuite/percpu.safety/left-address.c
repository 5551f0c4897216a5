/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* An address that the lowering pass misses is reported.  */
/* { dg-additional-options "-fplugin-arg-percpu-test-leave=address" } */

static __attribute__ ((percpu)) int x[4];

int __percpu *
address (void)
{
  return &x[1]; /* { dg-error "address of per-CPU variable 'x' was not lowered" } */
}
