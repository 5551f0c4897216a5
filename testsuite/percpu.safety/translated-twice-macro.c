/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* The same by percpu.h's macros: the error is in the header, the note at the
   place.  */
/* { dg-error "argument of type .int .. is no pointer to per-CPU data" "" { target *-*-* } 0 } */
/* { dg-note "a plain pointer is the address of one instance already" "" { target *-*-* } 0 } */

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


void
by_macros (int *q)
{
  *percpu_this_ptr (&plain) = 1;	/* { dg-note "in expansion of macro" } */
  *percpu_ptr (q, 0) = 1;	/* { dg-note "in expansion of macro" } */
  *percpu_this_ptr (percpu_this_ptr (&x)) = 1;
/* { dg-note "in expansion of macro" "" { target *-*-* } .-1 } */
  *percpu_ptr (percpu_ptr (&x, 1), 0) = 1;
/* { dg-note "in expansion of macro" "" { target *-*-* } .-1 } */
  *percpu_ptr (&*percpu_this_ptr (a), 0) = 1;
/* { dg-note "in expansion of macro" "" { target *-*-* } .-1 } */
  percpu_reset (*q);	/* { dg-note "in expansion of macro" } */
}
