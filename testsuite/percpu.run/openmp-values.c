/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Clauses of OpenMP that take values take those of per-CPU variables, and
   evaluate them once, in the thread that meets the construct.  */
/* { dg-additional-options "-fopenmp" } */

#include "../lib/check.h"
#include <omp.h>
#include <percpu.h>

static __attribute__ ((percpu)) int n, zero;
static __attribute__ ((percpu)) struct { int three, a[2]; } st;
static int seen[64], calls;

/* Sets and reads an object that all threads share.  */

static void
set (int i, int value)
{
  __atomic_store_n (&seen[i], value, __ATOMIC_RELAXED);
}

static int
get (int i)
{
  return __atomic_load_n (&seen[i], __ATOMIC_RELAXED);
}

static void
count (void)
{
  __atomic_fetch_add (&calls, 1, __ATOMIC_RELAXED);
}

static int
counted (void)
{
  return __atomic_exchange_n (&calls, 0, __ATOMIC_RELAXED);
}

/* The size of the team, from its first thread.  */

static void
team (void)
{
  if (omp_get_thread_num () == 0)
    set (0, omp_get_num_threads ());
}

static void __attribute__ ((noipa))
teams (int __percpu *p)
{
#pragma omp parallel num_threads (n)
  team ();
  EXPECT_VALUE (get (0), 3);
#pragma omp parallel num_threads (st.a[1]) if (n)
  team ();
  EXPECT_VALUE (get (0), 2);
#pragma omp parallel num_threads (*p) if (zero)
  team ();
  EXPECT_VALUE (get (0), 1);
#pragma omp parallel num_threads (n--)
  team ();
  EXPECT_VALUE (get (0), 3);
  EXPECT_VALUE (n++, 2);
#pragma omp parallel num_threads (n += 1)
  team ();
  EXPECT_VALUE (get (0), 4);
  EXPECT_VALUE (n--, 4);
#pragma omp teams num_teams (n) thread_limit (st.a[1])
  if (omp_get_team_num () == 0)
    set (0, omp_get_num_teams ());
  EXPECT_VALUE (get (0) >= 1 && get (0) <= 3, 1);
}

static void __attribute__ ((noipa))
loops (int __percpu *p)
{
#pragma omp parallel for num_threads (2) schedule (static, n)
  for (int i = 0; i < 12; i++)
    set (i, omp_get_thread_num ());
  for (int i = 0; i < 12; i++)
    EXPECT_VALUE (get (i), i / 3 % 2);
#pragma omp parallel for schedule (dynamic, st.three) num_threads (2)
  for (int i = zero; i < 4 * n; i += st.a[1])
    count ();
  EXPECT_VALUE (counted (), 6);
#pragma omp parallel for schedule (guided, *p) num_threads (n) collapse (2)
  for (int i = 0; i < n; i++)
    for (int j = n; j > zero; j--)
      count ();
  EXPECT_VALUE (counted (), 9);
#pragma omp teams distribute dist_schedule (static, n)
  for (int i = 0; i < n; i++)
    count ();
  EXPECT_VALUE (counted (), 3);
}

static void __attribute__ ((noipa))
tasks (int __percpu *p)
{
#pragma omp task priority (n) if (n) final (st.three)
  set (0, omp_in_final ());
#pragma omp taskwait
  EXPECT_VALUE (get (0), 1);
#pragma omp task final (zero)
  set (0, omp_in_final ());
#pragma omp taskwait
  EXPECT_VALUE (get (0), 0);
#pragma omp taskloop grainsize (n)
  for (int i = 0; i < 4 * n; i++)
    count ();
  EXPECT_VALUE (counted (), 12);
#pragma omp taskloop num_tasks (*p)
  for (int i = 0; i < n; i++)
    count ();
  EXPECT_VALUE (counted (), 3);
}

/* There may be no other device.  */

static void __attribute__ ((noipa))
devices (void)
{
  int plain[8] = { 0 }, sum[8] = { 0 };
#pragma omp target enter data map (to: plain[zero:n]) if (zero) device (n)
#pragma omp target exit data map (from: plain[zero:n]) if (zero) device (n)
/* GCC 11 does not know the clause on this directive.  */
#if __GNUC__ >= 12
#define THREAD_LIMIT thread_limit (st.three)
#else
#define THREAD_LIMIT
#endif
#pragma omp target if (zero) map (plain[zero:st.three]) THREAD_LIMIT
  plain[1]++;
  EXPECT_VALUE (plain[1], 1);
#pragma omp parallel for reduction (+: sum[zero:n]) num_threads (n)
  for (int i = 0; i < 9; i++)
    sum[i % 3] += i;
  EXPECT_VALUE (sum[2], 2 + 5 + 8);
#pragma omp simd safelen (4) reduction (+: sum[:n])
  for (int i = zero; i < n; i++)
    sum[i] += i;
  EXPECT_VALUE (sum[2], 2 + 5 + 8 + 2);
}

int
main (void)
{
  if (percpu_bind (0) < 0)
    return 1;
  omp_set_dynamic (0);
  n = st.three = 3;
  st.a[1] = 2;
  teams (&n);
  loops (&n);
  tasks (&n);
  devices ();
  return check_failures != 0;
}
