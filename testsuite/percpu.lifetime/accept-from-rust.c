/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* The example of the manual's chapter "From Rust to C" that is right, and that
   of a pragma.

   { dg-options "-Wall -Wextra" } */

#include "lifetime.h"

static __attribute__ ((percpu)) struct stats stats;

unsigned long
count (unsigned int bytes)
{
  percpu_guarded (g)
    {
      struct stats *s = percpu_borrow (g, &stats);
      s->n++;
      s->m += bytes;
      return s->m;
    }
  return 0;
}

#pragma percpu push
#pragma percpu leak off
int
kept_for_ever (void)
{
  struct stats __percpu *p = stats_new ();
  return p ? 0 : -1;
}
#pragma percpu pop
