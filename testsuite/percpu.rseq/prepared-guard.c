/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* A program with guards has registered for the fences of membarrier.  */

#include "prepared.h"

static __attribute__ ((percpu)) long n;

int
main (void)
{
  check_prepared (EXPEDITED, "guards");
  percpu_guarded (g)
    *percpu_borrow (g, &n) = 1;
  return 0;
}
