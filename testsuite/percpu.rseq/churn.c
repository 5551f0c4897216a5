/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Threads start and end, and count until the last destructor of their
   thread-specific data.  If threads have private areas, these are reused, and
   the counts in them are kept.  */

#include "../lib/modes.h"

enum { THREADS = 4000, AT_ONCE = 4 };

static __attribute__ ((percpu)) long count;
static pthread_key_t key;

/* Called repeatedly, as long as there is a value.  */
static void
late (void *arg)
{
  uintptr_t left = (uintptr_t) arg;

  count++;
  if (left > 1)
    pthread_setspecific (key, (void *) (left - 1));
}

static void *
work (void *arg)
{
  count++;
  pthread_setspecific (key, (void *) (uintptr_t) 3);
  return arg;
}

static void
test (void)
{
  unsigned int nr = percpu_nr_cpus ();
  pthread_t threads[AT_ONCE];

  pthread_key_create (&key, late);
  for (unsigned int i = 0; i < THREADS; i += AT_ONCE)
    {
      for (unsigned int j = 0; j < AT_ONCE; j++)
	if (pthread_create (&threads[j], NULL, work, NULL) != 0)
	  exit (1);
      for (unsigned int j = 0; j < AT_ONCE; j++)
	pthread_join (threads[j], NULL);
      if (i % 400 == 0)
	CHECK (percpu_sum (count) == 4 * (i + AT_ONCE), "%ld counts",
	       percpu_sum (count));
    }
  CHECK (percpu_sum (count) == 4 * THREADS, "%ld counts", percpu_sum (count));
  if (percpu_mode () != PERCPU_MODE_PRIVATE)
    {
      CHECK (percpu_nr_cpus () == nr, "no area was made");
    }
  else
    CHECK (percpu_nr_cpus () < nr + 64, "%u areas were made",
	   percpu_nr_cpus () - nr);
  for (unsigned int i = nr; i < percpu_nr_cpus (); i++)
    {
      CHECK (percpu_cpu_possible (i) && percpu_area_base (i)
	     && percpu_ptr (&count, i), "%u is one of them", i);
      CHECK (percpu_bind (i) == PERCPU_ERANGE, "but no CPU");
    }
}

int
main (int argc, char **argv)
{
  return modes_run (argc, argv, test);
}
