/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Threads that are bound to one CPU share its guard, also where the kernel
   aborts no sequence.  Handlers let other threads run at any moment, also while
   a guard is being entered.  */

/* { dg-additional-options "-pthread" } */

#include "../lib/modes.h"

enum { THREADS = 4, SECONDS = 1 };

static __attribute__ ((percpu)) struct { long a, b; } s;

static unsigned int cpu;
static volatile bool stop;
static unsigned long wrong, interrupted;
static long sections;

static void
handler (int sig)
{
  (void) sig;
  __atomic_fetch_add (&interrupted, 1, __ATOMIC_RELAXED);
  sched_yield ();
}

static void *
work (void *arg)
{
  long i;

  if (percpu_bind (cpu) != 0)
    exit (1);
  for (i = 0; !stop; i++)
    {
      struct percpu_guard g = percpu_guard_enter ();
      volatile long *a = &percpu_borrow (g, &s)->a;
      long n = *a;

      if (percpu_guard_cpu (g) != cpu || percpu_borrow (g, &s)->b != n)
	__atomic_fetch_add (&wrong, 1, __ATOMIC_RELAXED);
      *a = n + 1;
      if (i % 1000 == 0)
	sched_yield ();
      percpu_borrow (g, &s)->b++;
      percpu_guard_leave (&g);
    }
  percpu_unbind ();
  percpu_guarded (g)
    percpu_borrow (g, &s)->a++, percpu_borrow (g, &s)->b++;
  __atomic_fetch_add (&sections, i + 1, __ATOMIC_RELAXED);
  return arg;
}

static void
test (void)
{
  struct sigaction action = { .sa_handler = handler, .sa_flags = SA_RESTART };
  double begin = storm_now ();
  pthread_t threads[THREADS];

  allowed_cpus (&cpu, 1);
  sigaction (SIGUSR1, &action, NULL);
  for (int i = 0; i < THREADS; i++)
    pthread_create (&threads[i], NULL, work, NULL);
  while (storm_lasts (begin, SECONDS,
		      __atomic_load_n (&interrupted, __ATOMIC_RELAXED) > 0))
    for (int i = 0; i < 1000; i++)
      {
	pthread_kill (threads[i % THREADS], SIGUSR1);
	if (i % 20 == 0)
	  usleep (20);
      }
  stop = true;
  for (int i = 0; i < THREADS; i++)
    pthread_join (threads[i], NULL);
  CHECK (wrong == 0, "no section saw another: %lu", wrong);
  CHECK (percpu_sum (s.a) == sections && percpu_sum (s.b) == sections,
	 "%ld sections", sections);
  CHECK (interrupted > 0, "%lu interrupts", interrupted);
}

int
main (int argc, char **argv)
{
  return modes_run (argc, argv, test);
}
