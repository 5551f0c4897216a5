/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Threads count while they migrate and handle signals, and other threads read
   the counts; the plain data that they share is accessed atomically.  The
   sanitizers report no data race, no misaligned access and no invalid one.  */

/* { dg-do run } */
/* { dg-additional-options "-pthread" } */

#include "../lib/check.h"
#include <percpu.h>
#include <pthread.h>

enum { THREADS = 4, ROUNDS = 20000 };

static __attribute__ ((percpu)) long count;
static __attribute__ ((percpu)) struct { char c; int n[3]; } s;
static __attribute__ ((percpu)) float real;
static cpu_set_t all;

static void
handler (int sig)
{
  (void) sig;
  count++;
}

static void *
work (void *arg)
{
  for (int i = 0; i < ROUNDS; i++)
    {
      int __percpu *p = &s.n[i % 3];

      count++;
      *p += 1;
      real += 1;
      if (i % 1000 == 0)
	{
	  unsigned int cpus[64], nr = allowed_cpus (cpus, 64);
	  cpu_set_t one;

	  CPU_ZERO (&one);
	  CPU_SET (cpus[i / 1000 % (nr < 64 ? nr : 64)], &one);
	  sched_setaffinity (0, sizeof one, &one);
	  sched_setaffinity (0, sizeof all, &all);
	  raise (SIGUSR1);
	}
    }
  return arg;
}

int
main (void)
{
  pthread_t threads[THREADS];
  const long n = (long) THREADS * ROUNDS;
  long last = 0;

  sched_getaffinity (0, sizeof all, &all);
  signal (SIGUSR1, handler);
  for (int i = 0; i < THREADS; i++)
    pthread_create (&threads[i], NULL, work, NULL);
  while (last < n / 2)
    {
      long now = percpu_sum (count);

      if (now < last)
	CHECK (false, "%ld after %ld", now, last);
      last = now;
      sched_yield ();
    }
  for (int i = 0; i < THREADS; i++)
    pthread_join (threads[i], NULL);
  CHECK (percpu_sum (count) == n + n / 1000, "%ld counts",
	 percpu_sum (count));
  CHECK (percpu_sum (s.n[0]) + percpu_sum (s.n[1]) + percpu_sum (s.n[2]) == n
	 && percpu_sum (real) == (float) n, "of all kinds");
  return 0;
}
