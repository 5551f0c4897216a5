/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Clause `aligned' of OpenMP may name per-CPU pointers, alone or among plain
   ones, with and without an alignment.  It changes nothing: the operations are
   those of a loop without the clause.  */
/* { dg-additional-options "-fopenmp" } */

#include <percpu.h>
#include <stdio.h>

static __attribute__ ((percpu, aligned (64))) int a[32];
static int plain[32] __attribute__ ((aligned (64)));
static int failed;

static void
expect (int line, int found, int expected)
{
  if (found == expected)
    return;
  printf ("line %d: %d instead of %d\n", line, found, expected);
  failed = 1;
}

#define EXPECT(found, expected) expect (__LINE__, found, expected)

static void __attribute__ ((noipa))
loops (int __percpu *p, const volatile int __percpu *r, int *q, int n)
{
#pragma omp simd aligned (p: 32)
  for (int i = 0; i < n; i++)
    p[i] += i;
#pragma omp simd aligned (q, p: 16) aligned (r)
  for (int i = 0; i < n; i++)
    q[i] = p[i] + r[i];
#pragma omp for simd aligned (q: 64) aligned (r, p: 64)
  for (int i = 0; i < n; i++)
    p[i] = q[i] + r[i];
}

/* Other threads may be on other CPUs, so this is not called.  */

void
teams (int __percpu *p, int n)
{
#pragma omp parallel for simd aligned (p: 32)
  for (int i = 0; i < n; i++)
    p[i]++;
#pragma omp taskloop simd aligned (p: 32)
  for (int i = 0; i < n; i++)
    p[i]++;
#pragma omp teams distribute parallel for simd aligned (p: 32)
  for (int i = 0; i < n; i++)
    p[i]++;
}

#pragma omp declare simd uniform (p) aligned (p: 64)
static int __attribute__ ((noinline))
element (int __percpu *p, int i)
{
  return p[i];
}

int
main (void)
{
  int sum = 0;

  if (percpu_bind (percpu_cpu_next (0)) != 0)
    return 1;
  loops (a, a, plain, 32);
  for (int i = 0; i < 32; i++)
    {
      EXPECT (plain[i], 2 * i);
      EXPECT (a[i], 3 * i);
    }
#pragma omp simd reduction (+: sum)
  for (int i = 0; i < 32; i++)
    sum += element (a, i);
  EXPECT (sum, 3 * 31 * 16);
  return failed;
}
