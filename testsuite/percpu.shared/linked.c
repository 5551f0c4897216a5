/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* A program and a shared object that it is linked with, both with per-CPU
   variables.  */

/* { dg-shared-objects "counter-aux.c" } */
/* { dg-link-with "./counter-aux.so -Wl,-rpath,." } */

#include "../lib/modes.h"
#include "counter.h"

static __attribute__ ((percpu)) long mine = 5;

static long seen;

static void __attribute__ ((constructor))
start (void)
{
  mine++;
  counter_add (1);
  seen = counter_sum ();
}

static void
test (void)
{
  long cpus = 0, sum, members;

  percpu_foreach (cpu)
    cpus++;
  CHECK (seen >= 102, "a constructor of the program counts there");
  CHECK (counter_check () == 0, "addresses and values: %d", counter_check ());
  sum = counter_sum ();
  members = counter_members ();
  counter_add (1000);
  CHECK (counter_sum () == sum + 1000, "it counts");
  CHECK (counter_members () == members + 2000, "members too");
  ++*counter_address ();
  counter_state_address ()->n[1] -= 10;
  CHECK (counter_sum () == sum + 1001, "by its address");
  CHECK (counter_members () == members + 1990, "member by its address");
  CHECK (percpu_sum (mine) == 5 * cpus + 1, "the program's own: %ld",
	 percpu_sum (mine));
  counter_reset ();
  CHECK (counter_sum () == 100 * cpus, "reset");
  CHECK (percpu_sum (mine) == 5 * cpus + 1, "the program's own are not");
  CHECK (counter_plain_byte () == 0xa5, "the image's section is poisoned");
}

int
main (int argc, char **argv)
{
  return modes_run (argc, argv, test);
}
