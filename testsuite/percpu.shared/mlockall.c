/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* An unprivileged process locks all of its memory and then loads objects with
   per-CPU variables, which work.  If the limit leaves no memory for their
   variables, the library reports that.  */

/* { dg-shared-objects "counter-aux.c mlockall-aux.c" } */

#include "../lib/modes.h"
#include "../percpu.rseq/mlockall.h"
#include "loaded.h"

PERCPU_ROOM (8 << 20);

/* The limit allows the large object to be loaded, but not its variables for all
   CPUs.  */
enum { MORE = 3 << 19 };

static __attribute__ ((percpu)) long mine = 5;

static void
load_large (void *arg)
{
  /* A child has no locked memory yet.  */
  if (mlockall (MCL_CURRENT | MCL_FUTURE) != 0)
    _exit (1);
  mine++;
  dlopen (arg, RTLD_NOW);
}

static void
test (void)
{
  struct loaded so;
  char text[300];
  int status;

  mine++;
  if (!mlockall_limited (mlockall_margin (8192, 2) + MORE))
    {
      printf ("not tried: no such limit, or privileges that stay\n");
      return;
    }
  loaded_open (&so, "./counter-aux.so");
  CHECK (so.check () == 0, "an object");
  CHECK (percpu_sum (mine) % 5 == 1, "the program's own");
  status = child_run (load_large, "./mlockall-aux.so", text, sizeof text);
  CHECK (WIFEXITED (status) && WEXITSTATUS (status) == 127
	 && strncmp (text, "percpu: cannot make the areas larger: ", 38) == 0,
	 "too large a one: %#x %s", (unsigned int) status, text);
  CHECK (so.check () == 0, "the object is as it was");
}

int
main (int argc, char **argv)
{
  return modes_run (argc, argv, test);
}
