/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* After fork, from any thread, the child continues with copies of all areas.
   Its new threads do not take an area that it still uses.  */

#include "../lib/modes.h"
#include <spawn.h>

enum { ROUNDS = 100000 };

static __attribute__ ((percpu)) long count;

static void *
work (void *arg)
{
  for (long i = 0; i < ROUNDS; i++)
    count++;
  return arg;
}

/* Counts in N new threads and in this one.  */
static void
count_in (unsigned int n)
{
  pthread_t threads[8];

  for (unsigned int i = 0; i < n; i++)
    pthread_create (&threads[i], NULL, work, NULL);
  work (NULL);
  for (unsigned int i = 0; i < n; i++)
    pthread_join (threads[i], NULL);
}

static void *
fork_and_count (void *arg)
{
  long before;
  pid_t pid;
  int status;

  count_in (2);
  before = percpu_sum (count);
  pid = fork ();
  if (pid == 0)
    {
      count_in (8);
      count_in (8);
      pid = fork ();
      if (pid == 0)
	{
	  count_in (4);
	  _exit (percpu_sum (count) != before + 23 * ROUNDS);
	}
      if (waitpid (pid, &status, 0) != pid || status != 0)
	_exit (2);
      count_in (4);
      _exit (percpu_sum (count) != before + 23 * ROUNDS);
    }
  waitpid (pid, &status, 0);
  CHECK (status == 0, "%s: the child has counted on: %#x", (char *) arg,
	 status);
  CHECK (percpu_sum (count) == before, "and not in its parent");
  count_in (2);
  CHECK (percpu_sum (count) == before + 3 * ROUNDS, "who counts on too");
  return NULL;
}

static void
test (void)
{
  char *argv[] = { "true", NULL };
  pthread_t thread;
  int status;
  pid_t pid;

  fork_and_count ("main thread");
  pthread_create (&thread, NULL, fork_and_count, "another thread");
  pthread_join (thread, NULL);

  if (posix_spawnp (&pid, "true", NULL, NULL, argv, NULL) == 0)
    waitpid (pid, &status, 0);
  pid = vfork ();
  if (pid == 0)
    _exit (0);
  waitpid (pid, &status, 0);
  count = count * 1 + 1;
  CHECK (percpu_sum (count) == 12 * ROUNDS + 1, "after vfork too");
}

int
main (int argc, char **argv)
{
  return modes_run (argc, argv, test);
}
