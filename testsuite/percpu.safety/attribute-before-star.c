/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* In `T __attribute__((percpu)) *p' GNU C gives the attribute to p. That is
   seldom meant.  */

#define PERCPU __attribute__ ((percpu))

static int __attribute__ ((percpu)) *a;
/* { dg-warning "makes the pointer 'a' itself per-CPU, not what it points to" "" { target *-*-* } .-1 } */
/* { dg-note "qualifier '__percpu'" "" { target *-*-* } .-2 } */
static int PERCPU *b;
/* { dg-warning "makes the pointer 'b' itself per-CPU, not what it points to" "" { target *-*-* } .-1 } */
/* { dg-note "qualifier '__percpu'" "" { target *-*-* } .-2 } */
typedef int __attribute__ ((percpu)) *c_t;
/* { dg-warning "makes the pointer type 'c_t' itself per-CPU, not what it points to" "" { target *-*-* } .-1 } */
/* { dg-note "qualifier '__percpu'" "" { target *-*-* } .-2 } */
static int *__attribute__ ((percpu)) d;
static __attribute__ ((percpu)) int *e;
static int __percpu *f;

int
use (void)
{
  return *a + *b + *d + *e + *f;
}
