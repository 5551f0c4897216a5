/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* An unprivileged process can lock all of its memory (mlockall) if its own
   mappings and its per-CPU data fit into the limit, however large the room for
   objects is, and with a thousand possible CPUs.  Afterwards all operations
   work.  An allocation may report that there is no memory, and a smaller one
   then succeeds.  */

/* { dg-additional-options "-pthread" } */

#include "../lib/modes.h"
#include "mlockall.h"

enum { THREADS = 4, ADDS = 1000, OBJECTS = 100, LARGE = 8 << 20,
       STACK = 64 << 10 };

PERCPU_DYNAMIC_ROOM (512ul << 20);

static __attribute__ ((percpu)) long count = 1;
static __attribute__ ((percpu)) char zeros[64 << 10];
static long __percpu *object[OBJECTS];

static void *
work (void *arg)
{
  for (int i = 0; i < ADDS; i++)
    {
      count++;
      zeros[(size_t) i * 50]++;
      ++*object[i % OBJECTS];
    }
  return arg;
}

static void
work_threads (void)
{
  pthread_t threads[THREADS];
  pthread_attr_t attributes;

  pthread_attr_init (&attributes);
  pthread_attr_setstacksize (&attributes, STACK);
  for (int i = 0; i < THREADS; i++)
    {
      int error = pthread_create (&threads[i], &attributes, work, NULL);

      CHECK (error == 0, "thread %d: %s", i, strerror (error));
    }
  for (int i = 0; i < THREADS; i++)
    pthread_join (threads[i], NULL);
}

static void
test (void)
{
  unsigned long __percpu *volatile null = NULL;
  struct percpu_stats stats;
  struct rlimit limit;
  char __percpu *large;
  long cpus = 0, all = 0;

  percpu_foreach (cpu)
    cpus++;
  count++;
  if (!mlockall_limited (mlockall_margin (sizeof zeros + 8192, 0)
			 + (THREADS + 1) * (STACK + 8192)
			 + (percpu_mode () == PERCPU_MODE_PRIVATE
			    ? mlockall_margin (sizeof zeros + 8192, THREADS)
			    : 0)))
    {
      printf ("not tried: no such limit, or privileges that stay\n");
      return;
    }
  for (int i = 0; i < OBJECTS; i++)
    CHECK ((object[i] = percpu_alloc (long)), "object %d: %s", i,
	   percpu_strerror (percpu_alloc_error ()));
  work_threads ();
  work (NULL);
  CHECK (percpu_sum (count) >= (THREADS + 1) * ADDS + 1 + cpus, "variable");
  for (int i = 0; i < OBJECTS; i++)
    all += percpu_sum (*object[i]);
  CHECK (all == (THREADS + 1) * ADDS, "objects: %ld", all);
  /* This is a part of the room, and exceeds the limit.  */
  for (int i = 0; i < 3; i++)
    {
      large = percpu_alloc_bytes (LARGE, 64);
      CHECK (!large && percpu_alloc_error () == PERCPU_ENOMEM, "a large one");
    }
  /* Here the limit is reached when some slots have more room already.  */
  getrlimit (RLIMIT_MEMLOCK, &limit);
  percpu_stats_get (&stats, sizeof stats);
  large = percpu_alloc_bytes ((limit.rlim_cur - mapped ().all) * 3 / 2
			      / (stats.cpus_used + stats.private_areas + 2),
			      64);
  CHECK (!large && percpu_alloc_error () == PERCPU_ENOMEM,
	 "a little too large a one");
  for (int i = 0; i < OBJECTS; i++)
    {
      percpu_free (object[i]);
      CHECK ((object[i] = percpu_alloc (long)), "object %d again", i);
      CHECK (percpu_sum (*object[i]) == 0, "zero");
    }
  large = percpu_alloc_bytes (56 << 10, 64);
  CHECK (large, "one for which the room grows");
  percpu_free (large);
  CHECK (FAULTS (++*null), "a null pointer");
}

int
main (int argc, char **argv)
{
  int status = modes_run (argc, argv, test);

  if (argc > 1 || status != 0)
    return status;
  setenv ("PERCPU_TEST_POSSIBLE", "0-999", 1);
  return modes_run (argc, argv, test);
}
