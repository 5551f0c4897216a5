/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Copies of a guard are one guard, which ends once.  */

#include "lifetime.h"

static __attribute__ ((percpu)) struct stats st;

void
left_by_both (void)
{
  struct percpu_guard g = percpu_guard_enter ();
  struct percpu_guard h = g;
  percpu_guard_leave (&g);	/* { dg-note "left here first" } */
  percpu_guard_leave (&h);	/* { dg-error "guard 'h' is left twice" } */
}

void
left_by_the_scope_too (void)
{
  struct percpu_guard g PERCPU_CLEANUP = percpu_guard_enter ();	/* { dg-error "guard 'h' is left twice" } */
  struct percpu_guard h = g;
  percpu_guard_leave (&h);	/* { dg-note "left here first" } */
}

unsigned long
used_after_the_other (void)
{
  unsigned long n;
  struct percpu_guard g = percpu_guard_enter ();
  struct stats *s = percpu_borrow (g, &st);	/* { dg-note "borrowed here" } */
  struct percpu_guard h = g;
  percpu_guard_leave (&h);	/* { dg-note "the guard has ended here" } */
  n = s->n;	/* { dg-error "use of 's', which was borrowed from guard 'h', after the guard has ended" } */
  return n;
}

void
kept (void)
{
  struct percpu_guard h;	/* { dg-note "declare it with 'PERCPU_CLEANUP'" } */
  struct percpu_guard g = percpu_guard_enter ();	/* { dg-note "entered here" } */
  percpu_borrow (g, &st)->n++;
  h = g;
  percpu_borrow (h, &st)->n++;
}	/* { dg-error "guard 'h' is still held on return" } */
