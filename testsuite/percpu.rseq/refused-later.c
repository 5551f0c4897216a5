/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* A filter of system calls is installed when the program has run for a while,
   in some of its threads or in all.  Threads can still identify themselves and
   each other, data under guards stays exact, and the program ends as it would
   without the filter.  */

/* { dg-additional-options "-pthread" } */

#include "../lib/modes.h"
#include <sys/wait.h>

enum { THREADS = 4, ROUNDS = 20000 };

static __attribute__ ((percpu)) long guarded, count;
static unsigned int cpus[2];

/* From now on the system calls FIRST and SECOND are refused in the calling
   thread.  */
static void
refuse (unsigned int first, unsigned int second)
{
  if (!filter_refuse_two (first, second, EPERM))
    _exit (77);
}

static void *
sections (void *refused)
{
  percpu_guarded (g)
    ++*percpu_borrow (g, &guarded);
  if (refused)
    refuse (*(unsigned int *) refused, *(unsigned int *) refused);
  for (int i = 1; i < ROUNDS; i++)
    percpu_guarded (g)
      {
	long *p = percpu_borrow (g, &guarded), old = *p;

	if (i % 16 == 0)
	  sched_yield ();
	*p = old + 1;
      }
  return NULL;
}

/* Every second thread is refused the system call *ARG.  */
static void
guards (void *arg)
{
  pthread_t threads[THREADS];

  for (int i = 0; i < THREADS; i++)
    if (pthread_create (&threads[i], NULL, sections, i % 2 ? arg : NULL) != 0)
      _exit (1);
  for (int i = 0; i < THREADS; i++)
    pthread_join (threads[i], NULL);
  CHECK (percpu_sum (guarded) == THREADS * ROUNDS, "sections: %ld",
	 percpu_sum (guarded));
}

static void
go_to (unsigned int cpu)
{
  cpu_set_t set;

  CPU_ZERO (&set);
  CPU_SET (cpu, &set);
  sched_setaffinity (0, sizeof set, &set);
}

/* Count far from the places on the stack where the thread has asked for its
   number.  */
static void __attribute__ ((noipa))
count_far_away (void)
{
  volatile char room[1 << 20];

  room[0] = 0;
  count++;
}

/* The thread runs on a CPU for the first time when *ARG is refused, and the
   process ends normally.  */
static void
moved (void *arg)
{
  go_to (cpus[0]);
  count++;
  refuse (*(unsigned int *) arg, *(unsigned int *) arg);
  for (int i = 0; i < 10; i++)
    {
      go_to (cpus[i % 2]);
      if (i % 4 < 2)
	count_far_away ();
      else
	count++;
    }
  CHECK (percpu_sum (count) == 11, "counts: %ld", percpu_sum (count));
  exit (0);
}

static void
expect_success (void (*function) (void *), unsigned int call, const char *what)
{
  char text[1000];
  int status = child_run (function, &call, text, sizeof text);

  if (WIFEXITED (status) && WEXITSTATUS (status) == 77)
    printf ("not tried: no filter for system calls\n");
  else
    CHECK (status == 0, "%s: status %#x %s", what, status, text);
}

static void
test (void)
{
  if (allowed_cpus (cpus, 2) < 2)
    cpus[1] = cpus[0];
  expect_success (guards, SYS_getpid, "guards without getpid");
  expect_success (guards, SYS_gettid, "guards without gettid");
  expect_success (moved, SYS_gettid, "a move without gettid");
  expect_success (moved, SYS_getpid, "a move without getpid");
  expect_success (moved, SYS_mprotect, "a move without mprotect");
}

int
main (int argc, char **argv)
{
  return modes_run (argc, argv, test);
}
