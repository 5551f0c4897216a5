/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* A parameter is on the stack, too.  It may point to per-CPU data.  */

void
f (int x __attribute__ ((percpu)))
/* { dg-error "'percpu' attribute specified for parameter 'x'" "" { target *-*-* } .-1 } */
/* { dg-note "qualifier '__percpu' for the type that a pointer points to" "" { target *-*-* } .-2 } */
{
  (void) x;
}

void
g (int __percpu x)
/* { dg-error "'__percpu' specified for parameter 'x'" "" { target *-*-* } .-1 } */
{
  (void) x;
}
