/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Two borrowed pointers to one object, both of which are written through.  */

#include "lifetime.h"

static __attribute__ ((percpu)) struct stats st;
static __attribute__ ((percpu)) int v[4];

void
whole (void)
{
  percpu_guarded (g)
    {
      struct stats *s = percpu_borrow (g, &st);	/* { dg-note "borrowed here" } */
      struct stats *t = percpu_borrow (g, &st);	/* { dg-note "borrowed again here" } */
      t->n++;
      s->n++;	/* { dg-warning "use of 's' after the same object was borrowed again" } */
    }
}

void
part (void)
{
  percpu_guarded (g)
    {
      struct stats *s = percpu_borrow (g, &st);	/* { dg-note "borrowed here" } */
      unsigned long *n = percpu_borrow (g, &st.n);	/* { dg-note "borrowed again here" } */
      ++*n;
      s->n++;	/* { dg-warning "use of 's' after the same object was borrowed again" } */
    }
}

void
element (void)
{
  percpu_guarded (g)
    {
      int *a = percpu_borrow (g, &v[1]);	/* { dg-note "borrowed here" } */
      int *b = percpu_borrow (g, &v[1]);	/* { dg-note "borrowed again here" } */
      *b = 1;
      *a = 2;	/* { dg-warning "use of 'a' after the same object was borrowed again" } */
    }
}

void
dynamic (struct stats __percpu *p)
{
  percpu_guarded (g)
    {
      struct stats *s = percpu_borrow (g, p);	/* { dg-note "borrowed here" } */
      struct stats *t = percpu_borrow (g, p);	/* { dg-note "borrowed again here" } */
      t->n++;
      s->n++;	/* { dg-warning "use of 's' after the same object was borrowed again" } */
    }
}

void
passed (void)
{
  percpu_guarded (g)
    {
      struct stats *s = percpu_borrow (g, &st);	/* { dg-note "borrowed here" } */
      touch (percpu_borrow (g, &st));	/* { dg-note "borrowed again here" } */
      touch (s);	/* { dg-warning "use of 's' after the same object was borrowed again" } */
    }
}

void
on_some_path (int c)
{
  percpu_guarded (g)
    {
      struct stats *s = percpu_borrow (g, &st);	/* { dg-note "borrowed here" } */
      if (c)
	{
	  struct stats *t = percpu_borrow (g, &st);	/* { dg-note "borrowed again here" } */
	  t->n++;
	}
      s->n++;	/* { dg-warning "use of 's' after the same object was borrowed again" } */
    }
}
