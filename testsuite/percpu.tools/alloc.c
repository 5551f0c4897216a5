/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Threads allocate objects, count in them and free them.  All counts are
   correct, all objects are freed, and no memory is leaked or used
   uninitialised.  With an argument, the mode must be the one that it names.  */

#include "../lib/check.h"
#include <percpu.h>
#include <pthread.h>

enum { THREADS = 4, ROUNDS = 300, OBJECTS = 16 };

struct object { long n; long last[200]; };

static const struct object value = { 5, { [199] = 7 } };
static unsigned long wrong;

static void *
work (void *arg)
{
  struct object __percpu *objects[OBJECTS] = { NULL };

  for (int i = 0; i < ROUNDS; i++)
    {
      struct object __percpu **p = &objects[i % OBJECTS];
      long n, last, cpus;

      percpu_free (*p);
      *p = (i % 3 ? percpu_alloc_bytes (sizeof (struct object) * (i % 9 + 1),
					64)
	    : percpu_alloc_value (struct object, &value));
      if (!*p)
	exit (1);
      n = percpu_sum ((*p)->n);
      for (int k = 0; k < 10; k++)
	(*p)->n++;
      /* There may be more areas now.  */
      cpus = 0;
      last = percpu_sum ((*p)->last[199]);
      percpu_foreach (cpu)
	cpus++;
      if (i % 3 ? n != 0 || last != 0 || percpu_sum ((*p)->n) != 10
	  : n % 5 != 0 || last % 7 != 0 || last > 7 * cpus
	    || percpu_sum ((*p)->n) % 5 != 0)
	__atomic_fetch_add (&wrong, 1, __ATOMIC_RELAXED);
      (*p)->last[199] = 1;
      percpu_reset (**p);
      if (i % 7 == 0 && percpu_retain (*p))
	percpu_release (*p);
    }
  for (int i = 0; i < OBJECTS; i++)
    percpu_free (objects[i]);
  return arg;
}

#pragma percpu free off

int
main (int argc, char **argv)
{
  const char *mode = percpu_mode_name (percpu_mode ());
  pthread_t threads[THREADS];
  struct percpu_stats stats;

  CHECK (argc < 2 || strcmp (mode, argv[1]) == 0, "mode %s", mode);
  for (int i = 0; i < THREADS; i++)
    if (pthread_create (&threads[i], NULL, work, NULL) != 0)
      return 1;
  for (int i = 0; i < THREADS; i++)
    pthread_join (threads[i], NULL);
  percpu_stats_get (&stats, sizeof stats);
  CHECK (wrong == 0 && stats.objects == 0, "%lu wrong, %zu objects left",
	 wrong, stats.objects);
  return 0;
}
