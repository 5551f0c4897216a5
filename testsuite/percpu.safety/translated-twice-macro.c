/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* The same through the macros of percpu.h.  The diagnostic is located at the
   line that uses the macro.  */

#include <percpu.h>

static __attribute__ ((percpu)) int x, a[4];
static __attribute__ ((percpu)) struct stats
{
  int n;
  char name[8];
  struct { int deep; } in;
  int __percpu *to;
} st;
static int plain, *p;
/* { dg-note "'plain' is declared here without the attribute" "" { target *-*-* } .-1 } */


void
by_macros (int *q)
{
  *percpu_this_ptr (&plain) = 1; /* { dg-error "'plain' is not a per-CPU variable: attribute 'percpu' is missing" } */
  *percpu_ptr (q, 0) = 1; /* { dg-error "not a pointer to per-CPU data" } */
/* { dg-note "use it directly" "" { target *-*-* } .-1 } */
  *percpu_this_ptr (percpu_this_ptr (&x)) = 1;
/* { dg-error "not a pointer to per-CPU data" "" { target *-*-* } .-1 } */
/* { dg-note "use it directly" "" { target *-*-* } .-2 } */
  *percpu_ptr (percpu_ptr (&x, 1), 0) = 1;
/* { dg-error "not a pointer to per-CPU data" "" { target *-*-* } .-1 } */
/* { dg-note "use it directly" "" { target *-*-* } .-2 } */
  *percpu_ptr (&*percpu_this_ptr (a), 0) = 1;
/* { dg-error "not a pointer to per-CPU data" "" { target *-*-* } .-1 } */
/* { dg-note "use it directly" "" { target *-*-* } .-2 } */
  percpu_reset (*q); /* { dg-error "not a pointer to per-CPU data" } */
/* { dg-note "use it directly" "" { target *-*-* } .-1 } */
}
