/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* An access through a pointer that the lowering pass misses is reported.  */
/* { dg-additional-options "-fplugin-arg-percpu-test-leave=load" } */

struct s { int a, b[3]; };

int
load (struct s __percpu *p)
{
  return p->b[1]; /* { dg-error "per-CPU access was not lowered" } */
}
