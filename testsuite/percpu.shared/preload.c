/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* An object with per-CPU variables that is preloaded, in a program with some
   of its own that loads another: it counts before all constructors, and in all
   threads, and nothing that it counts is lost.  */

/* { dg-shared-objects "preload-aux.c counter-aux.c" } */

#include "../percpu.rseq/modes.h"
#include "loaded.h"

enum { THREADS = 4, CALLS = 20000, EARLY = 3 };

#define PRELOADED(name) ((long (*) (void)) loaded_find (RTLD_DEFAULT, #name))

static __attribute__ ((percpu)) long mine = 5;

/* Before the constructors of all objects.  */
static void
call_early (void)
{
  if (getenv ("LD_PRELOAD"))
    for (int i = 0; i < EARLY; i++)
      getppid ();
}

static void (*const early) (void)
  __attribute__ ((section (".preinit_array"), used)) = call_early;

static void *
work (void *arg)
{
  for (int i = 0; i < CALLS; i++)
    {
      /* Not to be left out.  */
      void *volatile p = malloc (10);

      free (p);
      getppid ();
      mine++;
    }
  return arg;
}

static void
test (void)
{
  long (*mallocs) (void) = PRELOADED (preload_mallocs);
  long (*getppids) (void) = PRELOADED (preload_getppids);
  const long n = (long) THREADS * CALLS;
  long before, mallocs_before, cpus = 0;
  pthread_t threads[THREADS];
  struct loaded so;

  before = getppids ();
  CHECK (before == EARLY, "%ld calls came early", before);
  mallocs_before = mallocs ();
  for (int i = 0; i < THREADS; i++)
    pthread_create (&threads[i], NULL, work, NULL);
  loaded_open (&so, "./counter-aux.so");
  CHECK (so.check () == 0, "an object that is loaded");
  for (int i = 0; i < THREADS; i++)
    pthread_join (threads[i], NULL);
  CHECK (getppids () == before + n, "getppid: %ld", getppids () - before);
  CHECK (mallocs () >= mallocs_before + n, "malloc: %ld",
	 mallocs () - mallocs_before);
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
