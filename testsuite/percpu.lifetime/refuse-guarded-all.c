/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* All operations on guarded variables are reported, although some of them,
   which depend on the options, are found earlier than the others.

   { dg-options "-fplugin-arg-percpu-tearing=off" } */

#include "lifetime.h"

struct many
{
  int n;
  short s;
  bool truth[2];
  long l[4];
  unsigned int field : 3;
};

static __attribute__ ((percpu ("guarded"))) struct many st;
static __attribute__ ((percpu ("guarded"))) int number;
static __attribute__ ((percpu ("guarded"))) bool truth;

void
operation_1 (int i)
{
  st.truth[1] ^= 1;
/* { dg-note "enter a guard, and use the pointer that 'percpu_borrow .g, &st.' returns" "" { target *-*-* } .-1 } */
/* { dg-error "operation on guarded per-CPU variable 'st'" "" { target *-*-* } .-2 } */
}

void
operation_2 (int i)
{
  st.truth[0] = !st.truth[0];
/* { dg-note "enter a guard, and use the pointer that 'percpu_borrow .g, &st.' returns" "" { target *-*-* } .-1 } */
/* { dg-error "operation on guarded per-CPU variable 'st'" "" { target *-*-* } .-2 } */
}

void
operation_3 (int i)
{
  st.n += 2;
/* { dg-note "enter a guard, and use the pointer that 'percpu_borrow .g, &st.' returns" "" { target *-*-* } .-1 } */
/* { dg-error "operation on guarded per-CPU variable 'st'" "" { target *-*-* } .-2 } */
}

void
operation_4 (int i)
{
  st.n++;
/* { dg-note "enter a guard, and use the pointer that 'percpu_borrow .g, &st.' returns" "" { target *-*-* } .-1 } */
/* { dg-error "operation on guarded per-CPU variable 'st'" "" { target *-*-* } .-2 } */
}

void
operation_5 (int i)
{
  st.s <<= i;
/* { dg-note "enter a guard, and use the pointer that 'percpu_borrow .g, &st.' returns" "" { target *-*-* } .-1 } */
/* { dg-error "operation on guarded per-CPU variable 'st'" "" { target *-*-* } .-2 } */
}

void
operation_6 (int i)
{
  number--;
/* { dg-note "enter a guard, and use the pointer that 'percpu_borrow .g, &number.' returns" "" { target *-*-* } .-1 } */
/* { dg-error "operation on guarded per-CPU variable 'number'" "" { target *-*-* } .-2 } */
}

void
operation_7 (int i)
{
  number = i;
/* { dg-note "enter a guard, and use the pointer that 'percpu_borrow .g, &number.' returns" "" { target *-*-* } .-1 } */
/* { dg-error "operation on guarded per-CPU variable 'number'" "" { target *-*-* } .-2 } */
}

void
operation_8 (int i)
{
  st.l[i] *= 3;
/* { dg-note "enter a guard, and use the pointer that 'percpu_borrow .g, &st.' returns" "" { target *-*-* } .-1 } */
/* { dg-error "operation on guarded per-CPU variable 'st'" "" { target *-*-* } .-2 } */
}

void
operation_9 (int i)
{
  percpu_xchg (number, i);
/* { dg-note "enter a guard, and use the pointer that 'percpu_borrow .g, &number.' returns" "" { target *-*-* } .-1 } */
/* { dg-error "operation on guarded per-CPU variable 'number'" "" { target *-*-* } .-2 } */
}

void
operation_10 (int i)
{
  truth++;
/* { dg-note "enter a guard, and use the pointer that 'percpu_borrow .g, &truth.' returns" "" { target *-*-* } .-1 } */
/* { dg-error "operation on guarded per-CPU variable 'truth'" "" { target *-*-* } .-2 } */
}

void
operation_11 (int i)
{
  i = st.n;
/* { dg-note "enter a guard, and use the pointer that 'percpu_borrow .g, &st.' returns" "" { target *-*-* } .-1 } */
/* { dg-error "operation on guarded per-CPU variable 'st'" "" { target *-*-* } .-2 } */
}

void
operation_12 (int i)
{
  i += st.truth[1];
/* { dg-note "enter a guard, and use the pointer that 'percpu_borrow .g, &st.' returns" "" { target *-*-* } .-1 } */
/* { dg-error "operation on guarded per-CPU variable 'st'" "" { target *-*-* } .-2 } */
}

void
operation_13 (int i)
{
  percpu_max (st.n, i);
/* { dg-note "enter a guard, and use the pointer that 'percpu_borrow .g, &st.' returns" "" { target *-*-* } .-1 } */
/* { dg-error "operation on guarded per-CPU variable 'st'" "" { target *-*-* } .-2 } */
}

void
operation_14 (int i)
{
  st.field = 1;
/* { dg-note "enter a guard, and use the pointer that 'percpu_borrow .g, &st.' returns" "" { target *-*-* } .-1 } */
/* { dg-error "operation on guarded per-CPU variable 'st'" "" { target *-*-* } .-2 } */
}
