/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Clauses and constructs of OpenMP that came with GCC 12.

   { dg-require feature affinity }
   { dg-options "-fopenmp -w" } */

static __attribute__ ((percpu)) int x, a[8];
void work (void);

void
calls (int n)
{
#pragma omp task affinity (a)	/* { dg-error "per-CPU variable 'a' in clause 'affinity'" } */
  work ();
#pragma omp task affinity (iterator (i = 0:n): a[i])	/* { dg-error "per-CPU data in clause 'affinity'" } */
  work ();
#pragma omp scope reduction (+: x)	/* { dg-error "per-CPU variable 'x' in clause 'reduction'" } */
  work ();
#pragma omp target has_device_addr (a)	/* { dg-error "per-CPU variable 'a' in clause 'has_device_addr'" } */
  n++;
}
