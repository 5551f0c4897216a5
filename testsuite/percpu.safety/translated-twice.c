/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* percpu_ptr and percpu_this_ptr return the address of an instance, which
   cannot be translated again.  */

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
twice (int *q)
{
  __builtin_percpu_translate (&plain, 0);
/* { dg-error "'plain' is not a per-CPU variable: attribute 'percpu' is missing" "" { target *-*-* } .-1 } */
  *__builtin_percpu_translate (q, 0) = 1;
/* { dg-error "argument of type 'int .' is not a pointer to per-CPU data" "" { target *-*-* } .-1 } */
/* { dg-note "already the address of one instance" "" { target *-*-* } .-2 } */
  __builtin_percpu_translate (x, 0);
/* { dg-error "argument of type .* is not a pointer to per-CPU data" "" { target *-*-* } .-1 } */
/* { dg-note "pass the address of a per-CPU variable" "" { target *-*-* } .-2 } */
  __builtin_percpu_translate (&x);	/* { dg-error "takes 2 arguments" } */
  __builtin_percpu_translate (&x, &x);
/* { dg-error "the displacement must be an integer" "" { target *-*-* } .-1 } */
  __builtin_percpu_displacement (1);	/* { dg-error "takes no arguments" } */
}
