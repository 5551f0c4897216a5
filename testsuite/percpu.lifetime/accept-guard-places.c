/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Correct uses of guards in structures, in arrays, on the heap, in static
   storage and behind parameters, and of pointers that are null at first.  */

#include "device.h"

struct holder { int kind; struct percpu_guard g; struct stats *s; };
struct ctx { struct holder h; struct ctx *next; bool held; int n; };

static struct percpu_guard at_file_scope;
static struct holder table[4];

void start (struct holder *);
void show (struct percpu_guard *);
struct holder made (void);
struct percpu_guard guard_made (void);

/* A pair of functions.  The first one hands the guard over to its caller.  */
void
begin (struct ctx *c)
{
  c->h.g = percpu_guard_enter ();
  c->h.s = percpu_borrow (c->h.g, &st);
  c->held = true;
}

void
end (struct ctx *c)
{
  if (c->held)
    percpu_guard_leave (&c->h.g);
  c->held = false;
}

struct holder
returned (void)
{
  struct holder h = { 1, percpu_guard_enter (), NULL };
  h.s = percpu_borrow (h.g, &st);
  return h;
}

void
copied_out (struct holder *to)
{
  struct holder h = { 1, percpu_guard_enter (), NULL };
  h.s = percpu_borrow (h.g, &st);
  *to = h;
}

struct stats *
borrowed_for_caller (struct percpu_guard *g)
{
  return percpu_borrow (*g, &st);
}

struct stats *
entered_for_caller (struct percpu_guard *g)
{
  *g = percpu_guard_enter ();
  return percpu_borrow (*g, &st);
}

/* Other functions leave the guard.  */
void
shown (void)
{
  struct holder h;
  start (&h);
  percpu_borrow (h.g, &st)->n++;
  percpu_guard_leave (&h.g);
}

void
shown_guard (void)
{
  struct holder h;
  show (&h.g);
  percpu_borrow (h.g, &st)->n++;
  percpu_guard_leave (&h.g);
  show (&h.g);
  percpu_guard_leave (&h.g);
}

void
made_by_others (void)
{
  struct holder h = made (), k;
  k.g = guard_made ();
  percpu_borrow (h.g, &st)->n++;
  percpu_borrow (k.g, &st)->n++;
  percpu_guard_leave (&k.g);
  percpu_guard_leave (&h.g);
}

void
copied_from_others (struct holder *from)
{
  struct holder h = *from, k;
  k.g = from->g;
  percpu_borrow (h.g, &st)->n++;
  percpu_borrow (k.g, &st)->n++;
  percpu_guard_leave (&h.g);
}

void
member_by_member (struct percpu_guard *from)
{
  struct percpu_guard g;
  g.displacement = from->displacement;
  g.cpu = from->cpu;
  g.nested = 1;
  percpu_borrow (g, &st)->n++;
}

/* Several guards.  */
void
elements (int n)
{
  struct percpu_guard v[8];
  for (int i = 0; i < n; i++)
    {
      v[i] = percpu_guard_enter ();
      percpu_borrow (v[i], &st)->n++;
    }
  for (int i = n; i-- > 0;)
    percpu_guard_leave (&v[i]);
}

void
elements_by_pointer (int n)
{
  struct percpu_guard v[8], *p = v;
  for (int i = 0; i < n; i++)
    *p++ = percpu_guard_enter ();
  while (p > v)
    percpu_guard_leave (--p);
}

void
first_element (void)
{
  struct percpu_guard v[2], *p = v;
  *p = percpu_guard_enter ();
  percpu_borrow (v[0], &st)->n++;
  percpu_guard_leave (&v[0]);
}

void
two_elements (int i, int j)
{
  struct percpu_guard v[4];
  v[i] = percpu_guard_enter ();
  struct stats *s = percpu_borrow (v[i], &st);
  v[j] = percpu_guard_enter ();
  percpu_guard_leave (&v[j]);
  s->n++;
  percpu_guard_leave (&v[i]);
}

void
two_parameters (struct holder *a, struct holder *b)
{
  struct stats *s = percpu_borrow (a->g, &st);
  percpu_guard_leave (&b->g);
  a->g = percpu_guard_enter ();
  s = percpu_borrow (a->g, &st);
  s->n++;
  percpu_guard_leave (&a->g);
}

void
list (struct ctx *c)
{
  for (; c; c = c->next)
    {
      c->h.g = percpu_guard_enter ();
      percpu_borrow (c->h.g, &st)->n++;
      percpu_guard_leave (&c->h.g);
    }
}

void
list_left (struct ctx *c)
{
  while (c)
    {
      struct ctx *next = c->next;
      percpu_guard_leave (&c->h.g);
      c = next;
    }
}

void
table_left (void)
{
  for (int i = 0; i < 4; i++)
    if (table[i].kind)
      percpu_guard_leave (&table[i].g);
}

void
changed_pointer (struct ctx *c)
{
  percpu_guard_leave (&c->next->h.g);
  c->next = c->next->next;
  percpu_guard_leave (&c->next->h.g);
}

/* Static guards, which called functions may enter or leave.  */
void
static_begin (void)
{
  at_file_scope = percpu_guard_enter ();
}

unsigned long
static_used (void)
{
  return percpu_borrow (at_file_scope, &st)->n;
}

void
static_end (void)
{
  percpu_guard_leave (&at_file_scope);
  unknown ();
  percpu_guard_leave (&at_file_scope);
}

void
heap (void)
{
  struct holder *h = malloc (sizeof *h);
  if (!h)
    return;
  h->g = percpu_guard_enter ();
  percpu_borrow (h->g, &st)->n++;
  percpu_guard_leave (&h->g);
  free (h);
}

struct holder *
heap_returned (void)
{
  struct holder *h = malloc (sizeof *h);
  if (h)
    h->g = percpu_guard_enter ();
  return h;
}

/* Objects that are zero at first.  */
void
bit_fields (int c)
{
  struct { unsigned mode : 3; bool held : 1; unsigned n; } f = {};
  struct percpu_guard g;
  if (c)
    {
      g = percpu_guard_enter ();
      f.held = true;
    }
  if (f.held)
    percpu_guard_leave (&g);
}

void
one_zero (int c)
{
  struct { int n; bool held; } f = { 0 };
  struct percpu_guard g;
  if (c)
    {
      g = percpu_guard_enter ();
      f.held = true;
    }
  if (f.held)
    {
      percpu_borrow (g, &st)->n++;
      percpu_guard_leave (&g);
    }
}

void
several_zeros (int c)
{
  struct { bool held; unsigned a : 4, b : 4; } f = { 0, 0, 0 };
  struct percpu_guard g;
  if (c)
    {
      g = percpu_guard_enter ();
      f.held = true;
      f.b = 3;
    }
  if (f.held)
    percpu_guard_leave (&g);
}

void
set_to_zero (int c)
{
  struct { unsigned held : 1, mode : 4; } f;
  struct percpu_guard g;
  memset (&f, 0, sizeof f);
  if (c)
    {
      g = percpu_guard_enter ();
      f.held = 1;
    }
  if (f.held)
    percpu_guard_leave (&g);
}

void
copied_zero (int c)
{
  struct flags { bool held; unsigned mode; };
  static const struct flags none;
  struct flags f = none;
  struct percpu_guard g;
  if (c)
    {
      g = percpu_guard_enter ();
      f.held = true;
    }
  if (f.held)
    percpu_guard_leave (&g);
}

void
zero_within (int c)
{
  struct ctx x = { .n = c, .held = false };
  if (c)
    {
      x.h.g = percpu_guard_enter ();
      x.held = true;
    }
  if (x.held)
    {
      percpu_borrow (x.h.g, &st)->n++;
      percpu_guard_leave (&x.h.g);
    }
}

void
zero_pointer (int c)
{
  struct holder h = {};
  if (c)
    {
      h.g = percpu_guard_enter ();
      h.s = percpu_borrow (h.g, &st);
    }
  if (h.s)
    {
      h.s->n++;
      percpu_guard_leave (&h.g);
    }
}

void
zero_again (int n)
{
  for (int i = 0; i < n; i++)
    {
      struct holder h = {};
      if (i & 1)
	{
	  h.g = percpu_guard_enter ();
	  h.kind = 1;
	}
      if (h.kind)
	percpu_guard_leave (&h.g);
    }
}
