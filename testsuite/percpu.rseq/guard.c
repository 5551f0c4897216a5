/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Guards exclude other threads: plain C code on several words of a CPU's data,
   in threads that migrate, yield and sleep within their sections, and that
   other threads move.  No change is lost, and no thread sees an incomplete
   one.  */

/* { dg-additional-options "-pthread" } */

#include "../lib/modes.h"

enum { THREADS = 8, ROUNDS = 15000 };

struct data
{
  long n, sum, list[4];
  unsigned int inside;
};

static __attribute__ ((percpu)) struct data data;

static volatile bool stop;

/* Set after ten seconds, or later if little has happened until then.  On a busy
   machine a thread that yields may not run for a long time; from then on the
   threads don't yield.  */
static volatile bool late;

static pid_t tids[THREADS];
static cpu_set_t all;
static unsigned long contended, wrong, elsewhere;

static void
move (pid_t tid, unsigned int *seed)
{
  unsigned int cpus[64], nr = allowed_cpus (cpus, 64);
  cpu_set_t set;

  CPU_ZERO (&set);
  CPU_SET (cpus[(unsigned int) rand_r (seed) % (nr < 64 ? nr : 64)], &set);
  sched_setaffinity (tid, sizeof set, &set);
}

static void
change (volatile struct data *mine, long i, unsigned int *seed)
{
  long n = mine->n;

  if (mine->inside++ != 0)
    __atomic_fetch_add (&wrong, 1, __ATOMIC_RELAXED);
  for (int j = 0; j < 4; j++)
    if (mine->list[j] != n)
      __atomic_fetch_add (&wrong, 1, __ATOMIC_RELAXED);
  mine->sum += i;
  for (int j = 0; j < 4; j++)
    {
      mine->list[j]++;
      if (i % 16 == 0 && !late)
	sched_yield ();
    }
  if (i % 500 == 0)
    move (0, seed);
  if (i % 2000 == 0)
    usleep (100);
  mine->n = n + 1;
  mine->inside--;
}

static void *
work (void *arg)
{
  unsigned int self = (unsigned int) (uintptr_t) arg, seed = self;

  tids[self] = (pid_t) syscall (SYS_gettid);
  for (long i = 0; i < ROUNDS; i++)
    {
      unsigned int cpu = (unsigned int) sched_getcpu ();

      if (percpu_mode () != PERCPU_MODE_PRIVATE
	  && *(volatile unsigned int *) percpu_ptr (&data.inside, cpu) != 0)
	__atomic_fetch_add (&contended, 1, __ATOMIC_RELAXED);
      percpu_guarded (g)
	{
	  struct data *mine = percpu_borrow (g, &data);

	  if (mine != percpu_ptr (&data, percpu_guard_cpu (g)) || g.nested)
	    __atomic_fetch_add (&wrong, 1, __ATOMIC_RELAXED);
	  change (mine, i, &seed);
	  if (percpu_guard_cpu (g) != (unsigned int) sched_getcpu ())
	    __atomic_fetch_add (&elsewhere, 1, __ATOMIC_RELAXED);
	}
      if (i % 500 == 0)
	sched_setaffinity (0, sizeof all, &all);
    }
  return NULL;
}

static void *
disturb (void *arg)
{
  double begin = storm_now ();
  unsigned int seed = 99;

  while (!stop)
    {
      pid_t tid = tids[(unsigned int) rand_r (&seed) % THREADS];

      if (tid)
	{
	  sched_setaffinity (tid, sizeof all, &all);
	  move (tid, &seed);
	}
      late = !storm_lasts (begin, 10 / STORM_SHARE,
			   percpu_mode () == PERCPU_MODE_PRIVATE
			   || (contended > 200 && elsewhere > 20)
			   || CPU_COUNT (&all) == 1);
      usleep (100);
    }
  return arg;
}

static void
test (void)
{
  pthread_t threads[THREADS], helper;
  long n = (long) THREADS * ROUNDS;

  sched_getaffinity (0, sizeof all, &all);
  pthread_create (&helper, NULL, disturb, NULL);
  for (uintptr_t i = 0; i < THREADS; i++)
    pthread_create (&threads[i], NULL, work, (void *) i);
  for (unsigned int i = 0; i < THREADS; i++)
    pthread_join (threads[i], NULL);
  stop = true;
  pthread_join (helper, NULL);
  CHECK (wrong == 0, "no two sections overlapped: %lu", wrong);
  CHECK (percpu_sum (data.n) == n, "sections: %ld", percpu_sum (data.n));
  CHECK (percpu_sum (data.sum) == THREADS * (ROUNDS * (ROUNDS - 1l) / 2),
	 "sum: %ld", percpu_sum (data.sum));
  for (int j = 0; j < 4; j++)
    CHECK (percpu_sum (data.list[j]) == n, "word %d", j);
  if (percpu_mode () != PERCPU_MODE_PRIVATE)
    {
      CHECK (contended > 100, "%lu times the guard was not free", contended);
      if (CPU_COUNT (&all) > 1)
	CHECK (elsewhere > 10, "%lu sections ended on another CPU", elsewhere);
    }
}

int
main (int argc, char **argv)
{
  return modes_run (argc, argv, test);
}
