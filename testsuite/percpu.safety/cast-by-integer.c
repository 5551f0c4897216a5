/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* A cast through an integer, within one expression, does not give a plain
   address either.  */

static __attribute__ ((percpu)) int x, a[4];
static __attribute__ ((percpu)) struct stats
{
  int n;
  char name[8];
  struct { int deep; } in;
  int __percpu *to;
} st;
static int plain, *p;


#include <stdint.h>

void
casts (int i)
{
  p = (int *) (uintptr_t) &x;
/* { dg-error "cast of per-CPU address to plain pointer type" "" { target *-*-* } .-1 } */
/* { dg-note "percpu_ptr .&x, cpu." "" { target *-*-* } .-2 } */
  p = (int *) (long) a;
/* { dg-error "cast of per-CPU address to plain pointer type" "" { target *-*-* } .-1 } */
/* { dg-note "<percpu_borrow//percpu_this_ptr>" "" { target *-*-* } .-2 } */
  p = (int *) (long) (uintptr_t) &a[i];
/* { dg-error "cast of per-CPU address to plain pointer type" "" { target *-*-* } .-1 } */
/* { dg-note "<percpu_borrow//percpu_this_ptr>" "" { target *-*-* } .-2 } */
  p = (int *) (uintptr_t) (void __percpu *) &st;
/* { dg-error "cast of per-CPU address to plain pointer type" "" { target *-*-* } .-1 } */
/* { dg-note "<percpu_borrow//percpu_this_ptr>" "" { target *-*-* } .-2 } */
  *(int *) (uintptr_t) st.to = 1;
/* { dg-error "cast of per-CPU address to plain pointer type" "" { target *-*-* } .-1 } */
/* { dg-note "<percpu_borrow//percpu_this_ptr>" "" { target *-*-* } .-2 } */
}
