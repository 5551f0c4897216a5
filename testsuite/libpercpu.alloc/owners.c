/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* An object with several owners is freed by the last of them, in any thread,
   and its destructor is called once for each CPU.  */
/* { dg-options "-pthread" } */

#include "../lib/check.h"
#include <percpu.h>
#include <pthread.h>

struct s { long n; };

static unsigned long destroyed[4096];
static unsigned long total;

static void
destroy (struct s *s, unsigned int cpu, void *arg)
{
  __atomic_fetch_add (&total, (unsigned long) s->n, __ATOMIC_RELAXED);
  destroyed[cpu % 4096]++;
  (void) arg;
}

static void *
own (void *arg)
{
  struct s __percpu *s = *(struct s __percpu **) arg;

  for (int i = 0; i < 1000; i++)
    s->n++;
  percpu_release_with (s, destroy, NULL);
  return NULL;
}

int
main (void)
{
  struct percpu_stats stats;
  int cpus = 0;

  percpu_foreach (cpu)
    cpus++;
  for (int round = 0; round < 200; round++)
    {
      struct s __percpu *s = percpu_alloc (struct s);
      struct s __percpu *theirs = s;
      pthread_t threads[4];
      unsigned int cpu;

      if (!s)
	return 1;
      /* In model `register' threads are bound from the start.  */
      allowed_cpus (&cpu, 1);
      if (percpu_bind (cpu) != 0)
	exit (1);
      for (int i = 0; i < 4; i++)
	{
	  if (!percpu_retain (s))
	    exit (1);
	  pthread_create (&threads[i], NULL, own, &theirs);
	}
      percpu_release_with (s, destroy, NULL);
      for (int i = 0; i < 4; i++)
	pthread_join (threads[i], NULL);
      percpu_unbind ();
      if (total != 4000)
	CHECK (false, "round %d: destroyed when %lu were counted", round,
	       total);
      total = 0;
    }
  percpu_foreach (cpu)
    CHECK (destroyed[cpu % 4096] == 200, "CPU %u: %lu times", cpu,
	   destroyed[cpu % 4096]);
  percpu_stats_get (&stats, sizeof stats);
  CHECK (stats.objects == 0, "nothing is left");
  return 0;
}
