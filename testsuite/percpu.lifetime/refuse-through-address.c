/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Borrowed pointers that are stored in a local structure through its address,
   also if no statement names the member: they end with their guard.  */

#include "lifetime.h"

static __attribute__ ((percpu)) struct stats st;
struct box { struct stats *s; int n; };
struct second { int n; struct stats *s; };
struct outer { int n; struct second in; };

unsigned long
set_to_zero (void)
{
  struct box c = { }, *b = &c;
  percpu_guarded (g)	/* { dg-note "has ended with its scope" } */
    b->s = percpu_borrow (g, &st);	/* { dg-note "borrowed here" } */
  return b->s->n;
/* { dg-error "use of a pointer that was borrowed from guard 'g' after the guard has ended" "" { target *-*-* } .-1 } */
}

unsigned long
not_set (void)
{
  struct second c, *b = &c;
  percpu_guarded (g)	/* { dg-note "has ended with its scope" } */
    b->s = percpu_borrow (g, &st);	/* { dg-note "borrowed here" } */
  return b->s->n;
/* { dg-error "use of a pointer that was borrowed from guard 'g' after the guard has ended" "" { target *-*-* } .-1 } */
}

unsigned long
literal (void)
{
  struct box *b = &(struct box) { NULL, 0 };
  struct percpu_guard g = percpu_guard_enter ();
  b->s = percpu_borrow (g, &st);	/* { dg-note "borrowed here" } */
  percpu_guard_leave (&g);	/* { dg-note "the guard has ended here" } */
  return b->s->n;
/* { dg-error "use of a pointer that was borrowed from guard 'g' after the guard has ended" "" { target *-*-* } .-1 } */
}

unsigned long
nested (void)
{
  struct outer c = { 0 }, *o = &c;
  percpu_guarded (g)	/* { dg-note "has ended with its scope" } */
    o->in.s = percpu_borrow (g, &st);	/* { dg-note "borrowed here" } */
  return o->in.s->n;
/* { dg-error "use of a pointer that was borrowed from guard 'g' after the guard has ended" "" { target *-*-* } .-1 } */
}

unsigned long
loaded_by_name (void)
{
  struct box c = { }, *b = &c;
  percpu_guarded (g)	/* { dg-note "has ended with its scope" } */
    b->s = percpu_borrow (g, &st);	/* { dg-note "borrowed here" } */
  return c.s->n;
/* { dg-error "use of a pointer that was borrowed from guard 'g' after the guard has ended" "" { target *-*-* } .-1 } */
}

/* Another object is stored before the use.  */

unsigned long
replaced (struct stats *other)
{
  struct box c = { }, *b = &c;
  unsigned long n = 0;
  percpu_guarded (g)
    {
      b->s = percpu_borrow (g, &st);
      n += b->s->n;
    }
  b->s = other;
  return n + b->s->n;
}
