/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* A child of fork has references of its own: its puts and kills do not affect
   the parent, while threads there continue.  Children that are created while a
   reference is killed or switched find it usable or dying, but never released
   early.  */

/* { dg-additional-options "-pthread" } */

#include "../lib/modes.h"

enum { THREADS = 2, CHILDREN = 150 };

static struct percpu_ref quiet, busy;
static unsigned int released;
static volatile bool stop;

static void
release (struct percpu_ref *r)
{
  (void) r;
  __atomic_fetch_add (&released, 1, __ATOMIC_RELAXED);
}

/* On one CPU, because the kernel copies one page after the other, and a get
   here and a put there may be copied in part.  */
static void *
work (void *arg)
{
  unsigned int cpus[2], nr = allowed_cpus (cpus, 2);
  cpu_set_t one;

  CPU_ZERO (&one);
  CPU_SET (cpus[(uintptr_t) arg % nr % 2], &one);
  sched_setaffinity (0, sizeof one, &one);
  while (!stop)
    for (int i = 0; i < 100; i++)
      {
	percpu_ref_get (&busy);
	percpu_ref_put (&busy);
      }
  return NULL;
}

static void *
change (void *arg)
{
  while (!stop)
    {
      percpu_ref_switch_to_atomic (&busy);
      percpu_ref_switch_to_percpu (&busy);
    }
  return arg;
}

static void __attribute__ ((noreturn))
child (void)
{
  /* This is the only owner: the object ends here.  */
  percpu_ref_get (&quiet);
  percpu_ref_put_many (&quiet, 4);
  if (released != 0)
    _exit (1);
  percpu_ref_kill (&quiet);
  if (released != 1 || !percpu_ref_is_zero (&quiet))
    _exit (2);
  /* The other threads may have been between get and put.  */
  if (!percpu_ref_tryget (&busy))
    _exit (3);
  percpu_ref_get (&busy);
  percpu_ref_put_many (&busy, 2);
  percpu_ref_switch_to_atomic (&busy);
  percpu_ref_switch_to_percpu (&busy);
  percpu_ref_get (&busy);
  percpu_ref_kill (&busy);
  if (released != 1 || percpu_ref_is_zero (&busy))
    _exit (4);
  if (busy.count > (1 + THREADS) * __PERCPU_REF_ONE + __PERCPU_REF_DYING)
    _exit (5);
  percpu_ref_put_many (&busy, busy.count / __PERCPU_REF_ONE);
  _exit (released == 2 ? 0 : 6);
}

static void
test (void)
{
  pthread_t threads[THREADS], changer;
  unsigned int good = 0;

  if (percpu_ref_init (&quiet, release, 0) != 0
      || percpu_ref_init (&busy, release, PERCPU_REF_ALLOW_REINIT) != 0)
    exit (1);
  percpu_ref_get_many (&quiet, 3);
  for (uintptr_t i = 0; i < THREADS; i++)
    pthread_create (&threads[i], NULL, work, (void *) i);
  pthread_create (&changer, NULL, change, NULL);
  for (int i = 0; i < CHILDREN; i++)
    {
      pid_t pid = fork ();
      int status;

      if (pid == 0)
	child ();
      waitpid (pid, &status, 0);
      good += status == 0;
      if (status != 0)
	CHECK (false, "child %d: %#x", i, status);
    }
  stop = true;
  for (int i = 0; i < THREADS; i++)
    pthread_join (threads[i], NULL);
  pthread_join (changer, NULL);
  CHECK (good == CHILDREN && released == 0, "%u children", good);
  percpu_ref_kill (&busy);
  CHECK (released == 1, "released");
  percpu_ref_put_many (&quiet, 3);
  percpu_ref_kill (&quiet);
  CHECK (released == 2, "released");
}

int
main (int argc, char **argv)
{
  return modes_run (argc, argv, test);
}
