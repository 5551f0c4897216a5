/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* The directives of OpenMP that -fopenmp-simd enables.

   { dg-options "-fopenmp-simd" } */

static __attribute__ ((percpu)) int x, a[16];

void
clauses (int n, int *q)
{
#pragma omp simd reduction (+: x)	/* { dg-error "per-CPU variable 'x' in clause 'reduction'" } */
  for (int i = 0; i < n; i++)
    x += i;
#pragma omp for simd linear (x)	/* { dg-error "per-CPU variable 'x' in clause 'linear'" } */
  for (int i = 0; i < n; i++)
    q[i] += i;
#pragma omp simd aligned (a: 16)	/* { dg-error "per-CPU variable 'a' in clause 'aligned'" } */
  for (int i = 0; i < n; i++)
    q[i] += i;
#pragma omp simd
  for (x = 0; x < n; x++)	/* { dg-error "iteration variable 'x' is per-CPU" } */
    q[1]++;
}
