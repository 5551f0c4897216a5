/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* A bound thread whose affinity another thread has changed is no longer bound.
   Its operations before and after it notices this are exact.  */

/* { dg-additional-options "-pthread" } */

#include "../lib/modes.h"
#include <pthread.h>

enum { ROUNDS = 20000 };

static __attribute__ ((percpu)) long count;
static cpu_set_t everywhere;
static unsigned int cpus[2], nr;
static int stop;

static void *
move (void *arg)
{
  pthread_t *target = arg;
  cpu_set_t one;

  for (int i = 0; !__atomic_load_n (&stop, __ATOMIC_ACQUIRE); i++)
    {
      CPU_ZERO (&one);
      CPU_SET (cpus[i % nr], &one);
      pthread_setaffinity_np (*target, sizeof one, &one);
      sched_yield ();
    }
  pthread_setaffinity_np (*target, sizeof everywhere, &everywhere);
  return NULL;
}

static void
test (void)
{
  pthread_t self = pthread_self (), thread;
  long before;

  sched_getaffinity (0, sizeof everywhere, &everywhere);
  nr = allowed_cpus (cpus, 2);
  if (nr > 2)
    nr = 2;
  if (nr < 2)
    return;
  stop = 0;
  before = percpu_sum (count);
  CHECK (percpu_bind (cpus[0]) == 0
	 && percpu_bound_cpu () == (int) cpus[0], "bound");
  pthread_create (&thread, NULL, move, &self);
  for (int i = 0; i < ROUNDS; i++)
    count++;
  __atomic_store_n (&stop, 1, __ATOMIC_RELEASE);
  pthread_join (thread, NULL);
  CHECK (percpu_bound_cpu () == PERCPU_EUNBOUND, "it may run anywhere");
  count++;
  CHECK (percpu_bound_cpu () == PERCPU_EUNBOUND, "and still after that");
  CHECK (percpu_sum (count) == before + ROUNDS + 1, "all was counted");
  CHECK (percpu_bind (cpus[1]) == 0
	 && percpu_bound_cpu () == (int) cpus[1], "bound again");
  CHECK (percpu_unbind () == 0, "unbound");
}

int
main (int argc, char **argv)
{
  return modes_run (argc, argv, test);
}
