/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* The end of a program whose other threads still count: functions of atexit and
   a destructor count, too, and the latter closes a shared object and loads it
   again.  No count of the program is lost.  */

/* { dg-shared-objects "counter-aux.c hundred-aux.c" } */
/* { dg-link-with "./counter-aux.so -Wl,-rpath,." } */

#include "../lib/modes.h"
#include "loaded.h"

enum { THREADS = 3 };

static __attribute__ ((percpu)) long mine = 3, still = 1;
static void *other;
static bool started;

static void *
work (void *arg)
{
  for (;;)
    {
      still++;
      counter_add (1);
    }
  return arg;
}

static void
at_exit (void)
{
  long before = counter_sum ();

  if (!started)
    return;
  counter_add (100);
  CHECK (counter_sum () >= before + 100, "atexit: counts");
  CHECK (percpu_sum (mine) >= 1, "mine too");
}

static void __attribute__ ((constructor))
first (void)
{
  atexit (at_exit);
}

/* After the functions of atexit.  */
static void __attribute__ ((destructor))
last (void)
{
  long cpus = 0;
  void *third;

  if (!started)
    return;
  CHECK (dlclose (other) == 0, "closed at the end");
  mine++;
  percpu_reset (mine);
  percpu_foreach (cpu)
    cpus++;
  CHECK (percpu_sum (mine) == 3 * cpus, "reset of the program's own");
  third = dlopen ("./hundred-aux.so", RTLD_NOW);
  CHECK (third, "loaded again");
  ((void (*) (long)) dlsym (third, "one_add")) (10);
  CHECK (percpu_sum (mine) == 3 * cpus, "the program's own");
}

static void
test (void)
{
  pthread_t thread;

  other = dlopen ("./hundred-aux.so", RTLD_NOW);
  CHECK (other, "loaded");
  ((void (*) (long)) dlsym (other, "one_add")) (10);
  for (int i = 0; i < THREADS; i++)
    pthread_create (&thread, NULL, work, NULL);
  usleep (10000);
  started = true;
}

int
main (int argc, char **argv)
{
  return modes_run (argc, argv, test);
}
