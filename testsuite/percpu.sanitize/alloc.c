/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Threads allocate objects, count in them and free them.  Heap memory that only
   an instance of an object points to is not a leak.  Dynamic per-CPU objects
   are not heap memory.  */

/* { dg-do run } */
/* { dg-additional-options "-pthread" } */

#include "../lib/check.h"
#include <percpu.h>
#include <pthread.h>

enum { THREADS = 4, ROUNDS = 400, OBJECTS = 16 };

struct object { long n; void *memory; char rest[1000]; };

static const struct object value = { .n = 5 };
static struct object __percpu *kept;

static void *
work (void *arg)
{
  struct object __percpu *objects[OBJECTS] = { NULL };

  for (int i = 0; i < ROUNDS; i++)
    {
      struct object __percpu **p = &objects[i % OBJECTS];

      percpu_free (*p);
      *p = (i % 3 ? percpu_alloc_bytes (sizeof (struct object) * (i % 9 + 1),
					64)
	    : percpu_alloc_value (struct object, &value));
      if (!*p)
	return arg;
      for (int k = 0; k < 10; k++)
	(*p)->n++;
      percpu_foreach (cpu)
	memset (percpu_ptr (*p, cpu)->rest, i,
		sizeof ((struct object *) 0)->rest);
      percpu_reset ((*p)->n);
    }
  for (int i = 0; i < OBJECTS; i++)
    percpu_free (objects[i]);
  return NULL;
}

int
main (void)
{
  pthread_t threads[THREADS];
  struct percpu_stats stats;
  unsigned long failed = 0;

  kept = percpu_alloc (struct object);
  if (!kept)
    return 1;
  percpu_foreach (cpu)
    percpu_ptr (kept, cpu)->memory = malloc (1000);
  for (int i = 0; i < THREADS; i++)
    pthread_create (&threads[i], NULL, work, threads);
  for (int i = 0; i < THREADS; i++)
    {
      void *result;

      pthread_join (threads[i], &result);
      failed += result != NULL;
    }
  percpu_stats_get (&stats, sizeof stats);
  CHECK (failed == 0 && stats.objects == 1, "one object is left");
  return 0;
}
