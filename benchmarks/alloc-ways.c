/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Ways to allocate and release memory.  One object of each size remains
   allocated, as in a program that has others, so that no allocator returns all
   memory to the system each time.  */

#include "alloc.h"
#include <percpu.h>
#include <stdio.h>
#include <stdlib.h>

/* Hide from the compiler that P is not used.  */
#define USED(p) __asm__ volatile ("" : : "r" (p) : "memory")

#define LOOP(name, size, allocate, release)				\
  static void __attribute__ ((noipa, aligned (64)))			\
  name##_##size (unsigned long rounds)					\
  {									\
    do									\
      {									\
	void *p = allocate (size);					\
									\
	if (!p)								\
	  abort ();							\
	USED (p);							\
	release (p);							\
      }									\
    while (--rounds != 0);						\
  }

#define PERCPU_LOOP(size)						\
  static void __attribute__ ((noipa, aligned (64)))			\
  percpu_##size (unsigned long rounds)					\
  {									\
    do									\
      {									\
	char __percpu *p = percpu_alloc_bytes (size, 8);		\
									\
	if (!p)								\
	  abort ();							\
	percpu_free (p);						\
      }									\
    while (--rounds != 0);						\
  }

#define CALLOC(size) calloc (1, size)

#define LOOPS(size)							\
  PERCPU_LOOP (size)							\
  LOOP (malloc, size, malloc, free)					\
  LOOP (calloc, size, CALLOC, free)

#define WAYS(size)							\
  { "percpu_alloc", size, percpu_##size },				\
  { "malloc", size, malloc_##size },					\
  { "calloc", size, calloc_##size }

LOOPS (8)
LOOPS (64)
LOOPS (512)
LOOPS (8192)

const struct alloc_way alloc_ways[] =
{
  WAYS (8), WAYS (64), WAYS (512), WAYS (8192)
};

const unsigned int alloc_ways_nr = sizeof alloc_ways / sizeof *alloc_ways;

static char __percpu *kept[sizeof alloc_ways / sizeof *alloc_ways];

void
alloc_open (void)
{
  percpu_foreach (cpu)
    percpu_area_base (cpu);
  for (unsigned int i = 0; i < alloc_ways_nr; i++)
    {
      kept[i] = percpu_alloc_bytes (alloc_ways[i].size, 8);
      if (!kept[i] || !malloc (alloc_ways[i].size))
	abort ();
    }
}

static unsigned int
mappings (void)
{
  FILE *f = fopen ("/proc/self/maps", "r");
  unsigned int lines = 0;
  int c;

  if (!f)
    return 0;
  while ((c = getc (f)) != EOF)
    lines += c == '\n';
  fclose (f);
  return lines;
}

bool
alloc_footprint (struct alloc_footprint *footprint)
{
  enum { OBJECTS = 100 };
  struct object { char bytes[512]; };
  static struct object __percpu *objects[OBJECTS];
  struct percpu_stats before, now;

  percpu_foreach (cpu)
    percpu_area_base (cpu);
  footprint->mappings_before = mappings ();
  percpu_stats_get (&before, sizeof before);
  for (int i = 0; i < OBJECTS; i++)
    {
      if (!(objects[i] = percpu_alloc (struct object)))
	return false;
      for (size_t k = 0; k < sizeof (struct object); k++)
	percpu_ptr (objects[i], percpu_cpu_next (0))->bytes[k] = 1;
    }
  percpu_stats_get (&now, sizeof now);
  footprint->cpus = now.cpus;
  footprint->written = OBJECTS * sizeof (struct object);
  footprint->resident = now.resident - before.resident;
  footprint->mappings = mappings ();
  return before.resident != SIZE_MAX && footprint->mappings_before != 0;
}
