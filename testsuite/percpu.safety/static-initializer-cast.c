/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* A cast in a static initialiser does not give a plain address either.  */
/* { dg-options "-w" } */

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

int *s1 = (int *) &x;
/* { dg-error "initializer element is not constant|cast of per-CPU" "" { target *-*-* } .-1 } */
/* { dg-note "per-CPU" "" { target *-*-* } .-2 } */
void *s2 = (void *) a;
/* { dg-error "initializer element is not constant|cast of per-CPU" "" { target *-*-* } .-1 } */
/* { dg-note "per-CPU" "" { target *-*-* } .-2 } */
int *s3 = (int *) (uintptr_t) &a[1];
/* { dg-error "cast of per-CPU address to plain pointer type" "" { target *-*-* } .-1 } */
/* { dg-note "<percpu_borrow//percpu_this_ptr>" "" { target *-*-* } .-2 } */
struct { void *p; } s4 = { (void *) (uintptr_t) &st.name };
/* { dg-error "cast of per-CPU address to plain pointer type" "" { target *-*-* } .-1 } */
/* { dg-note "<percpu_borrow//percpu_this_ptr>" "" { target *-*-* } .-2 } */

void
local (void)
{
  static int *s5 = (int *) (uintptr_t) &x;
/* { dg-error "cast of per-CPU address to plain pointer type" "" { target *-*-* } .-1 } */
/* { dg-note "<percpu_borrow//percpu_this_ptr>" "" { target *-*-* } .-2 } */
  (void) s5;
}
