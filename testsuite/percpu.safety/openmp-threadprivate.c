/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* A directive makes no per-CPU variable a thread-local one: used in functions
   or not, at file scope or in a function.

   { dg-options "-fopenmp" } */

static __attribute__ ((percpu)) int x;	/* { dg-error "'x' cannot be both per-CPU and thread-local" } */
/* { dg-note "remove it from '#pragma omp threadprivate'" "" { target *-*-* } .-1 } */
int __percpu y;			/* { dg-error "'y' cannot be both per-CPU and thread-local" } */
/* { dg-note "remove it from '#pragma omp threadprivate'" "" { target *-*-* } .-1 } */
static __attribute__ ((percpu)) int not_affected;
static int plain;
#pragma omp threadprivate (x, plain)
#pragma omp threadprivate (y)

int
f (void)
{
  static __attribute__ ((percpu)) int in;	/* { dg-error "'in' cannot be both per-CPU and thread-local" } */
/* { dg-note "remove it from '#pragma omp threadprivate'" "" { target *-*-* } .-1 } */
#pragma omp threadprivate (in)
  return x + y + in + plain + not_affected;
}
