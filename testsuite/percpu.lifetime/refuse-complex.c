/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* A function with 2^16 different paths: the checker says that it did not check
   all of them.  */

#include "lifetime.h"

static __attribute__ ((percpu)) struct stats st;

#define EACH(what) \
  what (0) what (1) what (2) what (3) what (4) what (5) what (6) what (7) \
  what (8) what (9) what (10) what (11) what (12) what (13) what (14) what (15)

/* { dg-warning "'too_many' is too complex: lifetimes are not checked on all of its paths" "" { target *-*-* } .+3 } */
/* { dg-note "split it into functions that have guards or per-CPU objects of their own" "" { target *-*-* } .+2 } */
void
too_many (const int *v)
{
#define PARAMETER(i) int v##i = v[i];
  EACH (PARAMETER)
#define FIRST(i) if (v##i) unknown ();
  EACH (FIRST)
  percpu_guarded (g)
    percpu_borrow (g, &st)->n++;
  EACH (FIRST)
}

/* The same number of objects, but no later condition tests them.  */
void
not_too_many (const int *v)
{
  EACH (PARAMETER)
  EACH (FIRST)
  percpu_guarded (g)
    percpu_borrow (g, &st)->n++;
}

#pragma percpu push
#pragma percpu complex off
void
nothing_said (const int *v)
{
  EACH (PARAMETER)
  EACH (FIRST)
  percpu_guarded (g)
    percpu_borrow (g, &st)->n++;
  EACH (FIRST)
}
#pragma percpu pop
