/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Copies of a guard are one guard.  Any of the copies can be used to leave
   it.  */

#include "lifetime.h"

static __attribute__ ((percpu)) struct stats st;

struct context
{
  struct percpu_guard g;
  int depth;
};

void
copy_1 (void)
{
  struct percpu_guard g = percpu_guard_enter ();
  struct percpu_guard h = g;
  percpu_borrow (h, &st)->n++;
  percpu_guard_leave (&h);
}

void
copy_2 (void)
{
  struct percpu_guard g = percpu_guard_enter ();
  struct percpu_guard h = g;
  struct stats *s = percpu_borrow (h, &st);
  percpu_guard_leave (&g);
  g = percpu_guard_enter ();
  s = percpu_borrow (g, &st);
  s->n++;
  percpu_guard_leave (&g);
}

void
copy_3 (void)
{
  struct percpu_guard outer;
  {
    struct percpu_guard g = percpu_guard_enter ();
    percpu_borrow (g, &st)->n++;
    outer = g;
  }
  percpu_borrow (outer, &st)->m++;
  percpu_guard_leave (&outer);
}

void
swapped (void)
{
  struct percpu_guard a = percpu_guard_enter ();
  struct percpu_guard b = percpu_guard_enter ();
  struct percpu_guard t = a;
  a = b;
  b = t;
  percpu_guard_leave (&a);
  percpu_guard_leave (&b);
}

struct percpu_guard
entered_by_a_function (void)
{
  struct percpu_guard g = percpu_guard_enter ();
  struct percpu_guard h = g;
  return h;
}

void
in_a_structure (struct context *c)
{
  struct percpu_guard g = percpu_guard_enter ();
  c->g = g;
  c->depth++;
}

void
out_of_a_structure (struct context *c)
{
  struct percpu_guard g = c->g;
  percpu_borrow (g, &st)->n++;
  percpu_guard_leave (&g);
}

void
again_and_again (int n)
{
  struct percpu_guard last;
  bool held = false;
  for (int i = 0; i < n; i++)
    {
      if (held)
	percpu_guard_leave (&last);
      struct percpu_guard g = percpu_guard_enter ();
      percpu_borrow (g, &st)->n++;
      last = g;
      held = true;
    }
  if (held)
    percpu_guard_leave (&last);
}

unsigned int
looked_at (void)
{
  struct percpu_guard g PERCPU_CLEANUP = percpu_guard_enter ();
  struct percpu_guard copy = g;
  return copy.nested;
}
