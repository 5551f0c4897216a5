/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* A lock for each CPU: the threads on it and visitors exclude each other, in
   threads that migrate in their sections.  */

/* { dg-additional-options "-pthread" } */

#include "list.h"

enum { THREADS = 6, ROUNDS = 20000 };

static __attribute__ ((percpu)) struct
{
  struct percpu_lock lock;
  volatile long a, b;
  int inside;
} data;

static unsigned long visits, refused;

static void
change (unsigned int cpu, unsigned int *seed)
{
  __typeof__ (percpu_ptr (&data, cpu)) d = percpu_ptr (&data, cpu);

  if (d->a != d->b || __atomic_fetch_add (&d->inside, 1, __ATOMIC_RELAXED) != 0)
    count_wrong ();
  d->a++;
  if (rand_r (seed) % 16 == 0)
    sched_yield ();
  d->b++;
  __atomic_fetch_sub (&d->inside, 1, __ATOMIC_RELAXED);
}

static void *
work (void *arg)
{
  unsigned int self = (unsigned int) (uintptr_t) arg, seed = self, cpu;

  moved_begin (self);
  for (int i = 0; i < ROUNDS; i++)
    {
      if (i % 4 != 0)
	cpu = percpu_lock_this (&data.lock);
      else
	{
	  cpu = percpu_cpu_next ((unsigned int) rand_r (&seed)
				 % percpu_nr_cpus ());
	  /* The area with the highest number may not be complete yet.  */
	  if (!percpu_cpu_possible (cpu))
	    cpu = percpu_cpu_next (0);
	  if (i % 8 != 0)
	    percpu_lock_cpu (&data.lock, cpu);
	  else if (!percpu_lock_try_cpu (&data.lock, cpu))
	    {
	      __atomic_fetch_add (&refused, 1, __ATOMIC_RELAXED);
	      continue;
	    }
	  __atomic_fetch_add (&visits, 1, __ATOMIC_RELAXED);
	}
      change (cpu, &seed);
      percpu_lock_leave (&data.lock, cpu);
    }
  moved[self] = 0;
  return NULL;
}

static void
test (void)
{
  unsigned int cpu;

  moved_run (work, THREADS);
  CHECK (wrong == 0, "no two sections overlapped: %lu", wrong);
  CHECK (percpu_sum (data.a) + (long) refused == (long) THREADS * ROUNDS,
	 "%ld sections, %lu of visitors, %lu times not free",
	 percpu_sum (data.a), visits, refused);
  cpu = percpu_lock_this (&data.lock);
  CHECK (!percpu_lock_try_cpu (&data.lock, cpu), "it is taken");
  percpu_lock_leave (&data.lock, cpu);
  CHECK (percpu_lock_try_cpu (&data.lock, cpu), "and free");
}

int
main (int argc, char **argv)
{
  return modes_run (argc, argv, test);
}
