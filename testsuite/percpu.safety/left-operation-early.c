/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* An operation that the lowering pass and its own check miss is reported in SSA
   form.  */
/* { dg-additional-options "-fplugin-arg-percpu-test-leave=operation -fplugin-arg-percpu-test-leave=check-lowered" } */

static __attribute__ ((percpu)) unsigned long x;

void
count (void)
{
  x += 5; /* { dg-error "per-CPU operation was not lowered" } */
}
