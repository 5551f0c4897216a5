/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* OpenMP: the threads of a parallel region are born bound to the CPU of the
   one that makes them, and what they do to its instance is all there at the
   end.  The values of per-CPU variables in clauses and loop bounds are values.

   { dg-options "-fopenmp" } */

#include "torture.h"

static PERCPU int x, a[64];
static PERCPU long total;

#ifdef PLAIN
# define ATOMIC _Pragma ("omp atomic")
#else
# define ATOMIC
#endif

static int
by_clauses (int __percpu *p)
{
  int sum = 0;

#pragma omp parallel for firstprivate (p) reduction (+: sum) if (x > 0)
  for (int i = 0; i < 8; i++)
    sum += p[i] + i;
  return sum;
}

static void
test (void)
{
  int out = 0;

#pragma omp parallel for num_threads (3)
  for (int i = 0; i < 3000; i++)
    {
      ATOMIC
      x++;
      ATOMIC
      total += i;
    }
  SHOW (x);
  SHOW (total);
#pragma omp parallel for num_threads (2) shared (a)
  for (int i = 0; i < 64; i++)
    a[i] = i * i;
  SHOW (a[63] + a[5]);
#pragma omp simd
  for (int i = 0; i < 64; i++)
    a[i] += i;
  SHOW (a[63] + a[5]);
  SHOW (by_clauses (a));
#pragma omp parallel sections num_threads (2)
  {
#pragma omp section
    x = 1;
#pragma omp section
    total = 2;
  }
  SHOW (x + total);
#pragma omp parallel num_threads (2)
#pragma omp single
  {
#pragma omp task
    x += 5;
#pragma omp taskwait
#pragma omp critical
    x *= 2;
  }
  SHOW (x);
#pragma omp atomic
  out += x;
  SHOW (out);
#pragma omp parallel for schedule (static) num_threads (2)
  for (int i = x; i < a[6]; i += a[1])
    {
      ATOMIC
      total++;
    }
  SHOW (total);
}
