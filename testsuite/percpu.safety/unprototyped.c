/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* A function without a prototype is assumed to take plain pointers.  */
/* { dg-additional-options "-std=gnu17" } */

static __attribute__ ((percpu)) int x, a[4];
static __attribute__ ((percpu)) struct stats
{
  int n;
  char name[8];
  struct { int deep; } in;
  int __percpu *to;
} st;
static int plain, *p;


extern int old ();

void
calls (void (*unknown) ())
{
  old (&x);
/* { dg-error "per-CPU address passed to a function without a prototype" "" { target *-*-* } .-1 } */
/* { dg-note "<percpu_borrow//percpu_this_ptr>" "" { target *-*-* } .-2 } */
  old (1, a);
/* { dg-error "per-CPU address passed to a function without a prototype" "" { target *-*-* } .-1 } */
/* { dg-note "<percpu_borrow//percpu_this_ptr>" "" { target *-*-* } .-2 } */
  unknown (&st);
/* { dg-error "per-CPU address passed to a function without a prototype" "" { target *-*-* } .-1 } */
/* { dg-note "<percpu_borrow//percpu_this_ptr>" "" { target *-*-* } .-2 } */
  ((int (*) ()) unknown) (st.to);
/* { dg-error "per-CPU address passed to a function without a prototype" "" { target *-*-* } .-1 } */
/* { dg-note "<percpu_borrow//percpu_this_ptr>" "" { target *-*-* } .-2 } */
}
