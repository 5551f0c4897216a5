/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Sections in a shared object that is loaded and unloaded, beside and within
   those of the program: there is one guard for each CPU.  The library keeps no
   pointer to a sequence of an unloaded object.  */

/* { dg-additional-options "-pthread" } */
/* { dg-shared-objects "guard-aux.c" } */

#include "../lib/modes.h"
#include "loaded.h"

enum { THREADS = 4, ROUNDS = 40, TIMES = 500 };

static __attribute__ ((percpu)) long ours;
static long (*count) (struct percpu_guard *, long __percpu *);
static unsigned long wrong;
static pthread_barrier_t barrier;

static void *
work (void *arg)
{
  for (int round = 0; round < ROUNDS; round++)
    {
      pthread_barrier_wait (&barrier);
      for (int i = 0; i < TIMES; i++)
	{
	  if (i % 2)
	    {
	      if (count (NULL, &ours) != 7)
		__atomic_fetch_add (&wrong, 1, __ATOMIC_RELAXED);
	      continue;
	    }
	  percpu_guarded (g)
	    {
	      if (count (&g, &ours) != 7)
		__atomic_fetch_add (&wrong, 1, __ATOMIC_RELAXED);
	      if (i % 10 == 0)
		sched_yield ();
	      ++*percpu_borrow (g, &ours);
	    }
	}
      pthread_barrier_wait (&barrier);
    }
  return arg;
}

static void
test (void)
{
  pthread_t threads[THREADS];

  pthread_barrier_init (&barrier, NULL, THREADS + 1);
  for (int i = 0; i < THREADS; i++)
    pthread_create (&threads[i], NULL, work, NULL);
  for (int round = 0; round < ROUNDS; round++)
    {
      void *handle = dlopen ("./guard-aux.so", RTLD_NOW);
      long (*sum) (void);

      CHECK_QUIETLY (handle, "%s", dlerror ());
      count = loaded_find (handle, "guard_aux_count");
      sum = loaded_find (handle, "guard_aux_sum");
      pthread_barrier_wait (&barrier);
      pthread_barrier_wait (&barrier);
      CHECK_QUIETLY (sum () == THREADS * TIMES, "its sum: %ld", sum ());
      CHECK_QUIETLY (dlclose (handle) == 0, "%s", dlerror ());
    }
  for (int i = 0; i < THREADS; i++)
    pthread_join (threads[i], NULL);
  CHECK (wrong == 0, "the sections were in order: %lu", wrong);
  CHECK (percpu_sum (ours) == THREADS * ROUNDS * TIMES / 2 * 3, "sum: %ld",
	 percpu_sum (ours));
}

int
main (int argc, char **argv)
{
  return modes_run (argc, argv, test);
}
