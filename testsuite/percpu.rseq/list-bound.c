/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Threads that are bound to one CPU share its list, also where the kernel
   aborts no sequence, with threads that are not bound and run on that CPU at
   the time.  */

/* { dg-additional-options "-pthread" } */

#include "list.h"

enum { THREADS = 6, OBJECTS = 60, SECONDS = 1 };

static __attribute__ ((percpu)) struct percpu_list list;

static struct object objects[OBJECTS];
static unsigned int cpu;
static unsigned long rounds;
static sigset_t signals;

static void
handler (int sig)
{
  struct percpu_node *node = percpu_list_pop (&list);

  (void) sig;
  sched_yield ();
  if (node)
    percpu_list_push (&list, object_give (object_take (node)));
}

static void *
work (void *arg)
{
  unsigned int self = (unsigned int) (uintptr_t) arg;
  unsigned long n = 0;

  if (self % 3 != 0)
    {
      if (percpu_bind (cpu) != 0)
	exit (1);
    }
  else
    stay_on (cpu);
  /* In other modes a handler would have left nodes on other CPUs.  */
  pthread_sigmask (SIG_UNBLOCK, &signals, NULL);
  for (unsigned int i = self; i < OBJECTS; i += THREADS)
    {
      objects[i].taken = 1;
      percpu_list_push (&list, object_give (&objects[i]));
    }
  while (!stop)
    {
      struct percpu_node *a = percpu_list_pop (&list);
      struct percpu_node *b = percpu_list_pop (&list);

      if (a)
	percpu_list_push (&list, object_give (object_take (a)));
      if (b)
	percpu_list_push (&list, object_give (object_take (b)));
      __atomic_fetch_add (&rounds, 1, __ATOMIC_RELAXED);
      if (++n % 100 == 0)
	sched_yield ();
    }
  return NULL;
}

static bool
enough (void)
{
  return __atomic_load_n (&rounds, __ATOMIC_RELAXED) > 1000;
}

static void
test (void)
{
  struct sigaction action = { .sa_handler = handler, .sa_flags = SA_RESTART };
  double begin = storm_now ();
  pthread_t threads[THREADS];
  unsigned int n;

  allowed_cpus (&cpu, 1);
  sigaction (SIGUSR1, &action, NULL);
  sigemptyset (&signals);
  sigaddset (&signals, SIGUSR1);
  pthread_sigmask (SIG_BLOCK, &signals, NULL);
  for (uintptr_t i = 0; i < THREADS; i++)
    pthread_create (&threads[i], NULL, work, (void *) i);
  while (storm_lasts (begin, SECONDS, enough ()))
    {
      pthread_kill (threads[rand () % THREADS], SIGUSR1);
      usleep (20);
    }
  stop = true;
  for (unsigned int i = 0; i < THREADS; i++)
    pthread_join (threads[i], NULL);
  CHECK (wrong == 0 && enough (), "%lu rounds, wrong: %lu", rounds, wrong);
  if (percpu_mode () != PERCPU_MODE_PRIVATE)
    percpu_foreach (other)
      if (other != cpu && percpu_list_pop_all_of (&list, other))
	CHECK (false, "a node went to CPU %u", other);
  n = chain_count (percpu_list_drain (&list));
  CHECK (n == OBJECTS && wrong == 0, "%u objects are left", n);
}

int
main (int argc, char **argv)
{
  return modes_run (argc, argv, test);
}
