/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* A CPU that is used for the first time after shared objects were loaded has
   their initial values, not those of an object that had the same addresses
   before; so has the private area of a new thread.  The test uses a CPU on
   which the program could run when it started, and then one on which it could
   not.  */

/* { dg-shared-objects "counter-aux.c hundred-aux.c" } */

#include "../lib/modes.h"
#include "loaded.h"

static __attribute__ ((percpu)) long mine = 5;
static unsigned int cpus[2];
static struct loaded so;
static void (*one_add) (long);
static long (*one_sum) (void);
static int (*one_check) (void);

static void
go_to (unsigned int cpu)
{
  cpu_set_t set;

  CPU_ZERO (&set);
  CPU_SET (cpu, &set);
  CHECK (sched_setaffinity (0, sizeof set, &set) == 0, "go to %u", cpu);
}

/* SUM without the initial values INIT.  */
static long
without (long sum, long init)
{
  percpu_foreach (cpu)
    sum -= init;
  return sum;
}

static void *
open_one (void)
{
  void *object = dlopen ("./hundred-aux.so", RTLD_NOW);

  CHECK (object, "an object");
  one_add = (void (*) (long)) loaded_find (object, "one_add");
  one_sum = (long (*) (void)) loaded_find (object, "one_sum");
  one_check = (int (*) (void)) loaded_find (object, "one_check");
  return object;
}

static void *
come_later (void *arg)
{
  bool private = percpu_mode () == PERCPU_MODE_PRIVATE;
  struct percpu_stats stats;

  percpu_stats_get (&stats, sizeof stats);
  CHECK (private || stats.cpus_used == 1, "%u CPUs were used",
	 stats.cpus_used);
  go_to (cpus[1]);
  /* The first access there is not to the program's own variables.  */
  one_add (3);
  so.add (2);
  mine++;
  if (!private)
    CHECK (*percpu_ptr (so.address (), cpus[1]) == 100 + 2
	   && *percpu_ptr (&mine, cpus[1]) == 5 + 1,
	   "and it has counted there");
  CHECK (without (one_sum (), 7) == 3, "one: %ld", one_sum ());
  CHECK (without (so.sum (), 100) == 1 + 50 + 2, "so: %ld", so.sum ());
  CHECK (without (percpu_sum (mine), 5) == 2, "mine");
  CHECK (so.check () == 0, "all initial values");
  one_add (-3);
  so.reset ();
  CHECK (without (so.sum (), 100) == 0, "reset");
  return arg;
}

static void
test (void)
{
  pthread_t thread;
  void *object;

  go_to (cpus[0]);
  mine++;
  object = open_one ();
  one_add (1000);
  CHECK (dlclose (object) == 0, "closed");
  loaded_open (&so, "./counter-aux.so");
  so.add (50);
  open_one ();
  pthread_create (&thread, NULL, come_later, NULL);
  pthread_join (thread, NULL);
}

int
main (int argc, char **argv)
{
  char list[40];

  if (argc > 1)
    {
      CHECK (sscanf (getenv ("LATE_CPUS"), "%u %u", &cpus[0], &cpus[1]) == 2,
	     "the CPUs");
      return modes_run (argc, argv, test);
    }
  if (allowed_cpus (cpus, 2) < 2)
    {
      printf ("not tried: there is only one CPU\n");
      return 0;
    }
  snprintf (list, sizeof list, "%u %u", cpus[0], cpus[1]);
  setenv ("LATE_CPUS", list, 1);
  modes_run (argc, argv, test);
  go_to (cpus[0]);
  return modes_run (argc, argv, test);
}
