/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* A _BitInt of more than 64 bits is refused as the operand of an update, like
   other wide scalars.  */
/* { dg-require feature bitint } */
/* { dg-options "-std=gnu2x" } */

static __attribute__ ((percpu)) unsigned _BitInt (65) a;
static __attribute__ ((percpu)) _BitInt (100) b;
static __attribute__ ((percpu)) _BitInt (128) c;
static __attribute__ ((percpu)) struct { int n; _BitInt (200) m[2]; } st;

void
updates (int i, _BitInt (100) __percpu *p)
{
  a += 1;	/* { dg-error "no CPU-local operation that updates per-CPU data of type 'unsigned _BitInt\\(65\\)'" } */
/* { dg-note "<percpu_borrow//percpu_raw>" "" { target *-*-* } .-1 } */
  b++;		/* { dg-error "no CPU-local operation that updates" } */
/* { dg-note "<percpu_borrow//percpu_raw>" "" { target *-*-* } .-1 } */
  c |= 5;	/* { dg-error "no CPU-local operation that updates" } */
/* { dg-note "<percpu_borrow//percpu_raw>" "" { target *-*-* } .-1 } */
  st.m[i] <<= 2;	/* { dg-error "no CPU-local operation that updates" } */
/* { dg-note "<percpu_borrow//percpu_raw>" "" { target *-*-* } .-1 } */
  *p = ~*p;	/* { dg-error "no CPU-local operation that updates" } */
/* { dg-note "<percpu_borrow//percpu_raw>" "" { target *-*-* } .-1 } */
}
