/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* An overflow built-in for one type stores its result only in per-CPU data of
   that type, and reports other types.  Calls with plain results have GCC's own
   diagnostics.  */
/* { dg-additional-options "-Wno-error=incompatible-pointer-types" } */

static __attribute__ ((percpu)) int n;
static __attribute__ ((percpu)) const long c = 1;
static __attribute__ ((percpu)) unsigned long u;
static __attribute__ ((percpu)) struct { int a[3]; } st;

int
results (long v, long long __percpu *p)
{
  __builtin_saddl_overflow (v, 1, &n);	/* { dg-error "argument 3 of '__builtin_saddl_overflow' points to per-CPU data of type 'int', not 'long int'" } */
/* { dg-note "accept results of every integer type" "" { target *-*-* } .-1 } */
  __builtin_ssubl_overflow (v, 1, &u);	/* { dg-error "points to per-CPU data of type 'long unsigned int', not 'long int'" } */
/* { dg-note "accept results of every integer type" "" { target *-*-* } .-1 } */
  __builtin_umull_overflow (v, 1, p);	/* { dg-error "points to per-CPU data of type 'long long int', not 'long unsigned int'" } */
/* { dg-note "accept results of every integer type" "" { target *-*-* } .-1 } */
  __builtin_saddl_overflow (v, 1, &c);	/* { dg-error "argument 3 of '__builtin_saddl_overflow' points to read-only per-CPU data" } */
  __builtin_sadd_overflow (st, 1, &n);	/* { dg-error "argument 1 of '__builtin_sadd_overflow' has type 'struct <anonymous>' and is not a number" } */
  __builtin_ssub_overflow (1, &v, &st.a[1]);	/* { dg-error "argument 2 of '__builtin_ssub_overflow' has type 'long int .' and is not a number" } */
  return __builtin_smul_overflow (n, st.a[1], &n);
}

int
plain (int *q, long *r)
{
  __builtin_sadd_overflow (1, 2);	/* { dg-error "too few arguments to function '__builtin_sadd_overflow'" } */
  __builtin_sadd_overflow (1, 2, q, r);	/* { dg-error "too many arguments to function '__builtin_sadd_overflow'" } */
  __builtin_saddl_overflow (1, 2, q);	/* { dg-warning "passing argument 3 of '__builtin_saddl_overflow' from incompatible pointer type" "" { target *-*-* } } */
/* { dg-note "expected 'long int .' but argument is of type 'int .'" "" { target *-*-* } 0 } */
  return __builtin_sadd_overflow (n, 2, q);
}
