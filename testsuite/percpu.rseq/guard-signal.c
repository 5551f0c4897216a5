/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Signal handlers that enter sections at any moment: within sections of their
   threads, and while a guard is being entered or left; and handlers that
   interrupt such handlers.  The section of a handler is either within that of
   its thread or excludes it.  */

/* { dg-additional-options "-pthread" } */

#include "../lib/modes.h"

enum { THREADS = 4, SECONDS = 2, KINDS = 2 };

struct data
{
  long n, copy, nested[KINDS];
};

static __attribute__ ((percpu)) struct data data;

static volatile bool stop;
/* Objects that the C library allocates at the first use.  It would allocate
   them twice if a handler interrupted that.  */
#define THREAD_LOCAL \
  static _Thread_local __attribute__ ((tls_model ("initial-exec")))
THREAD_LOCAL volatile bool in_section;
THREAD_LOCAL volatile long sections, alone[KINDS], nested[KINDS], windows;
static long all_sections, all_alone, all_nested, all_windows;
static unsigned long wrong;

static void
change (volatile struct data *mine)
{
  long n = mine->n;

  if (mine->copy != n)
    __atomic_fetch_add (&wrong, 1, __ATOMIC_RELAXED);
  mine->n = n + 1;
  mine->copy = n + 1;
}

static void
handler (int sig)
{
  int kind = sig == SIGUSR1, error = errno;

  percpu_guarded (g)
    {
      volatile struct data *mine = percpu_borrow (g, &data);

      if (g.nested)
	{
	  /* The section may be that of a handler of the other kind.  */
	  mine->nested[kind] = mine->nested[kind] + 1;
	  nested[kind]++;
	  windows += !in_section;
	}
      else
	{
	  if (in_section)
	    __atomic_fetch_add (&wrong, 1, __ATOMIC_RELAXED);
	  in_section = true;
	  change (mine);
	  in_section = false;
	  alone[kind]++;
	}
    }
  errno = error;
}

static void *
work (void *arg)
{
  while (!stop)
    {
      struct percpu_guard g = percpu_guard_enter ();

      if (g.nested)
	__atomic_fetch_add (&wrong, 1, __ATOMIC_RELAXED);
      in_section = true;
      change (percpu_borrow (g, &data));
      in_section = false;
      percpu_guard_leave (&g);
      sections++;
    }
  for (int i = 0; i < KINDS; i++)
    {
      __atomic_fetch_add (&all_alone, alone[i], __ATOMIC_RELAXED);
      __atomic_fetch_add (&all_nested, nested[i], __ATOMIC_RELAXED);
    }
  __atomic_fetch_add (&all_sections, sections, __ATOMIC_RELAXED);
  __atomic_fetch_add (&all_windows, windows, __ATOMIC_RELAXED);
  return arg;
}

static void
test (void)
{
  struct sigaction action = { .sa_handler = handler, .sa_flags = SA_RESTART };
  pthread_t threads[THREADS];
  sigset_t both, before;
  double begin = storm_now ();
  unsigned int seed = 1;

  sigaction (SIGUSR1, &action, NULL);
  sigaction (SIGUSR2, &action, NULL);
  for (int i = 0; i < THREADS; i++)
    pthread_create (&threads[i], NULL, work, NULL);
  while (storm_lasts (begin, SECONDS, true))
    for (int i = 0; i < 100; i++)
      {
	pthread_kill (threads[rand_r (&seed) % THREADS],
		      rand_r (&seed) % 2 ? SIGUSR1 : SIGUSR2);
	if (i % 10 == 0)
	  usleep (rand_r (&seed) % 50);
      }
  /* A thread adds up its counts when no more signals can arrive.  */
  sigemptyset (&both);
  sigaddset (&both, SIGUSR1);
  sigaddset (&both, SIGUSR2);
  pthread_sigmask (SIG_BLOCK, &both, &before);
  usleep (10000);
  stop = true;
  for (int i = 0; i < THREADS; i++)
    pthread_join (threads[i], NULL);
  pthread_sigmask (SIG_SETMASK, &before, NULL);
  CHECK (wrong == 0, "no section was disturbed: %lu", wrong);
  CHECK (percpu_sum (data.n) == all_sections + all_alone,
	 "%ld sections, %ld of handlers", all_sections, all_alone);
  CHECK (percpu_sum (data.nested[0]) + percpu_sum (data.nested[1])
	 == all_nested, "%ld of handlers within sections", all_nested);
  CHECK (all_alone > 0 && all_nested > 0, "both have happened");
  printf ("%ld of those came while the guard was taken or left, or almost\n",
	  all_windows);
}

int
main (int argc, char **argv)
{
  return modes_run (argc, argv, test);
}
