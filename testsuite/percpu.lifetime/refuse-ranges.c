/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Ownership depends on a number in a range, and the ranges of the conditions
   differ.

   { dg-options "-Wno-maybe-uninitialized" } */

#include "lifetime.h"

static __attribute__ ((percpu)) struct stats st;

void
range_1 (int n)
{
  struct percpu_guard g;	/* { dg-note "declare it with 'PERCPU_CLEANUP'" } */
  switch (n)
    {
    case 1 ... 5:
      g = percpu_guard_enter ();	/* { dg-note "entered here" } */
      break;
    default:
      break;
    }
  unknown ();
  if (n < 1 || n > 4)
    return;
  percpu_borrow (g, &st)->n++;
  percpu_guard_leave (&g);
}	/* { dg-error "guard 'g' is still held on return" } */

void
range_2 (int n)
{
  struct stats __percpu *p = NULL;
  if (n >= 1 && n <= 5)
    p = stats_new ();	/* { dg-note "allocated here" } */
  unknown ();
  switch (n)
    {
    case 2 ... 5:
      stats_free (p);
      break;
    default:
      break;
    }
}	/* { dg-warning "per-CPU object 'p' is not freed on some path" } */

void
range_3 (unsigned int n)
{
  struct percpu_guard g;
  switch (n)
    {
    case 10 ... 19:
      g = percpu_guard_enter ();
    }
  unknown ();
  if (n >= 10)
    percpu_guard_leave (&g);	/* { dg-error "guard 'g' is left but was not entered" } */
}

void
range_4 (int n)
{
  struct stats __percpu *p = stats_new ();	/* { dg-note "allocated here" } */
  if (n >= 2 && n < 7)
    stats_free (p);	/* { dg-note "freed here" } */
  unknown ();
  if (n < 2 || n >= 8)
    {
      /* The condition is not tested a second time.  */
      stats_free (p);
      return;
    }
  p->n++;	/* { dg-error "use of per-CPU object 'p' after it was freed" } */
/* { dg-warning "is not freed on some path" "" { target *-*-* } .+1 } */
}
