/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* OpenMP's own ways to share data make no sense of per-CPU variables; that a
   parallel region uses one does.

   { dg-options "-fopenmp" } */

static __attribute__ ((percpu)) int x;

void
shared (int n)
{
#pragma omp parallel for shared (x)
  for (int i = 0; i < n; i++)
    x++;
}

void
atomic (void)
{
#pragma omp atomic		/* { dg-error "'#pragma omp atomic' on per-CPU data" } */
  x++;
}

void
reduction (int n)
{
#pragma omp parallel for reduction (+: x)	/* { dg-error "per-CPU variable 'x' in clause 'reduction'" } */
  for (int i = 0; i < n; i++)
    x++;
}
