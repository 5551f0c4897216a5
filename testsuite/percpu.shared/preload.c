/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* A preloaded object with per-CPU variables, in a program with per-CPU
   variables of its own that loads another object: it counts in constructors and
   in all threads, and no count is lost.  */

/* { dg-shared-objects "preload-aux.c counter-aux.c" } */

#include "../lib/modes.h"
#include "loaded.h"

enum { THREADS = 4, CALLS = 20000, EARLY = 3 };

static __attribute__ ((percpu)) long mine = 5;

static void __attribute__ ((constructor))
call_early (void)
{
  for (int i = 0; i < EARLY; i++)
    getppid ();
}

static void *
work (void *arg)
{
  for (int i = 0; i < CALLS; i++)
    {
      getppid ();
      mine++;
    }
  return arg;
}

static void
test (void)
{
  long (*getppids) (void)
    = (long (*) (void)) loaded_find (RTLD_DEFAULT, "preload_getppids");
  const long n = (long) THREADS * CALLS;
  long before, cpus = 0;
  pthread_t threads[THREADS];
  struct loaded so;

  before = getppids ();
  CHECK (before == EARLY, "%ld calls came early", before);
  for (int i = 0; i < THREADS; i++)
    pthread_create (&threads[i], NULL, work, NULL);
  loaded_open (&so, "./counter-aux.so");
  CHECK (so.check () == 0, "an object that is loaded");
  for (int i = 0; i < THREADS; i++)
    pthread_join (threads[i], NULL);
  CHECK (getppids () == before + n, "getppid: %ld", getppids () - before);
  CHECK (((int (*) (void)) loaded_find (RTLD_DEFAULT, "preload_check")) () == 0,
	 "initial values");
  percpu_foreach (cpu)
    cpus++;
  CHECK (percpu_sum (mine) == 5 * cpus + n, "the program's own");
  loaded_close (&so);
}

int
main (int argc, char **argv)
{
  setenv ("LD_PRELOAD", "./preload-aux.so", 1);
  return modes_run (argc, argv, test);
}
