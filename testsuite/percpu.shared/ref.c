/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* A shared object that is loaded and unloaded uses a reference and a counter of
   the program, while the program kills the reference.  The counter of the
   object itself starts again each time.  */

/* { dg-additional-options "-pthread" } */
/* { dg-shared-objects "ref-aux.c" } */

#include "../lib/modes.h"
#include "loaded.h"

enum { THREADS = 4, ROUNDS = 40, TIMES = 500 };

static struct percpu_ref ref;
static PERCPU_COUNTER_DEFINE (ours, 0);
static bool (*use) (struct percpu_ref *, struct percpu_counter *);
static unsigned long released, used, all;
static pthread_barrier_t barrier;

static void
release (struct percpu_ref *r)
{
  (void) r;
  __atomic_fetch_add (&released, 1, __ATOMIC_RELAXED);
}

static void *
work (void *arg)
{
  for (int round = 0; round < ROUNDS; round++)
    {
      unsigned long n = 0;

      pthread_barrier_wait (&barrier);
      for (int i = 0; i < TIMES; i++)
	{
	  n += use (&ref, &ours);
	  if (i % 50 == 0)
	    sched_yield ();
	}
      __atomic_fetch_add (&used, n, __ATOMIC_RELAXED);
      pthread_barrier_wait (&barrier);
    }
  return arg;
}

static void
test (void)
{
  pthread_t threads[THREADS];

  if (percpu_ref_init (&ref, release, PERCPU_REF_INIT_DEAD) != 0)
    exit (1);
  percpu_counter_add (&ours, 0);
  pthread_barrier_init (&barrier, NULL, THREADS + 1);
  for (int i = 0; i < THREADS; i++)
    pthread_create (&threads[i], NULL, work, NULL);
  for (unsigned long round = 0; round < ROUNDS; round++)
    {
      void *handle = dlopen ("./ref-aux.so", RTLD_NOW);
      long (*sum) (void);

      CHECK_QUIETLY (handle, "%s", dlerror ());
      use = loaded_find (handle, "ref_aux_use");
      sum = loaded_find (handle, "ref_aux_sum");
      percpu_ref_reinit (&ref);
      used = 0;
      pthread_barrier_wait (&barrier);
      usleep ((unsigned int) (round % 8) * 20);
      percpu_ref_kill (&ref);
      pthread_barrier_wait (&barrier);
      all += used;
      CHECK_QUIETLY (percpu_ref_is_zero (&ref) && released == round + 1,
		     "released in round %lu: %lu", round, released);
      CHECK_QUIETLY (sum () == 100 + 2 * (long) used, "its sum: %ld", sum ());
      CHECK_QUIETLY (dlclose (handle) == 0, "%s", dlerror ());
    }
  for (int i = 0; i < THREADS; i++)
    pthread_join (threads[i], NULL);
  CHECK (all > 0, "used %lu times of %d", all, THREADS * ROUNDS * TIMES);
  CHECK ((unsigned long) percpu_counter_sum (&ours) == all, "counted");
}

int
main (int argc, char **argv)
{
  return modes_run (argc, argv, test);
}
