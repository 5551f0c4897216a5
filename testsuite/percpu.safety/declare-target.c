/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Variables that a directive puts on other devices, by name or by region, and
   functions that may run there.

   { dg-options "-fopenmp -fopenacc" } */

__attribute__ ((percpu)) int x;	/* { dg-error "per-CPU variable 'x' cannot be on another device" } */
static __attribute__ ((percpu)) int y;	/* { dg-error "per-CPU variable 'y' cannot be on another device" } */
__attribute__ ((percpu)) int z;	/* { dg-error "per-CPU variable 'z' cannot be on another device" } */
__attribute__ ((percpu)) int u;	/* { dg-error "per-CPU variable 'u' cannot be on another device" } */
__attribute__ ((percpu)) int v;	/* { dg-error "per-CPU variable 'v' cannot be on another device" } */
static __attribute__ ((percpu)) int not_affected;
#pragma omp declare target (x)
#pragma omp declare target to (y)
#pragma omp declare target link (z)
#pragma acc declare create (u)
#pragma acc declare link (v)

#pragma omp declare target
static __attribute__ ((percpu)) int in;	/* { dg-error "per-CPU variable 'in' cannot be on another device" } */
#pragma omp end declare target

int
f (void)
{
  return x + y + z + u + v + in + not_affected;
}

#pragma omp declare target
int
both (void)			/* { dg-error "per-CPU data in a function that may run on another device: 'not_affected'" } */
{
  return not_affected;
}

int
neither (int n)
{
  return n;
}
#pragma omp end declare target
