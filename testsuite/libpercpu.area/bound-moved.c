/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* A thread whose affinity another thread has changed is no longer bound, as
   after its CPU went offline.  It can be bound again, and unbound.  */

/* { dg-do run } */
/* { dg-options "-pthread" } */

#include "../lib/check.h"
#include <percpu.h>
#include <pthread.h>

static __attribute__ ((percpu)) long count;
static pthread_t main_thread;
static cpu_set_t everywhere;

/* Another thread changes the affinity of the main thread.  */
static void *
move (void *arg)
{
  int error = pthread_setaffinity_np (main_thread, sizeof (cpu_set_t), arg);

  return (void *) (long) error;
}

static void
moved_to (cpu_set_t *set)
{
  pthread_t thread;
  void *result;

  CHECK (pthread_create (&thread, NULL, move, set) == 0
	 && pthread_join (thread, &result) == 0 && !result,
	 "another thread changes the affinity");
}

int
main (void)
{
  unsigned int cpus[2], nr = allowed_cpus (cpus, 2);
  cpu_set_t other, now;

  main_thread = pthread_self ();
  sched_getaffinity (0, sizeof everywhere, &everywhere);
  if (nr < 2)
    {
      puts ("only one CPU");
      return 0;
    }
  CPU_ZERO (&other);
  CPU_SET (cpus[1], &other);

  CHECK (percpu_bound_cpu () == PERCPU_EUNBOUND, "not bound at first");
  CHECK (percpu_bind (cpus[0]) == 0
	 && percpu_bound_cpu () == (int) cpus[0], "bound");
  count++;
  moved_to (&everywhere);
  errno = 77;
  CHECK (percpu_bound_cpu () == PERCPU_EUNBOUND && errno == 77,
	 "it may run anywhere: not bound");
  moved_to (&other);
  CHECK (percpu_bound_cpu () == PERCPU_EUNBOUND,
	 "it may run on another CPU only: not bound");
  CHECK (percpu_bind (cpus[1]) == 0
	 && percpu_bound_cpu () == (int) cpus[1], "bound to that one");
  count++;
  moved_to (&everywhere);
  CHECK (percpu_bound_cpu () == PERCPU_EUNBOUND, "moved once more");
  CHECK (percpu_unbind () == 0 && percpu_bound_cpu () == PERCPU_EUNBOUND,
	 "unbound");
  CHECK (sched_getaffinity (0, sizeof now, &now) == 0
	 && CPU_EQUAL (&now, &everywhere), "and where it was at first");
  CHECK (percpu_unbind () == PERCPU_EUNBOUND, "once");
  CHECK (*percpu_ptr (&count, cpus[0]) == 1
	 && *percpu_ptr (&count, cpus[1]) == 1, "the counts");
  return 0;
}
