/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* An operation that the lowering pass misses is reported.  */
/* { dg-additional-options "-fplugin-arg-percpu-test-leave=operation" } */

static __attribute__ ((percpu)) unsigned long x;

void
count (void)
{
  x += 5; /* { dg-error "per-CPU operation was not lowered" } */
}
