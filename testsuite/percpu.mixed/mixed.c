/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Bound threads run code of both models, all at the same time and beside
   threads that are not bound and run only the code of this file: the table in
   percpu.h.  The sum has all counts of both models for a CPU, and those of the
   other threads.  */

#include "../lib/modes.h"
#include "mixed.h"

enum { BOUND = 4, UNBOUND = 4, ROUNDS = 100000 };

__attribute__ ((percpu)) struct mixed mixed;
static unsigned int cpus[BOUND];

static void
count_here (long n)
{
  for (long i = 0; i < n; i++)
    {
      mixed.count++;
      mixed.product = mixed.product * 1 + 3;
      mixed.real += 1;
      mixed.byte++;
      mixed.restartable++;
    }
}

/* A thread that a bound thread creates is bound from the start.  */
static void *
born_bound (void *arg)
{
  count_here (ROUNDS);
  count_bare (ROUNDS);
  return arg;
}

static void *
bound (void *arg)
{
  unsigned int cpu = *(const unsigned int *) arg;
  pthread_t child;
  bool right;

  count_here (ROUNDS);
  right = percpu_bind (cpu) == 0;
  for (int i = 0; i < 100; i++)
    {
      count_here (ROUNDS / 100);
      count_bare (ROUNDS / 100);
    }
  right &= pthread_create (&child, NULL, born_bound, NULL) == 0;
  pthread_join (child, NULL);
  right &= percpu_unbind () == 0;
  count_here (ROUNDS);
  return right ? arg : NULL;
}

static void *
unbound (void *arg)
{
  unsigned int seed = 5;
  cpu_set_t set;

  for (int i = 0; i < 100; i++)
    {
      count_here (ROUNDS / 100);
      CPU_ZERO (&set);
      CPU_SET (cpus[rand_r (&seed) % BOUND], &set);
      sched_setaffinity (0, sizeof set, &set);
    }
  return arg;
}

static void
test (void)
{
  const long here = ROUNDS * (4l * BOUND + UNBOUND);
  const long bare = ROUNDS * 2l * BOUND, n = here + bare;
  pthread_t threads[BOUND + UNBOUND];
  unsigned int nr = allowed_cpus (cpus, BOUND);
  long per_cpu = 0;
  void *value;

  for (unsigned int i = nr; i < BOUND; i++)
    cpus[i] = cpus[i % nr];
  CHECK (FAULTS (count_bare (1)), "not bound, never accessed: a bare update"
	 " faults");
  for (unsigned int i = 0; i < BOUND + UNBOUND; i++)
    if (pthread_create (&threads[i], NULL, i < BOUND ? bound : unbound,
			&cpus[i % BOUND]) != 0)
      exit (1);
  for (unsigned int i = 0; i < BOUND + UNBOUND; i++)
    {
      pthread_join (threads[i], &value);
      CHECK (value, "thread %u has done all that it should", i);
    }
  CHECK (percpu_sum (mixed.restartable) == here
	 && percpu_sum (mixed.bare) == bare, "%ld and %ld", here, bare);
  CHECK (percpu_sum (mixed.count) == n, "%ld updates in both models",
	 percpu_sum (mixed.count));
  CHECK (percpu_sum (mixed.product) == 3 * n
	 && percpu_sum (mixed.real) == (double) n
	 && percpu_sum (mixed.byte) == (unsigned char) n, "of all kinds");
  /* Plain updates go to the CPU that their thread is bound to.  */
  for (unsigned int i = 0; i < BOUND && i < nr; i++)
    per_cpu += *percpu_ptr (&mixed.bare, cpus[i]);
  CHECK (per_cpu == bare, "the bare ones on the CPUs that they are for");
}

int
main (int argc, char **argv)
{
  return modes_run (argc, argv, test);
}
