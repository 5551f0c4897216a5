/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Two shared objects that need each other, and one that needs both: the
   constructors and destructors of each count in the others, which may not have
   been constructed yet or may already be destroyed.  */

/* { dg-shared-objects "cycle-b-aux.c cycle-a-aux.c:./cycle-b-aux.so cycle-b-aux.c:./cycle-a-aux.so cycle-c-aux.c:./cycle-a-aux.so:./cycle-b-aux.so counter-aux.c" } */

#include "../lib/modes.h"
#include "loaded.h"

static __attribute__ ((percpu)) long mine = 2;

/* Both constructors of a, b and c, on two CPUs: once each in a and in b.  */
enum { AT_START = 3 * 2 * (1 + 10) };

static void
one_round (int flags)
{
  void *handle = dlopen ("./cycle-c-aux.so", flags);
  void (*add) (long), (*a_add) (long);
  long (*a_sum) (void), (*b_sum) (void), (*c_sum) (void);
  Dl_info info;

  CHECK_QUIETLY (handle, "%s", dlerror ());
  add = loaded_find (handle, "c_add");
  a_add = loaded_find (handle, "a_add");
  a_sum = loaded_find (handle, "a_sum");
  b_sum = loaded_find (handle, "b_sum");
  c_sum = loaded_find (handle, "c_sum");
  CHECK_QUIETLY (a_sum () == AT_START, "a: %ld", a_sum ());
  CHECK_QUIETLY (b_sum () == AT_START, "b: %ld", b_sum ());
  CHECK_QUIETLY (c_sum () == 0, "c: %ld", c_sum ());
  add (5);
  a_add (7);
  CHECK_QUIETLY (a_sum () == AT_START + 7 && b_sum () == AT_START
		 && c_sum () == 5, "and on");
  CHECK_QUIETLY (dlclose (handle) == 0, "%s", dlerror ());
  CHECK_QUIETLY (!dladdr ((void *) a_add, &info), "it is still there");
  mine++;
}

static void
test (void)
{
  static const int flags[]
    = { RTLD_NOW, RTLD_LAZY, RTLD_NOW | RTLD_DEEPBIND,
	RTLD_LAZY | RTLD_GLOBAL };
  struct percpu_stats before, after;
  struct loaded so;
  long cpus = 0, more = 0;

  percpu_foreach (cpu)
    cpus++;
  mine++;
  percpu_stats_get (&before, sizeof before);
  for (int i = 0; i < 40; i++)
    one_round (flags[i % LENGTH (flags)]);
  percpu_stats_get (&after, sizeof after);
  CHECK (after.images == before.images && after.variables == before.variables,
	 "nothing is left of them");

  /* The counts of their destructors do not affect later objects.  */
  loaded_open (&so, "./counter-aux.so");
  percpu_foreach (cpu)
    more++;
  CHECK (so.check () == 0 && so.sum () == 100 * more + 1, "another object");
  percpu_reset (mine);
  CHECK (percpu_sum (mine) == 2 * more, "reset, more than %ld", cpus);
}

int
main (int argc, char **argv)
{
  return modes_run (argc, argv, test);
}
