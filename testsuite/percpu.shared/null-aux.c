/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* What null.c links with: it alone has per-CPU variables.  */

#define ANYWHERE 1
#include "../percpu.rseq/modes.h"
#include "../percpu.rseq/null.h"

static __attribute__ ((percpu)) unsigned long hits = 3;

int object_run (int argc, char **argv);

static void
test (void)
{
  hits++;
  null_test ();
  CHECK (percpu_sum (hits) % 3 == 1, "the variable");
}

int
object_run (int argc, char **argv)
{
  return modes_run (argc, argv, test);
}
