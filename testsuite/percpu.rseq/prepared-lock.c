/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* A program with reader-writer locks has registered for the fences of
   membarrier.  */

#include "prepared.h"

static __attribute__ ((percpu)) struct percpu_rwlock lock;

int
main (void)
{
  check_prepared (EXPEDITED, "reader-writer locks");
  percpu_rwlock_read_enter (&lock);
  percpu_rwlock_read_leave (&lock);
  return 0;
}
