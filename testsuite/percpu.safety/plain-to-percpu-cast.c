/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* A cast does not make a plain pointer a per-CPU pointer either.  */
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

int __percpu *s1 = (int __percpu *) (uintptr_t) &plain;
/* { dg-error "cast of plain pointer to per-CPU pointer type" "" { target *-*-* } .-1 } */
/* { dg-note "only the address of a variable" "" { target *-*-* } .-2 } */

void
casts (int *q)
{
  int __percpu *r = (int __percpu *) q;
/* { dg-error "cast of plain pointer to per-CPU pointer type '__percpu int .'" "" { target *-*-* } .-1 } */
/* { dg-note "only the address of a variable" "" { target *-*-* } .-2 } */

  r = (int __percpu *) &plain;
/* { dg-error "cast of plain pointer to per-CPU pointer type" "" { target *-*-* } .-1 } */
/* { dg-note "only the address of a variable" "" { target *-*-* } .-2 } */
  r = (void __percpu *) q;
/* { dg-error "cast of plain pointer to per-CPU pointer type" "" { target *-*-* } .-1 } */
/* { dg-note "only the address of a variable" "" { target *-*-* } .-2 } */
  r = (int __percpu *) (uintptr_t) q;
/* { dg-error "cast of plain pointer to per-CPU pointer type" "" { target *-*-* } .-1 } */
/* { dg-note "only the address of a variable" "" { target *-*-* } .-2 } */
  *(int __percpu *) q += 5;
/* { dg-error "cast of plain pointer to per-CPU pointer type" "" { target *-*-* } .-1 } */
/* { dg-note "only the address of a variable" "" { target *-*-* } .-2 } */
  ((struct stats __percpu *) (long) q)->n++;
/* { dg-error "cast of plain pointer to per-CPU pointer type" "" { target *-*-* } .-1 } */
/* { dg-note "only the address of a variable" "" { target *-*-* } .-2 } */
  (void) r;
}
