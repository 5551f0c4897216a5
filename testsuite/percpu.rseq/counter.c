/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Counters in threads that start, end and migrate: the sum is exact.  While
   threads add, the sum of a counter that only grows never decreases, and the
   error of the approximate value is within its bound.  */

/* { dg-additional-options "-pthread" } */

#include "../lib/modes.h"

enum { THREADS = 6, ROUNDS = 40000, GENERATIONS = 4, MOST = 40 };

PERCPU_COUNTER_DEFINE (fixed, -5);
static PERCPU_COUNTER_DEFINE (local, INT64_MAX);
static struct percpu_counter up, both, set, *many;

static volatile bool stop;
static unsigned long sums, backwards, off;
static cpu_set_t all;

static int64_t
distance (int64_t a, int64_t b)
{
  return a < b ? b - a : a - b;
}

static void
move (unsigned int *seed)
{
  unsigned int cpus[64], nr = allowed_cpus (cpus, 64);
  cpu_set_t one;

  CPU_ZERO (&one);
  CPU_SET (cpus[(unsigned int) rand_r (seed) % (nr < 64 ? nr : 64)], &one);
  sched_setaffinity (0, sizeof one, &one);
  sched_setaffinity (0, sizeof all, &all);
}

static void *
work (void *arg)
{
  unsigned int seed = (unsigned int) (uintptr_t) arg;

  for (int i = 0; i < ROUNDS; i++)
    {
      percpu_counter_inc (&up);
      percpu_counter_add (&both, i % MOST - MOST / 2);
      percpu_counter_inc (&fixed);
      percpu_counter_add (&local, 3);
      percpu_counter_sub (&many[i % 100], 2);
      if (i % 4000 == 0)
	move (&seed);
    }
  return NULL;
}

static void *
watch (void *arg)
{
  int64_t last = 0;

  while (!stop)
    {
      int64_t before = percpu_counter_sum (&up);
      int64_t about = percpu_counter_read (&up);
      int64_t after = percpu_counter_sum (&up);
      int64_t most = (percpu_counter_error (&up)
		      + (int64_t) (THREADS * (1 + up.batch)));

      if (before < last || after < before)
	backwards++;
      if (about < before - most || about > after + most)
	off++;
      last = after;
      sums++;
    }
  return arg;
}

static void
storm (void)
{
  int64_t n = (int64_t) THREADS * GENERATIONS * ROUNDS;
  pthread_t threads[THREADS], watcher;

  many = calloc (100, sizeof *many + 64);
  many = (void *) (((uintptr_t) many + 63) & -(uintptr_t) 64);
  CHECK (percpu_counter_init (&up, 0) == 0
	 && percpu_counter_init (&both, 7) == 0
	 && percpu_counter_init_many (many, 100, 1000) == 0, "made");
  pthread_create (&watcher, NULL, watch, NULL);
  for (int g = 0; g < GENERATIONS; g++)
    {
      for (uintptr_t i = 0; i < THREADS; i++)
	pthread_create (&threads[i], NULL, work, (void *) (i + 1));
      for (int i = 0; i < THREADS; i++)
	pthread_join (threads[i], NULL);
    }
  stop = true;
  pthread_join (watcher, NULL);
  CHECK (percpu_counter_sum (&up) == n, "increments: %ld",
	 (long) percpu_counter_sum (&up));
  CHECK (percpu_counter_sum (&both) == 7 - n / 2, "up and down: %ld",
	 (long) percpu_counter_sum (&both));
  CHECK (percpu_counter_sum (&fixed) == n - 5, "defined");
  CHECK ((uint64_t) percpu_counter_sum (&local)
	 == (uint64_t) INT64_MAX + 3 * (uint64_t) n, "wraps around");
  for (int i = 0; i < 100; i++)
    if (percpu_counter_sum (&many[i]) != 1000 - 2 * n / 100)
      CHECK (false, "counter %d of many", i);
  CHECK (sums > 100 && backwards == 0, "%lu sums, %lu smaller than before",
	 sums, backwards);
  CHECK (off == 0, "%lu too far off", off);
  CHECK (distance (percpu_counter_read (&up), n) <= percpu_counter_error (&up)
	 && distance (percpu_counter_read (&both), 7 - n / 2)
	    <= percpu_counter_error (&both)
	 && distance (percpu_counter_read (&fixed), n - 5)
	    <= percpu_counter_error (&fixed),
	 "about: %ld of %ld", (long) percpu_counter_read (&up), (long) n);
  percpu_counter_destroy_many (many, 100);
  percpu_counter_destroy (&up);
  percpu_counter_destroy (&up);
  CHECK (percpu_counter_init (&up, 3) == 0 && percpu_counter_sum (&up) == 3,
	 "what is given back is zero again");
}

static void *
limited (void *arg)
{
  long got = 0;

  for (int i = 0; i < 20000; i++)
    {
      if (percpu_counter_add_limited (&both, 5000, 3))
	got += 3;
      if (i % 20 == 0 && got > 30)
	{
	  percpu_counter_sub (&both, 30);
	  got -= 30;
	}
      if (percpu_counter_sum (&both) > 5000)
	off++;
    }
  *(long *) arg = got;
  return NULL;
}

static void
functions (void)
{
  long got[THREADS], total = 0;
  pthread_t threads[THREADS];

  percpu_counter_init (&set, 0);
  percpu_counter_add (&set, 1000000);
  CHECK (percpu_counter_compare (&set, 1000000) == 0
	 && percpu_counter_compare (&set, 999999) == 1
	 && percpu_counter_compare (&set, 1000001) == -1
	 && percpu_counter_compare (&set, INT64_MIN) == 1
	 && percpu_counter_compare (&set, INT64_MAX) == -1
	 && percpu_counter_compare (&set, -1000000) == 1, "compare");
  percpu_counter_set (&set, -12);
  percpu_counter_dec (&set);
  CHECK (percpu_counter_sum (&set) == -13
	 && distance (percpu_counter_read (&set), -13)
	    <= percpu_counter_error (&set), "set");
  for (int64_t i = INT64_MAX; i > 100; i /= 3)
    for (int sign = -1; sign <= 1; sign += 2)
      {
	percpu_counter_set (&set, 0);
	percpu_counter_add (&set, sign * i);
	percpu_counter_add (&set, i / 2);
	if ((uint64_t) percpu_counter_sum (&set)
	    != (uint64_t) (sign * i) + (uint64_t) (i / 2)
	    || distance (0, (int64_t) ((uint64_t) percpu_counter_sum (&set)
				       - (uint64_t) percpu_counter_read (&set)))
	       > percpu_counter_error (&set))
	  CHECK (false, "large: %ld", (long) i);
      }
  percpu_counter_set (&set, 10);
  CHECK (!percpu_counter_add_limited (&set, 12, 3)
	 && percpu_counter_add_limited (&set, 12, 2)
	 && !percpu_counter_add_limited (&set, 12, 1)
	 && !percpu_counter_add_limited (&set, INT64_MAX, INT64_MAX)
	 && !percpu_counter_add_limited (&set, 0, -13)
	 && percpu_counter_add_limited (&set, 0, -12)
	 && percpu_counter_add_limited (&set, 1l << 40, 1l << 30)
	 && percpu_counter_sum (&set) == 1l << 30, "limits");

  percpu_counter_set (&both, 0);
  off = 0;
  for (int i = 0; i < THREADS; i++)
    pthread_create (&threads[i], NULL, limited, &got[i]);
  for (int i = 0; i < THREADS; i++)
    {
      pthread_join (threads[i], NULL);
      total += got[i];
    }
  CHECK (off == 0 && percpu_counter_sum (&both) == total && total <= 5000
	 && total > 4900, "no limit is exceeded: %ld", total);
}

static void
test (void)
{
  static struct percpu_counter huge[9000];

  sched_getaffinity (0, sizeof all, &all);
  storm ();
  functions ();
  if (percpu_counter_init_many (huge, 9000, 0) == 0)
    percpu_counter_destroy_many (huge, 9000);
  else
    CHECK (huge[0].local == NULL, "no room");
}

int
main (int argc, char **argv)
{
  return modes_run (argc, argv, test);
}
