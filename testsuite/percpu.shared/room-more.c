/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* PERCPU_ROOM makes room for a large object.  If the address space does not
   suffice, there is less room, and the program works.  */

/* { dg-shared-objects "no-room-aux.c counter-aux.c" } */

#include "../lib/modes.h"
#include "loaded.h"
#include <sys/resource.h>

PERCPU_ROOM (8 << 20);

static __attribute__ ((percpu)) long mine = 5;

static void
start_limited (void *arg)
{
  struct rlimit limit = { (size_t) arg << 20, (size_t) arg << 20 };
  char *argv[] = { "room", "limited", "now", NULL };

  setrlimit (RLIMIT_AS, &limit);
  execv ("/proc/self/exe", argv);
}

/* Returns: the size to which the areas may grow.  */
static size_t
work (void)
{
  struct percpu_stats stats;
  struct loaded so;

  mine++;
  CHECK (percpu_stats_get (&stats, sizeof stats) == 0, "stats");
  loaded_open (&so, "./counter-aux.so");
  CHECK (so.check () == 0, "a small object");
  return stats.area_limit;
}

static void
test (void)
{
  unsigned int cpus = 0;
  char text[300];
  int status;

  CHECK (work () >= 8 << 20, "room for 8 megabytes");
  for (int i = 0; i < 3; i++)
    {
      void *handle = dlopen ("./no-room-aux.so", RTLD_NOW);
      void (*set) (long, char);
      char (*get) (long);

      CHECK (handle, "a large object");
      set = (void (*) (long, char)) loaded_find (handle, "large_set");
      get = (char (*) (long)) loaded_find (handle, "large_get");
      percpu_bind (percpu_cpu_next (0));
      CHECK (get ((3 << 20) - 1) == 0 && get (1 << 20) == 0, "it is zero");
      set ((3 << 20) - 1, 'x');
      set (1 << 20, 'y');
      CHECK (get ((3 << 20) - 1) == 'x' && get (1 << 20) == 'y', "written");
      percpu_unbind ();
      CHECK (dlclose (handle) == 0, "closed");
    }

  /* Less than all slots with that much room take, and enough for the other
     mappings; not enough for the areas of threads, of which there are more.  */
  if (percpu_mode () == PERCPU_MODE_PRIVATE)
    return;
  percpu_foreach (cpu)
    cpus++;
  status = child_run (start_limited, (void *) (20 + 2 * (uintptr_t) cpus),
		      text, sizeof text);
  CHECK (status == 0, "with less address space: %#x %s",
	 (unsigned int) status, text);
}

int
main (int argc, char **argv)
{
  if (argc > 2)
    {
      CHECK (work () < 8 << 20, "less room");
      return 0;
    }
  return modes_run (argc, argv, test);
}
