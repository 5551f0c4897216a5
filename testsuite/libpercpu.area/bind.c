/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* percpu_bind and percpu_unbind: the register, the affinity and the errors.  */

/* { dg-do run } */
/* { dg-options "" } */

#include "../lib/check.h"
#include <percpu.h>
#include <pthread.h>

static __attribute__ ((percpu)) int x = 5;

static unsigned int cpu[2];

static bool
affinity_is_p (const cpu_set_t *set)
{
  cpu_set_t now;

  sched_getaffinity (0, sizeof now, &now);
  return CPU_EQUAL (&now, set);
}

static void *
child_of_bound (void *arg)
{
  cpu_set_t *home = arg;

  CHECK (percpu_bound_cpu () == (int) cpu[0],
	 "a bound thread's child is bound");
  x++;
  CHECK (*percpu_ptr (&x, cpu[0]) == 7, "and counts in the same area");
  CHECK (percpu_bind (cpu[1]) == 0, "it may go elsewhere");
  CHECK (percpu_unbind () == 0 && affinity_is_p (home),
	 "unbound, it has the affinity of the process's start");
  CHECK (percpu_bound_cpu () == PERCPU_EUNBOUND, "and is not bound");
  return NULL;
}

int
main (void)
{
  cpu_set_t home, only;
  unsigned int nr;
  pthread_t thread;

  nr = allowed_cpus (cpu, 2);
  if (nr == 1)
    cpu[1] = cpu[0];
  sched_getaffinity (0, sizeof home, &home);

  CHECK (percpu_bound_cpu () == PERCPU_EUNBOUND, "unbound at first");
  CHECK (percpu_unbind () == PERCPU_EUNBOUND, "unbind without bind");
  CHECK (percpu_bind (percpu_nr_cpus ()) == PERCPU_ERANGE, "one too high");
  CHECK (percpu_bind (-1u) == PERCPU_ERANGE, "far too high");
  CHECK (percpu_bound_cpu () == PERCPU_EUNBOUND, "nothing was bound by that");
  CHECK (affinity_is_p (&home), "nor did the affinity change");

  CHECK (percpu_bind (cpu[0]) == 0, "bind");
  CPU_ZERO (&only);
  CPU_SET (cpu[0], &only);
  CHECK (affinity_is_p (&only), "the thread runs there only");
  CHECK (sched_getcpu () == (int) cpu[0], "and now");
  CHECK (percpu_bound_cpu () == (int) cpu[0], "and knows");
  CHECK (percpu_this_ptr (&x) == percpu_ptr (&x, cpu[0]), "its own instance");
  x++;
  CHECK (*percpu_ptr (&x, cpu[0]) == 6, "an operator goes there");

  CHECK (pthread_create (&thread, NULL, child_of_bound, &home) == 0, "thread");
  pthread_join (thread, NULL);

  CHECK (percpu_bind (-1u) == PERCPU_ERANGE
	 && percpu_bound_cpu () == (int) cpu[0] && affinity_is_p (&only),
	 "a refused bind leaves all as it was");
  CHECK (percpu_bind (cpu[1]) == 0, "bind to another CPU");
  CHECK (percpu_this_ptr (&x) == percpu_ptr (&x, cpu[1]),
	 "the other's instance");
  CHECK (percpu_unbind () == 0, "one unbind undoes both");
  CHECK (affinity_is_p (&home), "affinity as before");
  CHECK (percpu_unbind () == PERCPU_EUNBOUND, "and only once");
  return 0;
}
