/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* An example of the chapter "From Rust to C" of the manual: percpu_borrow
   already returns the address of one instance.  */

#include "lifetime.h"

static __attribute__ ((percpu)) struct stats stats;

void
translated_twice (void)
{
  percpu_guarded (g)
    {
      struct stats *s = percpu_borrow (g, &stats);
      percpu_borrow (g, s)->n++;
/* { dg-note "a plain pointer is already the address of one instance; use it directly" "" { target *-*-* } .-1 } */
/* { dg-error "argument of type 'struct stats .' is not a pointer to per-CPU data" "" { target *-*-* } .-2 } */
    }
}
