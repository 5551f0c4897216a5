/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Unusual shared objects: variables that are aligned to a page; no variables,
   but calls of the library and accesses by address; loads only; a declaration
   only.  */

/* { dg-shared-objects "odd-aligned-aux.c odd-api-aux.c odd-loads-aux.c odd-declared-aux.c counter-aux.c" } */

#include "../lib/modes.h"
#include "loaded.h"

enum { THREADS = 3, ADDS = 5000, ROUNDS = 5 };

static __attribute__ ((percpu)) long mine = 5;
static long (*odd_count) (long);
static void (*odd_add) (long __percpu *, long);
static long (*odd_read) (void);

static void *
open_object (const char *file)
{
  void *object = dlopen (file, RTLD_NOW);

  CHECK_QUIETLY (object, "%s", dlerror ());
  return object;
}

static void *
work (void *arg)
{
  CHECK_QUIETLY (odd_read () == 12345, "the first access is a load");
  odd_count (ADDS);
  for (int i = 0; i < ADDS; i++)
    odd_add (&mine, 1);
  CHECK_QUIETLY (odd_read () == 12345, "load");
  return arg;
}

static void
one_round (void)
{
  /* A small object comes first, so that the others are not aligned by
     chance.  */
  static const char *const files[]
    = { "./odd-loads-aux.so", "./odd-aligned-aux.so", "./odd-api-aux.so",
	"./odd-declared-aux.so" };
  void *objects[LENGTH (files)];
  unsigned int (*odd_cpus) (void);
  long (*odd_instances) (long __percpu *);
  void (*odd_reset) (long __percpu *);
  pthread_t threads[THREADS];
  struct percpu_stats stats;
  unsigned int cpus = 0;

  for (unsigned int i = 0; i < LENGTH (files); i++)
    objects[i] = open_object (files[i]);
  odd_read = (long (*) (void)) loaded_find (objects[0], "odd_read");
  odd_count = (long (*) (long)) loaded_find (objects[1], "odd_count");
  odd_cpus = (unsigned int (*) (void)) loaded_find (objects[2], "odd_cpus");
  odd_add = (void (*) (long __percpu *, long)) loaded_find (objects[2],
							     "odd_add");
  odd_instances = (long (*) (long __percpu *)) loaded_find (objects[2],
							     "odd_instances");
  odd_reset = (void (*) (long __percpu *)) loaded_find (objects[2],
							 "odd_reset");
  CHECK_QUIETLY (((int (*) (void)) loaded_find (objects[1], "odd_check")) ()
		 == 0, "alignment and initial values");
  CHECK_QUIETLY (((int (*) (void)) loaded_find (objects[3], "odd_nothing")) ()
		 == sizeof (long), "a declaration");
  percpu_stats_get (&stats, sizeof stats);
  CHECK (stats.images >= 3, "%u images with %zu bytes", stats.images,
	 stats.variables);

  odd_reset (&mine);
  for (int i = 0; i < THREADS; i++)
    pthread_create (&threads[i], NULL, work, NULL);
  for (int i = 0; i < THREADS; i++)
    pthread_join (threads[i], NULL);
  percpu_foreach (cpu)
    cpus++;
  CHECK_QUIETLY (odd_cpus () == cpus, "CPUs");
  CHECK (odd_count (0) == 3 * THREADS * ADDS, "aligned: %ld", odd_count (0));
  CHECK (odd_instances (&mine) == percpu_sum (mine)
	 && percpu_sum (mine) == 5 * (long) cpus + THREADS * ADDS,
	 "by address: %ld", percpu_sum (mine));
  for (unsigned int i = 0; i < LENGTH (files); i++)
    CHECK_QUIETLY (dlclose (objects[i]) == 0, "%s", dlerror ());
}

static void
test (void)
{
  struct percpu_stats before, after;
  struct loaded so;

  mine++;
  loaded_open (&so, "./counter-aux.so");
  percpu_stats_get (&before, sizeof before);
  for (int i = 0; i < ROUNDS; i++)
    one_round ();
  CHECK (so.check () == 0, "the other object has not changed");
  percpu_stats_get (&after, sizeof after);
  CHECK (after.images == before.images && after.variables == before.variables,
	 "nothing is left of them");
}

int
main (int argc, char **argv)
{
  return modes_run (argc, argv, test);
}
