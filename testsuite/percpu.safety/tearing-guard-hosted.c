/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* In a program a thread may migrate within a section, so only borrowed pointers
   stay on the CPU of the guard.  */

/* { dg-require hosted } */

#include <percpu.h>

struct stats { int n; char c[24]; };
static __attribute__ ((percpu)) struct stats st;

void
f (struct stats *p)
{
  percpu_guarded (g)
    {
      *percpu_borrow (g, &st) = *p;
      st = *p;
/* { dg-warning "copy of a per-CPU object takes more than one instruction" "" { target *-*-* } .-1 } */
/* { dg-note "borrow it from a guard" "" { target *-*-* } .-2 } */
    }
}
