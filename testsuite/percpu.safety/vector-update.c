/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Updates of vectors are refused whatever their length, also of vectors with
   one element.  Elements are objects of their own.  */

typedef unsigned char v1 __attribute__ ((vector_size (1)));
typedef short v2 __attribute__ ((vector_size (2)));
typedef unsigned char v4 __attribute__ ((vector_size (4)));
typedef float vf __attribute__ ((vector_size (4)));
typedef double vd __attribute__ ((vector_size (8)));
typedef int vi2 __attribute__ ((vector_size (8)));

static __attribute__ ((percpu)) v1 a;
static __attribute__ ((percpu)) v2 b;
static __attribute__ ((percpu)) v4 c;
static __attribute__ ((percpu)) vf d;
static __attribute__ ((percpu)) vd e;
static __attribute__ ((percpu)) vi2 f;
static __attribute__ ((percpu)) volatile v1 g[4];

void
updates (v1 __percpu *p, v1 v, vi2 w, int i)
{
  a++;		/* { dg-error "no CPU-local operation that updates per-CPU data of type '__vector.1. unsigned char'" } */
/* { dg-note "<percpu_borrow//percpu_raw>" "" { target *-*-* } .-1 } */
  a += v;	/* { dg-error "no CPU-local operation" } */
/* { dg-note "<percpu_borrow//percpu_raw>" "" { target *-*-* } .-1 } */
  a = ~a;	/* { dg-error "no CPU-local operation" } */
/* { dg-note "<percpu_borrow//percpu_raw>" "" { target *-*-* } .-1 } */
  a <<= 1;	/* { dg-error "no CPU-local operation" } */
/* { dg-note "<percpu_borrow//percpu_raw>" "" { target *-*-* } .-1 } */
  --b;		/* { dg-error "no CPU-local operation" } */
/* { dg-note "<percpu_borrow//percpu_raw>" "" { target *-*-* } .-1 } */
  c |= 3;	/* { dg-error "no CPU-local operation" } */
/* { dg-note "<percpu_borrow//percpu_raw>" "" { target *-*-* } .-1 } */
  d += 1;	/* { dg-error "no CPU-local operation" } */
/* { dg-note "<percpu_borrow//percpu_raw>" "" { target *-*-* } .-1 } */
  e *= 2;	/* { dg-error "no CPU-local operation" } */
/* { dg-note "<percpu_borrow//percpu_raw>" "" { target *-*-* } .-1 } */
  f = f > w;	/* { dg-error "no CPU-local operation" } */
/* { dg-note "<percpu_borrow//percpu_raw>" "" { target *-*-* } .-1 } */
  p[i] ^= v;	/* { dg-error "no CPU-local operation" } */
/* { dg-note "<percpu_borrow//percpu_raw>" "" { target *-*-* } .-1 } */
  g[i]++;	/* { dg-error "no CPU-local operation" } */
/* { dg-note "<percpu_borrow//percpu_raw>" "" { target *-*-* } .-1 } */
  a[0]++;
  b[0] += 2;
  c[i] *= 3;
  d[0] += 1;
  f[i]--;
  (*p)[0] |= 1;
}
