/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Shared objects that are loaded and unloaded in a process and in its child at
   the same time, or in the child alone: each process counts for itself.
   Another thread holds the library's lock at many of the forks; the child does
   not have that thread.  */

/* { dg-shared-objects "counter-aux.c hundred-aux.c" } */

#include "../lib/modes.h"
#include "loaded.h"

enum { FORKS = 30, ROUNDS = 10, THREADS = 3, ADDS = 1000 };

static __attribute__ ((percpu)) long mine = 5, others;
static struct loaded before;
static volatile bool started, stop;

/* SUM without the initial values INIT.  */
static long
without (long sum, long init)
{
  percpu_foreach (cpu)
    sum -= init;
  return sum;
}

static void *
reset (void *arg)
{
  while (!stop)
    {
      others++;
      percpu_reset (others);
      started = true;
    }
  return arg;
}

static void *
add (void *one_add)
{
  mine++;
  before.add (ADDS);
  ((void (*) (long)) one_add) (ADDS);
  return NULL;
}

/* Loads an object, counts there in several threads and closes it.  */
static void
come_and_go (void)
{
  void *object = dlopen ("./hundred-aux.so", RTLD_NOW);
  pthread_t threads[THREADS];
  long (*sum) (void);
  void *one_add;
  Dl_info info;

  CHECK_QUIETLY (object, "%s", dlerror ());
  one_add = loaded_find (object, "one_add");
  sum = (long (*) (void)) loaded_find (object, "one_sum");
  CHECK_QUIETLY (((int (*) (void)) loaded_find (object, "one_check")) () == 0,
		 "initial values");
  for (int i = 0; i < THREADS; i++)
    CHECK_QUIETLY (pthread_create (&threads[i], NULL, add, one_add) == 0,
		   "thread");
  for (int i = 0; i < THREADS; i++)
    pthread_join (threads[i], NULL);
  CHECK_QUIETLY (without (sum (), 7) == THREADS * ADDS, "object: %ld",
		 without (sum (), 7));
  CHECK_QUIETLY (dlclose (object) == 0 && !dladdr (one_add, &info),
		 "it is still there");
}

/* Does that N times.  Afterwards it has left no trace, and the older objects
   have counted too.  */
static void
come_and_go_often (int n)
{
  const long adds = n * THREADS;
  long sum = without (percpu_sum (mine), 5);
  long before_sum = without (before.sum (), 100);
  struct percpu_stats first, last;

  percpu_stats_get (&first, sizeof first);
  for (int i = 0; i < n; i++)
    come_and_go ();
  percpu_stats_get (&last, sizeof last);
  CHECK_QUIETLY (without (percpu_sum (mine), 5) == sum + adds,
		 "the program's own: %ld", without (percpu_sum (mine), 5));
  CHECK_QUIETLY (without (before.sum (), 100) == before_sum + adds * ADDS,
		 "of before: %ld", without (before.sum (), 100));
  CHECK_QUIETLY (first.images == last.images
		 && first.variables == last.variables, "images");
}

static void __attribute__ ((noreturn))
child (void)
{
  come_and_go_often (ROUNDS);
  /* The child unloads and reloads the objects of its parent.  */
  loaded_close (&before);
  loaded_open (&before, "./counter-aux.so");
  CHECK_QUIETLY (before.check () == 0 && without (before.sum (), 100) == 1,
		 "initial values again");
  come_and_go_often (2);
  _exit (0);
}

/* Returns: the wait status of PID, which is killed after 20 seconds: a thread
   that waits for the lock has its signals blocked.  */
static int
wait_for (pid_t pid)
{
  int status = 0;

  for (int i = 0; i < 20000; i++)
    {
      if (waitpid (pid, &status, WNOHANG) == pid)
	return status;
      usleep (1000);
    }
  kill (pid, SIGKILL);
  waitpid (pid, &status, 0);
  return status;
}

static void
test (void)
{
  pthread_t thread;

  loaded_open (&before, "./counter-aux.so");
  pthread_create (&thread, NULL, reset, NULL);
  while (!started)
    sched_yield ();
  for (int i = 0; i < FORKS; i++)
    {
      long sum = percpu_sum (mine), before_sum = before.sum ();
      unsigned int nr = percpu_nr_cpus ();
      int status;
      pid_t pid;

      fflush (stdout);
      pid = fork ();
      if (pid == 0)
	child ();
      if (i % 2)
	come_and_go_often (ROUNDS);
      status = wait_for (pid);
      CHECK_QUIETLY (status == 0, "child %d: %#x", i, (unsigned int) status);
      if (i % 2 == 0)
	CHECK_QUIETLY (percpu_sum (mine) == sum && before.sum () == before_sum
		       && percpu_nr_cpus () == nr, "as it was");
    }
  stop = true;
  pthread_join (thread, NULL);
  come_and_go_often (1);
  CHECK (without (percpu_sum (mine), 5) == (FORKS / 2 * ROUNDS + 1) * THREADS,
	 "all is counted");
}

int
main (int argc, char **argv)
{
  return modes_run (argc, argv, test);
}
