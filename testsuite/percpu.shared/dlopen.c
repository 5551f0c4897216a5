/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* A shared object with per-CPU variables is loaded and unloaded repeatedly.
   Each time, its variables have their initial values.  */

/* { dg-shared-objects "counter-aux.c" } */

#include "../lib/modes.h"
#include "loaded.h"

static __attribute__ ((percpu)) long mine = 5;

static void
test (void)
{
  size_t size = 0;
  uintptr_t first = 0;
  bool same = true;

  for (int i = 0; i < 200; i++)
    {
      struct loaded so;
      uintptr_t where;
      long cpus = 0, more;

      mine += 2;
      loaded_open (&so, "./counter-aux.so");
      mine += 2;
      percpu_foreach (cpu)
	cpus++;
      CHECK_QUIETLY (so.check () == 0, "addresses and values");
      CHECK_QUIETLY (so.sum () == 100 * cpus + 1, "initial values");
      CHECK_QUIETLY (so.members () == 6 * cpus, "of members");
      so.add (1000);
      more = 0;
      percpu_foreach (cpu)
	more++;
      CHECK_QUIETLY (so.sum () == 100 * more + 1001, "it counts");
      so.reset ();
      CHECK_QUIETLY (so.sum () == 100 * more, "reset");
      so.add (30);
      where = (uintptr_t) so.address ();
      if (i == 0)
	{
	  first = where;
	  size = percpu_area_size ();
	}
      same &= where == first;
      loaded_close (&so);
    }
  CHECK (same, "its place is used again");
  CHECK (percpu_area_size () == size, "and the areas do not grow");
  CHECK (percpu_sum (mine) >= 800, "the program's own are as they were");
}

int
main (int argc, char **argv)
{
  return modes_run (argc, argv, test);
}
