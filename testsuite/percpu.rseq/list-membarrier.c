/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* The nodes of other CPUs are taken where the kernel has no membarrier, or no
   longer.  */

/* { dg-additional-options "-pthread" } */

#define test drain_test
#define main drain_main
#include "list-drain.c"
#undef test
#undef main
#include "no-membarrier.h"

static void
test (void)
{
  if (membarrier_refuse ())
    drain_test ();
}

int
main (int argc, char **argv)
{
  return modes_run (argc, argv, test);
}
