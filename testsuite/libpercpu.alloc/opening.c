/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Threads allocate objects with initial values, so that the room grows, and
   free them, while other threads use areas for the first time, which makes the
   areas: every instance has its value, whenever its area was made.  The process
   forks meanwhile, and the child sees the same.  */
/* { dg-options "-pthread" } */

#include "../lib/check.h"
#include <percpu.h>
#include <pthread.h>

enum { OPENERS = 3, OWNERS = 3, ROUNDS = 250, OBJECTS = 20, CPUS = 256 };

struct object { long n[150]; };

static unsigned int next;
static unsigned long wrong;

static void *
opener (void *arg)
{
  for (;;)
    {
      unsigned int cpu = __atomic_fetch_add (&next, 1, __ATOMIC_RELAXED);

      if (cpu >= CPUS)
	return arg;
      percpu_area_base (cpu);
      usleep (500);
    }
}

static void
one_round (long first)
{
  struct object __percpu *objects[OBJECTS];
  struct object value = { { first, [149] = -first } };

  for (int i = 0; i < OBJECTS; i++)
    objects[i] = (i % 4 == 3 ? percpu_alloc (struct object)
		  : percpu_alloc_value (struct object, &value));
  for (int i = 0; i < OBJECTS; i++)
    {
      unsigned int now = __atomic_load_n (&next, __ATOMIC_RELAXED);
      long n = i % 4 == 3 ? 0 : first;
      struct object __percpu *p = objects[i];

      if (!p)
	exit (1);
      /* Some areas that are just being made.  */
      for (unsigned int k = 0; k < 4; k++)
	{
	  unsigned int cpu = (now + k + CPUS - 2) % CPUS;

	  if (percpu_ptr (p, cpu)->n[0] != n
	      || percpu_ptr (p, cpu)->n[149] != -n)
	    __atomic_fetch_add (&wrong, 1, __ATOMIC_RELAXED);
	  percpu_ptr (p, cpu)->n[0] = 77;
	}
      if (percpu_sum (p->n[149]) != -n * CPUS)
	__atomic_fetch_add (&wrong, 1, __ATOMIC_RELAXED);
    }
  for (int i = 0; i < OBJECTS; i++)
    percpu_free (objects[i]);
}

static void *
owner (void *arg)
{
  for (int i = 0; i < ROUNDS; i++)
    one_round (1 + i + 1000 * (long) (size_t) arg);
  return arg;
}

int
main (void)
{
  pthread_t threads[OPENERS + OWNERS];
  int failed = 0;

  if (!getenv ("PERCPU_TEST_POSSIBLE"))
    {
      setenv ("PERCPU_TEST_POSSIBLE", "0-255", 1);
      execl ("/proc/self/exe", "opening", (char *) NULL);
    }
  for (size_t i = 0; i < OPENERS + OWNERS; i++)
    pthread_create (&threads[i], NULL, i < OPENERS ? opener : owner,
		    (void *) i);
  for (int i = 0; i < 30; i++)
    {
      int status = 1;
      pid_t pid = fork ();

      if (pid == 0)
	{
	  alarm (60);
	  wrong = 0;
	  for (unsigned int cpu = 0; cpu < CPUS; cpu += 5)
	    percpu_area_base (cpu);
	  one_round (-5);
	  _exit (wrong != 0);
	}
      waitpid (pid, &status, 0);
      failed += status != 0;
      usleep (1000);
    }
  for (int i = 0; i < OPENERS + OWNERS; i++)
    pthread_join (threads[i], NULL);
  CHECK (wrong == 0, "all have their values: %lu do not", wrong);
  CHECK (failed == 0, "in children too: %d of 30 have others", failed);
  return 0;
}
