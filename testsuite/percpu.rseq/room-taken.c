/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* The program has a mapping of its own in the room for objects: it stays as it
   is, and allocations fail there with an error.  */

#include "../lib/modes.h"
#include <sys/mman.h>

enum { OBJECTS = 100, OBJECT = 1 << 20, PAGE = 4096 };

static __attribute__ ((percpu)) long count = 1;

static void
test (void)
{
  static char __percpu *o[OBJECTS];
  unsigned int cpu = percpu_cpu_next (0);
  struct percpu_stats stats;
  char *page;
  int n = 0;

  CHECK ((o[n++] = percpu_alloc_bytes (PAGE, PAGE)), "an object");
  page = percpu_ptr (o[0], cpu);
  page = mmap (page + (20 << 20), PAGE, PROT_READ | PROT_WRITE,
	       MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  CHECK (page != MAP_FAILED, "a mapping at %p", (void *) page);
  memset (page, 'x', PAGE);
  while (n < OBJECTS && (o[n] = percpu_alloc_bytes (OBJECT, 64)))
    {
      memset (percpu_ptr (o[n], cpu), 'y', OBJECT);
      n++;
    }
  CHECK (n > 10 && n < OBJECTS, "%d objects", n);
  CHECK (percpu_alloc_error () == PERCPU_ENOMEM
	 || percpu_alloc_error () == PERCPU_ENOROOM, "then an error: %s",
	 percpu_strerror (percpu_alloc_error ()));
  for (int i = 0; i < PAGE; i++)
    if (page[i] != 'x')
      CHECK (false, "byte %d of the mapping has changed", i);
  CHECK (percpu_stats_get (&stats, sizeof stats) == 0
	 && stats.dynamic_size <= stats.dynamic_limit, "room");
  while (n > 0)
    percpu_free (o[--n]);
  CHECK ((o[0] = percpu_alloc_bytes (OBJECT, 64)), "one again");
  count++;
}

int
main (int argc, char **argv)
{
  return modes_run (argc, argv, test);
}
