/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* A hundred objects on a machine with a thousand CPUs: only CPUs that write to
   them have memory for them, also when objects are freed and allocated again.
   More objects do not lead to more mappings.  */

#include "../lib/check.h"
#include <percpu.h>

struct object { long n[64]; };

enum { OBJECTS = 100, MORE = 5000 };

static struct object __percpu *objects[MORE];

static int
mappings (void)
{
  FILE *f = fopen ("/proc/self/maps", "r");
  int c, lines = 0;

  while ((c = getc (f)) != EOF)
    lines += c == '\n';
  fclose (f);
  return lines;
}

static void
all (int n)
{
  for (int i = 0; i < n; i++)
    if (!(objects[i] = percpu_alloc (struct object)))
      exit (1);
}

static void
none (int n)
{
  for (int i = 0; i < n; i++)
    percpu_free (objects[i]);
}

int
main (void)
{
  struct percpu_stats before, now;
  size_t one, page = (size_t) sysconf (_SC_PAGESIZE);
  int maps;

  if (!getenv ("PERCPU_TEST_POSSIBLE"))
    {
      setenv ("PERCPU_TEST_POSSIBLE", "0-1023", 1);
      execl ("/proc/self/exe", "clean", (char *) NULL);
    }
  /* Make all areas, which takes a page each for the library.  */
  percpu_foreach (cpu)
    percpu_area_base (cpu);
  percpu_stats_get (&before, sizeof before);
  if (before.resident == SIZE_MAX)
    {
      printf ("the system does not tell what is resident\n");
      return 0;
    }
  all (OBJECTS);
  percpu_stats_get (&now, sizeof now);
  CHECK (now.cpus == 1024 && now.cpus_used == 1024, "1024 CPUs");
  CHECK (now.resident == before.resident, "allocated: %zu bytes more",
	 now.resident - before.resident);
  for (int i = 0; i < OBJECTS; i++)
    CHECK (percpu_sum (objects[i]->n[i % 64]) == 0, "object %d is zero", i);
  percpu_stats_get (&now, sizeof now);
  CHECK (now.resident == before.resident, "read: %zu bytes more",
	 now.resident - before.resident);

  for (int i = 0; i < OBJECTS; i++)
    percpu_ptr (objects[i], 500)->n[0] = 1;
  percpu_stats_get (&now, sizeof now);
  one = now.resident - before.resident;
  CHECK (one > 0 && one <= OBJECTS * sizeof (struct object) * 5 / 4 + page,
	 "written on one CPU: %zu bytes more", one);
  CHECK (percpu_area_resident (500) >= one
	 && percpu_area_resident (501) <= percpu_area_resident (500) - one,
	 "on that CPU");

  /* One object that keeps the pages, and all others once more.  */
  none (OBJECTS - 1);
  all (OBJECTS - 1);
  CHECK (percpu_sum (objects[3]->n[0]) == 0, "zero again");
  percpu_stats_get (&now, sizeof now);
  CHECK (now.resident <= before.resident + one,
	 "allocated again: %zu bytes more", now.resident - before.resident);
  none (OBJECTS);

  all (OBJECTS);
  maps = mappings ();
  none (OBJECTS);
  all (MORE);
  CHECK (mappings () <= maps + 4, "%d mappings, %d with %d objects", maps,
	 mappings (), MORE);
  none (MORE);
  percpu_stats_get (&now, sizeof now);
  CHECK (now.resident <= before.resident + one, "freed: %zu bytes more",
	 now.resident - before.resident);
  return 0;
}
