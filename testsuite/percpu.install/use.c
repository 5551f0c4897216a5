/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* The smallest program that uses everything that is installed.  */

#include <percpu.h>

static __attribute__ ((percpu)) unsigned long hits = 1;

int
main (void)
{
  if (percpu_bind (0) < 0)
    return 1;
  hits += 5;
  return *percpu_ptr (&hits, 0) != 6;
}
