/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Null pointers to per-CPU data in a position-independent executable, and as a
   shared object, with the areas of CPUs and with private ones.  */

#define ANYWHERE 1
#include "../lib/modes.h"
#include "null.h"

static __attribute__ ((percpu)) unsigned long hits = 3;

static void
test (void)
{
  hits++;
  null_test ();
  CHECK (percpu_sum (hits) % 3 == 1, "the variable");
}

int
main (int argc, char **argv)
{
  return modes_run (argc, argv, test);
}
