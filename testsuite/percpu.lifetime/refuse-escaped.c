/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Borrowed pointers in compound literals, in arrays with an unknown index, in
   volatile variables, unions and structures end with their guard.  */

#include "lifetime.h"

static __attribute__ ((percpu)) struct stats st, tab[8];
struct box { struct stats *s; int n; };
struct crate { struct box b; struct stats *v[4]; };
union both { struct stats *s; void *p; unsigned long bits; };

unsigned long
compound_literal (void)
{
  struct box *b;
  percpu_guarded (g)	/* { dg-note "has ended with its scope" } */
    b = &(struct box) { percpu_borrow (g, &st), 1 };	/* { dg-note "borrowed here" } */
  return b->s->n;
/* { dg-error "use of a pointer that was borrowed from guard 'g' after the guard has ended" "" { target *-*-* } .-1 } */
}

unsigned long
outer_literal (void)
{
  struct box *b = &(struct box) { NULL, 1 };
  percpu_guarded (g)	/* { dg-note "has ended with its scope" } */
    b->s = percpu_borrow (g, &st);	/* { dg-note "borrowed here" } */
  return b->s->n;
/* { dg-error "use of a pointer that was borrowed from guard 'g' after the guard has ended" "" { target *-*-* } .-1 } */
}

unsigned long
literal_by_value (void)
{
  struct box b;
  percpu_guarded (g)	/* { dg-note "has ended with its scope" } */
    b = (struct box) { percpu_borrow (g, &st), 1 };	/* { dg-note "borrowed here" } */
  return b.s->n;
/* { dg-error "use of a pointer that was borrowed from guard 'g' after the guard has ended" "" { target *-*-* } .-1 } */
}

unsigned long
array_literal (void)
{
  struct stats **v;
  percpu_guarded (g)	/* { dg-note "has ended with its scope" } */
    v = (struct stats *[]) { percpu_borrow (g, &st) };	/* { dg-note "borrowed here" } */
  return v[0]->n;
/* { dg-error "use of a pointer that was borrowed from guard 'g' after the guard has ended" "" { target *-*-* } .-1 } */
}

unsigned long
unknown_store (int i)
{
  struct stats *v[4];
  percpu_guarded (g)	/* { dg-note "has ended with its scope" } */
    v[i] = percpu_borrow (g, &st);	/* { dg-note "borrowed here" } */
  return v[2]->n;
/* { dg-error "use of a pointer that was borrowed from guard 'g' after the guard has ended" "" { target *-*-* } .-1 } */
}

unsigned long
unknown_load (int i)
{
  struct stats *v[4];
  percpu_guarded (g)	/* { dg-note "has ended with its scope" } */
    {
      v[0] = percpu_borrow (g, &tab[0]);
      v[1] = percpu_borrow (g, &tab[1]);	/* { dg-note "borrowed here" } */
    }
  return v[i]->n;
/* { dg-error "use of a pointer that was borrowed from guard 'g' after the guard has ended" "" { target *-*-* } .-1 } */
}

unsigned long
all_of_them (int n)
{
  struct stats *v[8];
  unsigned long sum = 0;
  percpu_guarded (g)	/* { dg-note "has ended with its scope" } */
    for (int i = 0; i < n; i++)
      v[i] = percpu_borrow (g, &tab[i]);	/* { dg-note "borrowed here" } */
  for (int i = 0; i < n; i++)
    sum += v[i]->n;
/* { dg-error "use of a pointer that was borrowed from guard 'g' after the guard has ended" "" { target *-*-* } .-1 } */
  return sum;
}

unsigned long
variable_length (int n, int i)
{
  struct stats *v[n];
  percpu_guarded (g)	/* { dg-note "has ended with its scope" } */
    v[i] = percpu_borrow (g, &st);	/* { dg-note "borrowed here" } */
  return v[i + 1]->n;
/* { dg-error "use of a pointer that was borrowed from guard 'g' after the guard has ended" "" { target *-*-* } .-1 } */
}

unsigned long
member_array (int i)
{
  struct crate c;
  percpu_guarded (g)	/* { dg-note "has ended with its scope" } */
    c.v[i] = percpu_borrow (g, &st);	/* { dg-note "borrowed here" } */
  unknown ();
  return c.v[0]->n;
/* { dg-error "use of a pointer that was borrowed from guard 'g' after the guard has ended" "" { target *-*-* } .-1 } */
}

struct stats *
array_returned (int i)
{
  struct stats *v[4] = { NULL };
  percpu_guarded (g)	/* { dg-note "has ended with its scope" } */
    v[i] = percpu_borrow (g, &st);	/* { dg-note "borrowed here" } */
  return v[i];
/* { dg-error "return of a pointer that was borrowed from guard 'g' and does not outlive it" "" { target *-*-* } .-1 } */
}

unsigned long
volatile_pointer (void)
{
  struct stats *volatile s;
  percpu_guarded (g)	/* { dg-note "has ended with its scope" } */
    s = percpu_borrow (g, &st);	/* { dg-note "borrowed here" } */
  return s->n;	/* { dg-error "use of 's', which was borrowed from guard 'g', after the guard has ended" } */
}

unsigned long
volatile_member (void)
{
  volatile struct box b;
  percpu_guarded (g)	/* { dg-note "has ended with its scope" } */
    b.s = percpu_borrow (g, &st);	/* { dg-note "borrowed here" } */
  return b.s->n;
/* { dg-error "use of a pointer that was borrowed from guard 'g' after the guard has ended" "" { target *-*-* } .-1 } */
}

unsigned long
union_member (void)
{
  union both u;
  percpu_guarded (g)	/* { dg-note "has ended with its scope" } */
    u.s = percpu_borrow (g, &st);	/* { dg-note "borrowed here" } */
  return u.s->n;
/* { dg-error "use of a pointer that was borrowed from guard 'g' after the guard has ended" "" { target *-*-* } .-1 } */
}

unsigned long
other_member (void)
{
  union both u;
  percpu_guarded (g)	/* { dg-note "has ended with its scope" } */
    u.s = percpu_borrow (g, &st);	/* { dg-note "borrowed here" } */
  return ((struct stats *) u.p)->n;
/* { dg-error "use of a pointer that was borrowed from guard 'g' after the guard has ended" "" { target *-*-* } .-1 } */
}

unsigned long
number_in_union (void)
{
  union both u;
  percpu_guarded (g)	/* { dg-note "has ended with its scope" } */
    u.p = percpu_borrow (g, &st);	/* { dg-note "borrowed here" } */
  return ((struct stats *) u.bits)->n;
/* { dg-error "use of a pointer that was borrowed from guard 'g' after the guard has ended" "" { target *-*-* } .-1 } */
}

struct box
structure_returned (void)
{
  percpu_guarded (g)	/* { dg-note "has ended with its scope" } */
    return (struct box) { percpu_borrow (g, &st), 2 };
/* { dg-note "borrowed here" "" { target *-*-* } .-1 } */
/* { dg-error "return of a pointer that was borrowed from guard 'g' and does not outlive it" "" { target *-*-* } .-2 } */
  return (struct box) { NULL, 0 };
}

union both
union_returned (struct percpu_guard *g)
{
  union both u = { percpu_borrow (*g, &st) };	/* { dg-note "borrowed here" } */
  percpu_guard_leave (g);	/* { dg-note "the guard has ended here" } */
  return u;
/* { dg-error "return of a pointer that was borrowed from guard '.g' and does not outlive it" "" { target *-*-* } .-1 } */
}

unsigned long
statement_expression (void)
{
  struct stats *s = ({
    struct percpu_guard g PERCPU_CLEANUP = percpu_guard_enter ();	/* { dg-note "has ended with its scope" } */
    percpu_borrow (g, &st);	/* { dg-note "borrowed here" } */
  });
  return s->n;	/* { dg-error "use of 's', which was borrowed from guard 'g', after the guard has ended" } */
}

unsigned long
structure_from_expression (void)
{
  struct box b = ({
    struct percpu_guard g = percpu_guard_enter ();
    struct box c = { percpu_borrow (g, &st), 3 };	/* { dg-note "borrowed here" } */
    percpu_guard_leave (&g);	/* { dg-note "the guard has ended here" } */
    c;
  });
  return b.s->n;
/* { dg-error "use of a pointer that was borrowed from guard 'g' after the guard has ended" "" { target *-*-* } .-1 } */
}
