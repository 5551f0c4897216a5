/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* An interposed allocator whose functions count in per-CPU variables.  They are
   called before any constructor in which they could have prepared for that: by
   the constructors of objects that do not need the library, by functions in
   .preinit_array, and by the dynamic linker.  Each call is counted.  */

/* { dg-shared-objects "interpose-aux.c interpose-early-aux.c counter-aux.c" } */
/* { dg-link-with "./interpose-early-aux.so -Wl,-rpath,." } */

#include "../lib/modes.h"
#include "loaded.h"

enum { THREADS = 4, CALLS = 5000 };

extern int interpose_early (void);
static __attribute__ ((percpu)) long mine = 5;
static int in_preinit;

/* Runs before all constructors but the library's.  */
static void
preinit (void)
{
  void *volatile p = malloc (10);

  free (p);
  mine++;
  in_preinit = 2;
}

__attribute__ ((section (".preinit_array"), used))
static void (*const preinit_entry) (void) = preinit;

static void *
work (void *arg)
{
  for (int i = 0; i < CALLS; i++)
    {
      void *volatile p = malloc (10);

      free (p);
    }
  return arg;
}

static void
test (void)
{
  unsigned long (*calls) (void)
    = (unsigned long (*) (void)) loaded_find (RTLD_DEFAULT, "interpose_calls");
  unsigned long (*counted) (void)
    = (unsigned long (*) (void)) loaded_find (RTLD_DEFAULT,
					      "interpose_counted");
  unsigned long before = calls (), early, cpus = 0;
  pthread_t threads[THREADS];
  struct loaded so;

  early = (unsigned long) (interpose_early () + in_preinit);
  CHECK (early == 6, "calls were made early");
  CHECK (before >= early && counted () == before, "%lu of %lu calls",
	 counted (), before);
  for (int i = 0; i < THREADS; i++)
    pthread_create (&threads[i], NULL, work, NULL);
  loaded_open (&so, "./counter-aux.so");
  CHECK (so.check () == 0, "an object that is loaded");
  for (int i = 0; i < THREADS; i++)
    pthread_join (threads[i], NULL);
  loaded_close (&so);
  CHECK (calls () >= before + 2ul * THREADS * CALLS
	 && counted () == calls (), "%lu of %lu calls", counted (), calls ());
  percpu_foreach (cpu)
    cpus++;
  CHECK (percpu_sum (mine) == 5 * (long) cpus + 1, "the program's own");
}

int
main (int argc, char **argv)
{
  setenv ("LD_PRELOAD", "./interpose-aux.so", 1);
  return modes_run (argc, argv, test);
}
