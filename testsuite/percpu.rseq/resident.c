/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* The resident memory of each area, also of the first private one: the pages
   that were written are counted.  */

/* { dg-additional-options "-pthread" } */

#include "../lib/modes.h"

enum { THREADS = 3, SIZE = 1 << 20 };

static __attribute__ ((percpu)) char large[SIZE];
static pthread_barrier_t barrier;

static void *
work (void *arg)
{
  for (int i = 0; i < SIZE; i += 4096)
    large[i] = 1;
  pthread_barrier_wait (&barrier);
  pthread_barrier_wait (&barrier);
  return arg;
}

static void
test (void)
{
  pthread_t threads[THREADS];
  struct percpu_stats stats;
  size_t written = 0;

  pthread_barrier_init (&barrier, NULL, THREADS + 1);
  for (int i = 0; i < THREADS; i++)
    pthread_create (&threads[i], NULL, work, NULL);
  pthread_barrier_wait (&barrier);
  percpu_stats_get (&stats, sizeof stats);
  percpu_foreach (cpu)
    {
      size_t resident = percpu_area_resident (cpu), mine = 0;

      for (int i = 0; i < SIZE; i += 4096)
	mine += *percpu_ptr (&large[i], cpu) ? 4096 : 0;
      if (resident == SIZE_MAX)
	{
	  printf ("not tried: the system does not tell\n");
	  return;
	}
      written += mine;
      CHECK (resident >= mine, "area %u: %zu bytes, of which %zu were written",
	     cpu, resident, mine);
    }
  CHECK (written >= SIZE, "%zu bytes were written", written);
  CHECK (stats.resident >= written, "all areas: %zu bytes", stats.resident);
  CHECK (stats.private_areas == 0 || written >= THREADS * SIZE,
	 "%u private areas", stats.private_areas);
  pthread_barrier_wait (&barrier);
  for (int i = 0; i < THREADS; i++)
    pthread_join (threads[i], NULL);
}

int
main (int argc, char **argv)
{
  return modes_run (argc, argv, test);
}
