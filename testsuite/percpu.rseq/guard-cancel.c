/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Threads that end within sections by pthread_cancel or pthread_exit leave the
   sections in code that is compiled with -fexceptions.  */

/* { dg-additional-options "-pthread -fexceptions" } */

#include "../lib/modes.h"

enum { THREADS = 4, ROUNDS = 20 };

static __attribute__ ((percpu)) struct { long a, b; } s;

static volatile unsigned int running;

static void __attribute__ ((noinline))
inner (void)
{
  percpu_guarded (h)
    {
      percpu_borrow (h, &s)->b++;
      pthread_testcancel ();
      sched_yield ();
    }
}

static void *
work (void *arg)
{
  bool once = false;

  for (;;)
    {
      percpu_guarded (g)
	{
	  percpu_borrow (g, &s)->a++;
	  inner ();
	  if (arg)
	    pthread_exit (NULL);
	}
      if (!once)
	__atomic_fetch_add (&running, 1, __ATOMIC_SEQ_CST);
      once = true;
    }
}

static void
test (void)
{
  unsigned int cpus[64], nr = allowed_cpus (cpus, 64);
  long first;

  alarm (100);
  for (int round = 0; round < ROUNDS; round++)
    {
      pthread_t threads[THREADS];

      running = 0;
      for (int i = 0; i < THREADS; i++)
	pthread_create (&threads[i], NULL, work, NULL);
      while (running < THREADS)
	sched_yield ();
      for (int i = 0; i < THREADS; i++)
	pthread_cancel (threads[i]);
      for (int i = 0; i < THREADS; i++)
	{
	  void *value;

	  pthread_join (threads[i], &value);
	  if (value != PTHREAD_CANCELED)
	    CHECK (false, "thread %d was not cancelled", i);
	}
      pthread_create (&threads[0], NULL, work, threads);
      pthread_join (threads[0], NULL);
    }
  first = percpu_sum (s.a);
  CHECK (first == percpu_sum (s.b) && first > ROUNDS * THREADS,
	 "%ld sections", first);
  for (unsigned int i = 0; i < nr && i < 64; i++)
    {
      cpu_set_t set;

      CPU_ZERO (&set);
      CPU_SET (cpus[i], &set);
      sched_setaffinity (0, sizeof set, &set);
      percpu_guarded (g)
	CHECK (!g.nested, "the guard of CPU %u is free", cpus[i]);
    }
}

int
main (int argc, char **argv)
{
  return modes_run (argc, argv, test);
}
