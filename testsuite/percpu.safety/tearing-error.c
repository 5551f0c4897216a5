/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* With -fplugin-arg-percpu-tearing=error, accesses of more than one instruction
   are errors.  */
/* { dg-require int128 } */
/* { dg-options "-fplugin-arg-percpu-tearing=error" } */

static __attribute__ ((percpu)) struct { int n; int bits : 3; } st;
static __attribute__ ((percpu)) __int128 wide;

int
f (void)
{
  st.n++;
  wide = 3;	/* { dg-error "takes more than one instruction" } */
/* { dg-note "borrow it from a guard" "" { target *-*-* } .-1 } */
  return st.bits;
/* { dg-error "access to a per-CPU bit-field takes more than one instruction" "" { target *-*-* } .-1 } */
/* { dg-note "borrow it from a guard" "" { target *-*-* } .-2 } */
}
