/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* By default, accesses of more than one instruction cause a warning.  */
/* { dg-require int128 } */

struct stats { int n; unsigned int bits : 3; char c[24]; };
static __attribute__ ((percpu)) struct stats st, other;
static __attribute__ ((percpu)) long double ld;
static __attribute__ ((percpu)) __int128 wide;
static __attribute__ ((percpu)) _Complex double z;

struct stats
f (struct stats *p)
{
  st.bits = 3;
/* { dg-warning "access to a per-CPU bit-field takes more than one instruction" "" { target *-*-* } .-1 } */
/* { dg-note "borrow it from a guard" "" { target *-*-* } .-2 } */
  st.bits++;
/* { dg-warning "access to a per-CPU bit-field takes more than one instruction" "" { target *-*-* } .-1 } */
/* { dg-note "borrow it from a guard" "" { target *-*-* } .-2 } */
  st = *p;
/* { dg-warning "copy of a per-CPU object takes more than one instruction" "" { target *-*-* } .-1 } */
/* { dg-note "borrow it from a guard" "" { target *-*-* } .-2 } */
  st = other;
/* { dg-warning "copy of a per-CPU object takes more than one instruction" "" { target *-*-* } .-1 } */
/* { dg-note "borrow it from a guard" "" { target *-*-* } .-2 } */
  ld = 1;	/* { dg-warning "takes more than one instruction" } */
/* { dg-note "borrow it from a guard" "" { target *-*-* } .-1 } */
  wide = 2;	/* { dg-warning "takes more than one instruction" } */
/* { dg-note "borrow it from a guard" "" { target *-*-* } .-1 } */
  z = 1;	/* { dg-warning "takes more than one instruction" } */
/* { dg-note "borrow it from a guard" "" { target *-*-* } .-1 } */
  st.n += 5;
  return st;
/* { dg-warning "copy of a per-CPU object takes more than one instruction" "" { target *-*-* } .-1 } */
/* { dg-note "borrow it from a guard" "" { target *-*-* } .-2 } */
}
