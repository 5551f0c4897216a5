/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* The storm of guard.c where the kernel has no membarrier from the start, and
   where it is refused later.  */

/* { dg-additional-options "-pthread" } */

#define test storm
#define main guard_main
#include "guard.c"
#include "no-membarrier.h"
#undef test
#undef main

static void
test (void)
{
  if (membarrier_refuse ())
    storm ();
}

int
main (int argc, char **argv)
{
  return modes_run (argc, argv, test);
}
