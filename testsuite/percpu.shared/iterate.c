/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* A callback of dl_iterate_phdr, which runs under a lock of the dynamic linker,
   calls functions that take the library's own lock, while another thread loads
   and closes objects.  There is no deadlock.  */

/* { dg-shared-objects "counter-aux.c" } */

#include "../lib/modes.h"
#include "loaded.h"
#include <link.h>

enum { ROUNDS = 300 };

static __attribute__ ((percpu)) long count;
static volatile bool stop;

static int
look (struct dl_phdr_info *info, size_t size, void *arg)
{
  (void) info;
  (void) size;
  (void) arg;
  percpu_reset (count);
  count++;
  return 0;
}

static void *
work (void *arg)
{
  while (!stop)
    dl_iterate_phdr (look, NULL);
  return arg;
}

static void
test (void)
{
  struct loaded so;
  pthread_t thread;

  pthread_create (&thread, NULL, work, NULL);
  for (int i = 0; i < ROUNDS; i++)
    {
      loaded_open (&so, "./counter-aux.so");
      CHECK_QUIETLY (so.check () == 0, "initial values");
      loaded_close (&so);
    }
  stop = true;
  pthread_join (thread, NULL);
  CHECK (percpu_sum (count) >= 0, "all have gone on");
}

/* Threads that wait have their signals blocked: kill the process from
   outside.  */
static void
give_up_later (void)
{
  pid_t parent = getpid ();

  if (fork () == 0)
    {
      for (int i = 0; i < 200 && getppid () == parent; i++)
	usleep (100000);
      if (getppid () == parent)
	kill (parent, SIGKILL);
      _exit (0);
    }
}

static void
test_in_time (void)
{
  give_up_later ();
  test ();
}

int
main (int argc, char **argv)
{
  return modes_run (argc, argv, test_in_time);
}
