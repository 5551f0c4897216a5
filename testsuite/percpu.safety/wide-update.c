/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* An update of an object that no instruction can exchange could be lost, and is
   refused.  A load or a store of it can only be torn.

   { dg-require int128 } */

typedef int v4si __attribute__ ((vector_size (16)));
static __attribute__ ((percpu)) long double ld;
static __attribute__ ((percpu)) __int128 wide;
static __attribute__ ((percpu)) v4si v;
static __attribute__ ((percpu)) struct { long double a[3]; int bits : 3; } st;
static __attribute__ ((percpu)) double d;

void
f (long double __percpu *p)
{
  ld += 1;	/* { dg-error "no CPU-local operation that updates per-CPU data of type 'long double'" } */
/* { dg-note "<under a guard, update '.percpu_borrow \\(g, &ld\\)'//update 'percpu_raw \\(ld\\)'>" "" { target *-*-* } .-1 } */
  wide++;	/* { dg-error "no CPU-local operation that updates per-CPU data of type '__int128'" } */
/* { dg-note "<under a guard, update '.percpu_borrow \\(g, &wide\\)'//update 'percpu_raw \\(wide\\)'>" "" { target *-*-* } .-1 } */
  v *= 2;	/* { dg-error "no CPU-local operation that updates per-CPU data of type '.*vector.4. int'" } */
/* { dg-note "<under a guard, update '.percpu_borrow \\(g, &v\\)'//update 'percpu_raw \\(v\\)'>" "" { target *-*-* } .-1 } */
  --p[1];	/* { dg-error "no CPU-local operation" } */
/* { dg-note "<under a guard, update '.percpu_borrow//update 'percpu_raw>" "" { target *-*-* } .-1 } */
  st.a[2] /= 3;	/* { dg-error "no CPU-local operation" } */
/* { dg-note "<under a guard, update '.percpu_borrow \\(g, &st.a\\\[2\\\]\\)'//update 'percpu_raw \\(st.a\\\[2\\\]\\)'>" "" { target *-*-* } .-1 } */
  d += 1.5L;
}
