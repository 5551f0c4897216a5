/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Little address space and many CPUs: the rooms become smaller, and at last the
   windows of null pointers are given up; but the program starts and counts.  */

/* { dg-do run } */
/* { dg-options "" } */

#include "../lib/check.h"
#include <percpu.h>
#include <sys/resource.h>

static __attribute__ ((percpu)) long count = 3;

static void
start_limited (void *arg)
{
  const unsigned int *megabytes = arg;
  rlim_t bytes = (rlim_t) *megabytes << 20;
  struct rlimit limit = { bytes, bytes };
  char *argv[] = { "rlimit-many", "again", NULL };

  setrlimit (RLIMIT_AS, &limit);
  execv ("/proc/self/exe", argv);
}

/* Returns: whether all instances can be used.  */
static int
use (void)
{
  long n = 0;

  percpu_foreach (cpu)
    n++;
  for (unsigned int cpu = 0; cpu < 20; cpu++)
    *percpu_ptr (&count, cpu) += 2;
  return percpu_sum (count) == 3 * n + 40;
}

int
main (int argc, char **argv)
{
  static const char *const cpus[] = { "0-63", "0-511", "0-2047" };
  static const unsigned int limits[] = { 48, 64, 96, 128, 192, 256, 512, 2048 };

  (void) argv;
  if (argc > 1)
    return !use ();
  for (unsigned int i = 0; i < sizeof cpus / sizeof *cpus; i++)
    for (unsigned int k = 0; k < sizeof limits / sizeof *limits; k++)
      {
	unsigned int megabytes = limits[k];
	char text[300];
	int status;

	setenv ("PERCPU_TEST_POSSIBLE", cpus[i], 1);
	status = child_run (start_limited, &megabytes, text, sizeof text);
	CHECK (status == 0, "CPUs %s, %u megabytes: %#x %s", cpus[i], megabytes,
	       (unsigned int) status, text);
      }
  return 0;
}
