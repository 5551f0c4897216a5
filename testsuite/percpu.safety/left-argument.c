/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* A structure that is passed to a function, and that the lowering pass misses,
   is reported.  */
/* { dg-additional-options "-fplugin-arg-percpu-test-leave=argument" } */

struct s { int a[4]; };
static __attribute__ ((percpu)) struct s x;
extern void take (struct s);

void
pass (void)
{
  take (x); /* { dg-error "per-CPU access was not lowered" } */
}
