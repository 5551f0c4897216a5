/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* A copy of a structure of variable size is reported like any other.  The
   result of a nested function has to be stored immediately.  */

void
nested (int n, void __percpu *any)
{
  struct sized { int a[n]; };
  struct sized __percpu *p = any;
  struct sized l;
  auto struct sized function (void);

  struct sized
  function (void)
  {
    return l;
  }

  l = *p;
/* { dg-warning "copy of a per-CPU object takes more than one instruction" "" { target *-*-* } .-1 } */
/* { dg-note "borrow it from a guard" "" { target *-*-* } .-2 } */
  *p = function ();
/* { dg-error "value of a function assigned to per-CPU data of variable size" "" { target *-*-* } .-1 } */
/* { dg-note "assign it to a local variable first" "" { target *-*-* } .-2 } */
}
