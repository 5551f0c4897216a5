/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* The tests of counters with 512 possible CPUs: the batch is larger, and so is
   the error.  */

/* { dg-additional-options "-pthread" } */

#define test counters
#define main counter_main
#include "counter.c"
#undef test
#undef main

static void
test (void)
{
  CHECK (percpu_nr_cpus () >= 512, "%u CPUs", percpu_nr_cpus ());
  CHECK (fixed.batch >= 1024 && (fixed.batch & (fixed.batch - 1)) == 0
	 && percpu_counter_error (&fixed)
	    >= (int64_t) (fixed.batch / 2 * percpu_nr_cpus ()), "batch %lu",
	 (unsigned long) fixed.batch);
  counters ();
}

int
main (int argc, char **argv)
{
  if (!getenv ("PERCPU_TEST_POSSIBLE"))
    {
      setenv ("PERCPU_TEST_POSSIBLE", "0-511", 1);
      execv ("/proc/self/exe", argv);
    }
  return modes_run (argc, argv, test);
}
