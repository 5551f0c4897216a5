/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* A section of a per-CPU array in a clause of OpenMP is no better than a
   per-CPU variable there, and neither is one as the variable of a loop.

   { dg-options "-fopenmp" } */

static __attribute__ ((percpu)) int x, a[64];

void
sections (int n, int __percpu *p)
{
#pragma omp parallel for reduction (+: a[:4])	/* { dg-error "per-CPU data in clause 'reduction'" } */
  for (int i = 0; i < n; i++)
    a[1] += i;
#pragma omp parallel for reduction (+: p[:4])	/* { dg-error "per-CPU data in clause 'reduction'" } */
  for (int i = 0; i < n; i++)
    p[1] += i;
}

void
loops (int n)
{
#pragma omp parallel for
  for (x = 0; x < n; x++)	/* { dg-error "iteration variable 'x' is per-CPU" } */
    a[1]++;
#pragma omp simd collapse (2)
  for (int i = 0; i < n; i++)
    for (x = 1; x < 9; x++)	/* { dg-error "iteration variable 'x' is per-CPU" } */
      a[i]++;
#pragma omp parallel for schedule (static, 2)
  for (int i = x; i < a[3]; i += a[1])
    a[i]++;
}
