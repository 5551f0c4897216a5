/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* A program with locked memory, such as a real-time program, cannot return
   pages: the system refuses that.  Memory that was freed is zero nevertheless
   when it is allocated again.  */

#include "../lib/check.h"
#include <percpu.h>
#include <sys/mman.h>

struct object { long n[3]; };

enum { OBJECTS = 5000, LARGE = 20000 };

static struct object __percpu *objects[OBJECTS];
static unsigned int refused;

/* The library's calls come here.  */
int
madvise (void *address, size_t size, int advice)
{
  (void) address;
  (void) size;
  (void) advice;
  refused++;
  errno = EINVAL;
  return -1;
}

static void
round_trip (int round)
{
  static const struct object value = { { 7, 8, 9 } };
  long wrong = 0;
  char __percpu *large = percpu_alloc_bytes (LARGE, 8);

  if (!large)
    exit (1);
  percpu_foreach (cpu)
    for (int i = 0; i < LARGE; i++)
      wrong += percpu_ptr (large, cpu)[i] != 0;
  CHECK (wrong == 0, "round %d: a large object is zero: %ld bytes are not",
	 round, wrong);
  percpu_foreach (cpu)
    memset (percpu_ptr (large, cpu), 1, LARGE);
  for (int i = 0; i < OBJECTS; i++)
    {
      objects[i] = (i + round) % 3 ? percpu_alloc (struct object)
		   : percpu_alloc_value (struct object, &value);
      if (!objects[i])
	exit (1);
      wrong += (percpu_sum (objects[i]->n[1])
		!= ((i + round) % 3 ? 0 : 8 * percpu_sum (*large)));
      percpu_reset (*objects[i]);
      wrong += (percpu_sum (objects[i]->n[2])
		!= ((i + round) % 3 ? 0 : 9 * percpu_sum (*large)));
      percpu_foreach (cpu)
	memset (percpu_ptr (objects[i], cpu), 5, sizeof (struct object));
    }
  CHECK (wrong == 0, "small ones have their values: %ld do not", wrong);
  for (int i = 0; i < OBJECTS; i++)
    percpu_free (objects[i]);
  percpu_free (large);
}

int
main (void)
{
  struct percpu_stats stats;

  percpu_foreach (cpu)
    percpu_area_base (cpu);
  for (int round = 0; round < 4; round++)
    round_trip (round);
  CHECK (refused > 0, "the system has refused %u times", refused);
  percpu_stats_get (&stats, sizeof stats);
  CHECK (stats.objects == 0 && stats.objects_size == 0, "none is left");
  return 0;
}
