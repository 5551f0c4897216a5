/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Code that may run on another device finds no per-CPU register there.

   { dg-options "-fopenmp -fopenacc" } */

static __attribute__ ((percpu)) int x, a[4];

void
target (int n)
{
#pragma omp target		/* { dg-error "per-CPU data in a region that may run on another device: 'x'" } */
  x++;
#pragma omp target map (n)
  n++;
  x++;
}

void
target_loop (int n, int __percpu *p)
{
#pragma omp target teams distribute parallel for	/* { dg-error "per-CPU data in a region" } */
  for (int i = 0; i < n; i++)
    p[i] += i;
}

void
accelerator (int n)
{
#pragma acc parallel		/* { dg-error "per-CPU data in a region that may run on another device: 'a" } */
  a[1] += n;
#pragma acc kernels		/* { dg-error "per-CPU data in a region that may run on another device" } */
  x += n;
#pragma acc serial		/* { dg-error "per-CPU data in a region that may run on another device" } */
  x += n;
#pragma acc parallel
  n++;
}
