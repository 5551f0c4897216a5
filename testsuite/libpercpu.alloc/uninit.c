/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* percpu_alloc_uninit in memory of an object that had an initial value: the new
   object has none, so percpu_reset makes it zero, and it does not get the old
   value on a CPU that is used later.  */

#include "../lib/check.h"
#include <percpu.h>
#include <stdint.h>

struct object { long n[40]; };

enum { OBJECTS = 30 };

static const struct object value = { { [0] = 1, [39] = 2 } };

int
main (void)
{
  struct object __percpu *keep, *p, *objects[OBJECTS];
  uintptr_t was[OBJECTS];
  unsigned int first, again = 0;

  if (!getenv ("PERCPU_TEST_POSSIBLE"))
    {
      setenv ("PERCPU_TEST_POSSIBLE", "0-7", 1);
      execl ("/proc/self/exe", "uninit", (char *) NULL);
    }
  first = percpu_cpu_next (0);
  keep = percpu_alloc (struct object);
  for (int i = 0; i < OBJECTS; i++)
    {
      if (!(objects[i] = percpu_alloc_value (struct object, &value)))
	return 1;
      was[i] = (uintptr_t) objects[i];
      percpu_ptr (objects[i], first)->n[0] = 3;
    }
  for (int i = 0; i < OBJECTS; i++)
    percpu_free (objects[i]);
  for (int i = 0; i < OBJECTS; i++)
    {
      if (!(p = objects[i] = percpu_alloc_uninit (struct object)))
	return 1;
      for (int k = 0; k < OBJECTS; k++)
	again += (uintptr_t) p == was[k];
      percpu_reset (*p);
      if (percpu_sum (p->n[0]) != 0 || percpu_sum (p->n[39]) != 0)
	CHECK (false, "object %d is zero after a reset", i);
      percpu_foreach (cpu)
	if (percpu_ptr (p, cpu)->n[0] != 0 || percpu_ptr (p, cpu)->n[39] != 0)
	  CHECK (false, "object %d is zero on CPU %u", i, cpu);
    }
  CHECK (again > 0, "%u of %d objects are where others were", again, OBJECTS);
  for (int i = 0; i < OBJECTS; i++)
    percpu_free (objects[i]);
  percpu_free (keep);
  return 0;
}
