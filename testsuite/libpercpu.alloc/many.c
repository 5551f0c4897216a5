/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* 35,000 objects of random sizes and alignments: each is aligned, zero on every
   CPU and disjoint from the others.  They are freed in random order, and all
   memory is free again.  This is done twice, the second time in used
   memory.  */

#include "../lib/check.h"
#include <percpu.h>
#include <stdint.h>

enum { OBJECTS = 35000 };

static struct object
{
  char __percpu *p;
  size_t size, align;
} objects[OBJECTS];

static uint64_t seed = 42;

static unsigned int
number (unsigned int below)
{
  seed = seed * 6364136223846793005u + 1442695040888963407u;
  return (unsigned int) (seed >> 33) % below;
}

static int
by_address (const void *a, const void *b)
{
  uintptr_t x = (uintptr_t) ((const struct object *) a)->p;
  uintptr_t y = (uintptr_t) ((const struct object *) b)->p;

  return (x > y) - (x < y);
}

static void
round_trip (void)
{
  unsigned long wrong = 0;
  struct percpu_stats before, full, after;

  percpu_stats_get (&before, sizeof before);
  for (int i = 0; i < OBJECTS; i++)
    {
      objects[i].size = 1 + number (1024);
      objects[i].align = (size_t) 2 << number (11);
      objects[i].p = percpu_alloc_bytes (objects[i].size, objects[i].align);
      if (!objects[i].p)
	{
	  CHECK (false, "object %d: %s", i,
		 percpu_strerror (percpu_alloc_error ()));
	}
      wrong += (uintptr_t) objects[i].p % objects[i].align != 0;
      percpu_foreach (cpu)
	{
	  char *q = percpu_ptr (objects[i].p, cpu);
	  for (size_t k = 0; k < objects[i].size; k++)
	    wrong += q[k] != 0;
	  memset (q, 1 + i % 100 + (int) cpu, objects[i].size);
	}
    }
  CHECK (wrong == 0, "aligned and zero: %lu are not", wrong);
  percpu_stats_get (&full, sizeof full);
  CHECK (full.objects == before.objects + OBJECTS, "%zu objects",
	 full.objects);

  for (int i = 0; i < OBJECTS; i++)
    percpu_foreach (cpu)
      {
	char *q = percpu_ptr (objects[i].p, cpu);
	for (size_t k = 0; k < objects[i].size; k++)
	  wrong += q[k] != (char) (1 + i % 100 + (int) cpu);
      }
  CHECK (wrong == 0, "each holds its own: %lu bytes do not", wrong);

  qsort (objects, OBJECTS, sizeof objects[0], by_address);
  for (int i = 1; i < OBJECTS; i++)
    wrong += ((uintptr_t) objects[i - 1].p + objects[i - 1].size
	      > (uintptr_t) objects[i].p);
  CHECK (wrong == 0, "no overlap");

  for (int i = OBJECTS; i > 0; i--)
    {
      int k = (int) number ((unsigned int) i);
      char __percpu *p = objects[k].p;

      objects[k].p = objects[i - 1].p;
      percpu_free (p);
    }
  percpu_stats_get (&after, sizeof after);
  CHECK (after.objects == before.objects
	 && after.objects_size == before.objects_size, "none is left");
  CHECK (full.resident > full.objects_size, "%zu bytes resident",
	 full.resident);
  CHECK (after.resident < before.resident + full.objects_size / 16,
	 "memory is back: %zu bytes resident", after.resident);
  CHECK (after.dynamic_free > after.dynamic_size * 8 / 10,
	 "%zu of %zu bytes of room free", after.dynamic_free,
	 after.dynamic_size);
}

int
main (void)
{
  round_trip ();
  round_trip ();
  return 0;
}
