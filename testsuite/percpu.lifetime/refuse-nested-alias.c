/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Two writable borrowed pointers to one object.  One of them was borrowed in a
   section within the section of the other; both point to the instance of this
   CPU.  */

#include "lifetime.h"

static __attribute__ ((percpu)) struct stats st, tab[4];
struct holder { struct percpu_guard g; };

void
scopes (void)
{
  percpu_guarded (g)
    {
      struct stats *s = percpu_borrow (g, &st);	/* { dg-note "borrowed here" } */
      percpu_guarded (h)
	{
	  struct stats *t = percpu_borrow (h, &st);	/* { dg-note "borrowed again here" } */
	  t->n = 2;
	  s->n++;	/* { dg-warning "use of 's' after the same object was borrowed again" } */
	}
    }
}

void
by_hand (void)
{
  struct percpu_guard g = percpu_guard_enter (), h = percpu_guard_enter ();
  struct stats *s = percpu_borrow (g, &tab[1]);	/* { dg-note "borrowed here" } */
  struct stats *t = percpu_borrow (h, &tab[1]);	/* { dg-note "borrowed again here" } */
  t->n = 2;
  s->n++;	/* { dg-warning "use of 's' after the same object was borrowed again" } */
  percpu_guard_leave (&h);
  percpu_guard_leave (&g);
}

void
three_deep (int c)
{
  percpu_guarded (g)
    {
      unsigned long *n = &percpu_borrow (g, &st)->n;	/* { dg-note "borrowed here" } */
      percpu_guarded (h)
	if (c)
	  percpu_guarded (i)
	    {
	      struct stats *t = percpu_borrow (i, &st);	/* { dg-note "borrowed again here" } */
	      t->n = 2;
	      ++*n;	/* { dg-warning "use of 'n' after the same object was borrowed again" } */
	    }
    }
}

void
in_callers_section (struct percpu_guard *g)
{
  struct stats *s = percpu_borrow (*g, &st);	/* { dg-note "borrowed here" } */
  percpu_guarded (h)
    {
      struct stats *t = percpu_borrow (h, &st);	/* { dg-note "borrowed again here" } */
      t->n = 2;
      s->n++;	/* { dg-warning "use of 's' after the same object was borrowed again" } */
    }
}

void
guard_in_structure (void)
{
  struct holder h = { percpu_guard_enter () };
  struct stats *s = percpu_borrow (h.g, &st);	/* { dg-note "borrowed here" } */
  percpu_guarded (g)
    {
      struct stats *t = percpu_borrow (g, &st);	/* { dg-note "borrowed again here" } */
      t->n = 2;
      s->n++;	/* { dg-warning "use of 's' after the same object was borrowed again" } */
    }
  percpu_guard_leave (&h.g);
}

void
of_an_object (struct stats __percpu *p)
{
  percpu_guarded (g)
    {
      struct stats *s = percpu_borrow (g, p);	/* { dg-note "borrowed here" } */
      percpu_guarded (h)
	{
	  struct stats *t = percpu_borrow (h, p);	/* { dg-note "borrowed again here" } */
	  t->n = 2;
	  s->n++;	/* { dg-warning "use of 's' after the same object was borrowed again" } */
	}
    }
}
