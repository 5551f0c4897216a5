/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Ten thousand threads, one after the other and some at a time, take no more
   memory than the first thousand did: the areas of threads that have ended are
   reused, whichever thread made them.  */

/* { dg-additional-options "-pthread" } */

#include "../lib/modes.h"

enum { WARM = 1000, THREADS = 10000, AT_ONCE = 4, KB = 4096 };

/* An amount that would be noticed if each thread had it.  */
static __attribute__ ((percpu)) unsigned char large[3 * 65536];
static __attribute__ ((percpu)) long count;

static void *
work (void *arg)
{
  for (size_t i = 0; i < sizeof large; i += 4096)
    large[i]++;
  count++;
  return arg;
}

static void
run (unsigned int n)
{
  pthread_t threads[AT_ONCE];

  for (unsigned int i = 0; i < n; i += AT_ONCE)
    {
      for (unsigned int j = 0; j < AT_ONCE; j++)
	if (pthread_create (&threads[j], NULL, work, NULL) != 0)
	  exit (1);
      for (unsigned int j = 0; j < AT_ONCE; j++)
	pthread_join (threads[j], NULL);
    }
}

/* Kilobytes of address space and of memory, and the number of mappings.  */
struct usage
{
  long size, resident, mappings;
};

static struct usage
usage (void)
{
  struct usage u = { 0, 0, 0 };
  FILE *f = fopen ("/proc/self/status", "r");
  char line[512];

  while (f && fgets (line, sizeof line, f))
    {
      sscanf (line, "VmSize: %ld kB", &u.size);
      sscanf (line, "VmRSS: %ld kB", &u.resident);
    }
  if (f)
    fclose (f);
  f = fopen ("/proc/self/maps", "r");
  while (f && fgets (line, sizeof line, f))
    u.mappings += strchr (line, '\n') != NULL;
  if (f)
    fclose (f);
  return u;
}

static void
test (void)
{
  unsigned int nr;
  struct usage before, after;

  run (WARM);
  nr = percpu_nr_cpus ();
  before = usage ();
  run (THREADS - WARM);
  after = usage ();
  CHECK (percpu_sum (count) == THREADS, "%d threads have counted", THREADS);
  CHECK (before.resident > 0 && after.resident < before.resident + KB,
	 "%ld kB of memory, %ld before", after.resident, before.resident);
  CHECK (after.size < before.size + 16 * KB, "%ld kB of addresses, %ld before",
	 after.size, before.size);
  CHECK (after.mappings < before.mappings + 16, "%ld mappings, %ld before",
	 after.mappings, before.mappings);
  CHECK (percpu_nr_cpus () < nr + 16, "%u areas, %u before",
	 percpu_nr_cpus (), nr);
}

int
main (int argc, char **argv)
{
  return modes_run (argc, argv, test);
}
