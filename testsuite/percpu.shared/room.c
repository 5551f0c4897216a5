/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* An object with more variables than there is room for ends the program with a
   message.  */

/* { dg-shared-objects "no-room-aux.c counter-aux.c" } */

#include "../lib/modes.h"
#include "loaded.h"

static __attribute__ ((percpu)) long mine = 5;

static void
load_large (void *arg)
{
  mine++;
  dlopen (arg, RTLD_NOW);
}

static void
test (void)
{
  struct percpu_stats stats;
  struct loaded so;
  char text[300], expected[120];
  int status;

  /* With or without an object loaded before it.  */
  for (int i = 0; i < 2; i++)
    {
      status = child_run (load_large, "./no-room-aux.so", text, sizeof text);
      CHECK (WIFEXITED (status) && WEXITSTATUS (status) == 127,
	     "status %#x", (unsigned int) status);
      snprintf (expected, sizeof expected, "percpu: no room for %d bytes of"
		" per-CPU variables (of ", 3 << 20);
      CHECK (strncmp (text, expected, strlen (expected)) == 0
	     && strstr (text, " that PERCPU_ROOM has set aside)\n"),
	     "it says: %s", text);
      CHECK (percpu_stats_get (&stats, sizeof stats) == 0
	     && stats.area_limit < 3 << 20, "limit %zu", stats.area_limit);
      loaded_open (&so, "./counter-aux.so");
      CHECK (so.check () == 0, "a small one fits");
    }
}

int
main (int argc, char **argv)
{
  return modes_run (argc, argv, test);
}
