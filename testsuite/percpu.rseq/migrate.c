/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Threads that change their affinity all the time, and are moved by others too:
   no update of any kind is lost or done twice.  */

#include "../lib/modes.h"

enum { THREADS = 8, ROUNDS = 200000 };

static __attribute__ ((percpu)) long count, sum, product;
static __attribute__ ((percpu)) double real;
static __attribute__ ((percpu)) unsigned char byte;
static __attribute__ ((percpu)) struct { char c; long n[4]; } s;

static volatile bool stop;
static pid_t tids[THREADS];

static void
move (pid_t tid, unsigned int *seed)
{
  unsigned int cpus[64], nr = allowed_cpus (cpus, 64);
  cpu_set_t set;

  CPU_ZERO (&set);
  for (unsigned int i = 0; i < nr && i < 64; i++)
    if (rand_r (seed) % 2)
      CPU_SET (cpus[i], &set);
  if (CPU_COUNT (&set) > 0)
    sched_setaffinity (tid, sizeof set, &set);
}

static cpu_set_t all;

static void *
work (void *arg)
{
  unsigned int self = (unsigned int) (uintptr_t) arg, seed = self;
  long odd = 0;

  tids[self] = (pid_t) syscall (SYS_gettid);
  for (long i = 0; i < ROUNDS; i++)
    {
      count++;
      sum += i;
      s.n[i % 4] -= 2;
      byte++;
      product = product * 1 + 3;
      real += 1;
      odd += s.n[0] % 2 != 0;
      if (i % 500 == 0)
	{
	  sched_setaffinity (0, sizeof all, &all);
	  move (0, &seed);
	}
    }
  return (void *) odd;
}

static void *
disturb (void *arg)
{
  unsigned int seed = 99;

  while (!stop)
    {
      pid_t tid = tids[rand_r (&seed) % THREADS];

      if (tid)
	{
	  sched_setaffinity (tid, sizeof all, &all);
	  move (tid, &seed);
	}
      usleep (100);
    }
  return arg;
}

static void
test (void)
{
  pthread_t threads[THREADS], helper;
  long n = (long) THREADS * ROUNDS;
  void *odd;

  sched_getaffinity (0, sizeof all, &all);
  pthread_create (&helper, NULL, disturb, NULL);
  for (uintptr_t i = 0; i < THREADS; i++)
    pthread_create (&threads[i], NULL, work, (void *) i);
  for (unsigned int i = 0; i < THREADS; i++)
    {
      pthread_join (threads[i], &odd);
      CHECK (!odd, "thread %u read no half-done value", i);
    }
  stop = true;
  pthread_join (helper, NULL);
  CHECK (percpu_sum (count) == n, "count: %ld", percpu_sum (count));
  CHECK (percpu_sum (sum) == THREADS * (ROUNDS * (ROUNDS - 1l) / 2), "sum");
  for (unsigned int i = 0; i < 4; i++)
    CHECK (percpu_sum (s.n[i]) == -n / 2, "member %u", i);
  CHECK (percpu_sum (byte) == (unsigned char) n, "byte");
  CHECK (percpu_sum (product) == 3 * n, "an update that takes a loop");
  CHECK (percpu_sum (real) == (double) n, "a floating one");
}

int
main (int argc, char **argv)
{
  return modes_run (argc, argv, test);
}
