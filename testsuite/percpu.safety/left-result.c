/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* A structure that a function returns, and that the lowering pass misses, is
   reported.  */
/* { dg-additional-options "-fplugin-arg-percpu-test-leave=result" } */

struct s { int a[4]; };
static __attribute__ ((percpu)) struct s x;
extern struct s give (void);

void
get (void)
{
  x = give (); /* { dg-error "per-CPU access was not lowered" } */
}
