/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Guards that are part of structures and arrays, in static storage, on the heap
   or behind parameters: pointers that were borrowed from them end with
   them.  */

#include "lifetime.h"

static __attribute__ ((percpu)) struct stats st;
struct holder { int kind; struct percpu_guard g; };
struct outer { struct holder h; struct holder v[2]; };
union either { struct percpu_guard g; long pad[4]; };

unsigned long
member (void)
{
  struct holder h;
  h.g = percpu_guard_enter ();
  struct stats *s = percpu_borrow (h.g, &st);	/* { dg-note "borrowed here" } */
  percpu_guard_leave (&h.g);	/* { dg-note "the guard has ended here" } */
  return s->n;	/* { dg-error "use of 's', which was borrowed from guard 'h.g', after the guard has ended" } */
}

void
twice_in_initialiser (void)
{
  struct holder h = { 1, percpu_guard_enter () };
  percpu_guard_leave (&h.g);	/* { dg-note "left here first" } */
  percpu_guard_leave (&h.g);	/* { dg-error "guard 'h.g' is left twice" } */
}

int
held_on_some_path (int c)
{
  struct outer o;
  o.v[1].g = percpu_guard_enter ();	/* { dg-note "entered here" } */
  if (c)
    return 1;
/* { dg-error "guard 'o.v.1..g' is still held on return" "" { target *-*-* } .-1 } */
/* { dg-note "leave it first, or pass on the structure" "" { target *-*-* } .-2 } */
  percpu_guard_leave (&o.v[1].g);
  return 0;
}

unsigned long
constant_element (void)
{
  struct percpu_guard v[2];
  v[0] = percpu_guard_enter ();
  v[1] = percpu_guard_enter ();
  struct stats *s = percpu_borrow (v[1], &st);	/* { dg-note "borrowed here" } */
  percpu_guard_leave (&v[1]);	/* { dg-note "the guard has ended here" } */
  unsigned long n = s->n;	/* { dg-error "use of 's', which was borrowed from guard 'v.1.', after the guard has ended" } */
  percpu_guard_leave (&v[0]);
  return n;
}

unsigned long
unknown_element (int i)
{
  struct percpu_guard v[4];
  v[i] = percpu_guard_enter ();
  struct stats *s = percpu_borrow (v[i], &st);	/* { dg-note "borrowed here" } */
  percpu_guard_leave (&v[i]);	/* { dg-note "the guard has ended here" } */
  return s->n;	/* { dg-error "use of 's', which was borrowed from guard 'v.i.', after the guard has ended" } */
}

unsigned long
union_member (void)
{
  union either u;
  u.g = percpu_guard_enter ();
  struct stats *s = percpu_borrow (u.g, &st);	/* { dg-note "borrowed here" } */
  percpu_guard_leave (&u.g);	/* { dg-note "the guard has ended here" } */
  return s->n;	/* { dg-error "use of 's', which was borrowed from guard 'u.g', after" } */
}

unsigned long
by_pointer_to_local (void)
{
  struct holder h, *p = &h;
  p->g = percpu_guard_enter ();
  struct stats *s = percpu_borrow (h.g, &st);	/* { dg-note "borrowed here" } */
  struct percpu_guard *q = &p->g;
  percpu_guard_leave (q);	/* { dg-note "the guard has ended here" } */
  return s->n;	/* { dg-error "use of 's', which was borrowed from guard 'h.g', after" } */
}

unsigned long
parameter (struct percpu_guard *g)
{
  struct stats *s = percpu_borrow (*g, &st);	/* { dg-note "borrowed here" } */
  percpu_guard_leave (g);	/* { dg-note "the guard has ended here" } */
  return s->n;	/* { dg-error "use of 's', which was borrowed from guard '.g', after" } */
}

void
parameter_twice (struct percpu_guard *g)
{
  percpu_guard_leave (g);	/* { dg-note "left here first" } */
  percpu_guard_leave (g);	/* { dg-error "guard '.g' is left twice" } */
}

void
parameter_borrow (struct holder *c)
{
  percpu_guard_leave (&c->g);	/* { dg-note "the guard has ended here" } */
  percpu_borrow (c->g, &st)->n++;	/* { dg-error "borrow from guard 'c->g' after it has ended" } */
}

void
parameter_entered (struct holder *c)
{
  c->g = percpu_guard_enter ();	/* { dg-note "entered here" } */
  c->g = percpu_guard_enter ();	/* { dg-error "guard 'c->g' is entered again while it is held" } */
}

struct stats *
parameter_returned (struct outer *o)
{
  struct stats *s = percpu_borrow (o->h.g, &st);	/* { dg-note "borrowed here" } */
  percpu_guard_leave (&o->h.g);	/* { dg-note "the guard has ended here" } */
  return s;	/* { dg-error "return of 's', which was borrowed from guard 'o->h.g' and does not outlive it" } */
}

unsigned long
parameter_element (struct percpu_guard *a, int i)
{
  struct stats *s = percpu_borrow (a[i], &st);	/* { dg-note "borrowed here" } */
  percpu_guard_leave (&a[i]);	/* { dg-note "the guard has ended here" } */
  return s->n;	/* { dg-error "use of 's', which was borrowed from guard 'a.....', after" } */
}

unsigned long
parameter_copy (struct holder *c)
{
  struct holder *d = c;
  struct stats *s = percpu_borrow (c->g, &st);	/* { dg-note "borrowed here" } */
  percpu_guard_leave (&d->g);	/* { dg-note "the guard has ended here" } */
  return s->n;	/* { dg-error "use of 's', which was borrowed from guard 'c->g', after" } */
}

static struct percpu_guard at_file_scope;

unsigned long
static_guard (void)
{
  at_file_scope = percpu_guard_enter ();
  struct stats *s = percpu_borrow (at_file_scope, &st);	/* { dg-note "borrowed here" } */
  percpu_guard_leave (&at_file_scope);	/* { dg-note "the guard has ended here" } */
  return s->n;	/* { dg-error "use of 's', which was borrowed from guard 'at_file_scope', after" } */
}

unsigned long
static_in_function (void)
{
  static struct holder h;
  h.g = percpu_guard_enter ();
  struct stats *s = percpu_borrow (h.g, &st);	/* { dg-note "borrowed here" } */
  percpu_guard_leave (&h.g);	/* { dg-note "the guard has ended here" } */
  return s->n;	/* { dg-error "use of 's', which was borrowed from guard 'h.g', after" } */
}

unsigned long
on_heap (void)
{
  struct holder *h = malloc (sizeof *h);
  if (!h)
    return 0;
  h->g = percpu_guard_enter ();
  struct stats *s = percpu_borrow (h->g, &st);	/* { dg-note "borrowed here" } */
  percpu_guard_leave (&h->g);	/* { dg-note "the guard has ended here" } */
  unsigned long n = s->n;	/* { dg-error "use of 's', which was borrowed from guard 'h->g', after" } */
  free (h);
  return n;
}

void
heap_freed (void)
{
  struct holder *h = malloc (sizeof *h);
  if (!h)
    return;
  h->g = percpu_guard_enter ();	/* { dg-note "entered here" } */
  percpu_borrow (h->g, &st)->n++;
  free (h);	/* { dg-error "guard 'h->g' is still held when its memory is freed" } */
}

unsigned long
moved_with_structure (void)
{
  struct holder a = { 0, percpu_guard_enter () }, b;
  struct stats *s = percpu_borrow (a.g, &st);	/* { dg-note "borrowed here" } */
  b = a;
  percpu_guard_leave (&b.g);	/* { dg-note "the guard has ended here" } */
  return s->n;	/* { dg-error "use of 's', which was borrowed from guard 'b.g', after" } */
}

int
moved_and_held (int c)
{
  struct percpu_guard g = percpu_guard_enter ();	/* { dg-note "entered here" } */
  struct holder h;
  h.g = g;
  if (c)
    return 1;
/* { dg-error "guard 'h.g' is still held on return" "" { target *-*-* } .-1 } */
/* { dg-note "leave it first, or pass on the structure" "" { target *-*-* } .-2 } */
  percpu_guard_leave (&h.g);
  return 0;
}
