/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* A private area whose thread has ended is given to the next thread that needs
   one, with its counts.  The area of a living thread is not.  */

/* { dg-additional-options "-pthread" } */

#include "../lib/modes.h"

enum { THREADS = 500, AT_ONCE = 20 };

static __attribute__ ((percpu)) long count;
static pthread_barrier_t all_there;

/* The kernel may list a joined thread for a moment longer.  */
static void
thread_gone (pid_t tid)
{
  while (syscall (SYS_tgkill, getpid (), tid, 0) == 0)
    sched_yield ();
}

static void *
work (void *arg)
{
  count++;
  *(pid_t *) arg = (pid_t) syscall (SYS_gettid);
  return arg;
}

static void *
work_together (void *arg)
{
  count++;
  pthread_barrier_wait (&all_there);
  count++;
  pthread_barrier_wait (&all_there);
  return arg;
}

static unsigned int
private_areas (void)
{
  struct percpu_stats stats;

  percpu_stats_get (&stats, sizeof stats);
  return stats.private_areas;
}

static void
one_after_the_other (void)
{
  unsigned int before;
  pthread_t thread;
  pid_t tid;

  for (int i = 0; i < THREADS; i++)
    {
      pthread_create (&thread, NULL, work, &tid);
      pthread_join (thread, NULL);
      thread_gone (tid);
      if (i == 0)
	before = private_areas ();
    }
  CHECK (private_areas () == before, "%u areas, of them %u before",
	 private_areas (), before);
  CHECK (percpu_sum (count) == 1 + THREADS, "%ld counts", percpu_sum (count));
}

int
main (int argc, char **argv)
{
  pthread_t threads[AT_ONCE];
  unsigned int areas;

  if (argc == 1)
    {
      char *again[] = { argv[0], "private", NULL };

      rseq_refuse ();
      execv ("/proc/self/exe", again);
      return 1;
    }
  CHECK (percpu_mode () == PERCPU_MODE_PRIVATE, "mode %s",
	 percpu_mode_name (percpu_mode ()));
  count++;
  one_after_the_other ();
  pthread_barrier_init (&all_there, NULL, AT_ONCE);
  for (int i = 0; i < AT_ONCE; i++)
    pthread_create (&threads[i], NULL, work_together, NULL);
  for (int i = 0; i < AT_ONCE; i++)
    pthread_join (threads[i], NULL);
  areas = private_areas ();
  CHECK (areas >= AT_ONCE + 1 && areas <= AT_ONCE + 2, "%u areas", areas);
  CHECK (percpu_sum (count) == 1 + THREADS + 2 * AT_ONCE, "%ld counts",
	 percpu_sum (count));
  return 0;
}
