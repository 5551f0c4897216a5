/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* The tests of rwlock.c where the kernel has no membarrier from the start or,
   in mode `own', refuses it when there were readers before.  */

/* { dg-additional-options "-pthread" } */

#define test rwlock_test
#define main rwlock_main
#include "rwlock.c"
#undef test
#undef main
#include "no-membarrier.h"

static void
test (void)
{
  if (percpu_mode () == PERCPU_MODE_OWN)
    {
      percpu_rwlock_read_enter (&lock);
      percpu_rwlock_read_leave (&lock);
      percpu_rwlock_read_enter (&other);
      percpu_rwlock_read_leave (&other);
    }
  if (membarrier_refuse ())
    rwlock_test ();
}

int
main (int argc, char **argv)
{
  return modes_run (argc, argv, test);
}
