/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Borrowed pointers in compound literals, arrays, volatile variables and unions
   that are not used after their guard has ended, or that have another value by
   then.  */

#include "lifetime.h"

static __attribute__ ((percpu)) struct stats st, tab[8];
static struct stats plain, plain_tab[8];
struct box { struct stats *s; int n; };
union both { struct stats *s; void *p; unsigned long bits; };
void fill (struct stats **, int);

unsigned long
literal_within (void)
{
  unsigned long n = 0;
  percpu_guarded (g)
    {
      struct box *b = &(struct box) { percpu_borrow (g, &st), 1 };
      n = b->s->n + (struct box) { percpu_borrow (g, &st), 1 }.s->n;
    }
  return n;
}

unsigned long
set_anew (void)
{
  struct box *b;
  percpu_guarded (g)
    {
      b = &(struct box) { percpu_borrow (g, &st), 1 };
      b->s->n++;
    }
  b = &(struct box) { &plain, 2 };
  return b->s->n;
}

unsigned long
array_within (int n)
{
  struct stats *v[8];
  unsigned long sum = 0;
  percpu_guarded (g)
    {
      for (int i = 0; i < n; i++)
	v[i] = percpu_borrow (g, &tab[i]);
      for (int i = 0; i < n; i++)
	sum += v[i]->n;
    }
  return sum;
}

/* Some elements have other values.  */
unsigned long
mixed (int i, int j)
{
  struct stats *v[4];
  v[0] = &plain;
  percpu_guarded (g)
    v[i] = percpu_borrow (g, &st);
  return v[j]->n;
}

unsigned long
mixed_later (int i, int j)
{
  struct stats *v[4];
  percpu_guarded (g)
    v[i] = percpu_borrow (g, &st);
  v[i] = &plain;
  return v[i]->n + v[j]->n;
}

unsigned long
filled_anew (int n)
{
  struct stats *v[8];
  unsigned long sum = 0;
  percpu_guarded (g)
    for (int i = 0; i < n; i++)
      {
	v[i] = percpu_borrow (g, &tab[i]);
	sum += v[i]->n;
      }
  for (int i = 0; i < n; i++)
    v[i] = &plain_tab[i];
  for (int i = 0; i < n; i++)
    sum += v[i]->n;
  return sum;
}

unsigned long
filled_by_others (int n)
{
  struct stats *v[8];
  percpu_guarded (g)
    v[n] = percpu_borrow (g, &st);
  fill (v, n);
  return v[0]->n;
}

unsigned long
filled_in_turn (int n)
{
  unsigned long sum = 0;
  for (int i = 0; i < n; i++)
    {
      struct stats *v[2];
      percpu_guarded (g)
	{
	  v[i & 1] = percpu_borrow (g, &st);
	  sum += v[i & 1]->n;
	}
    }
  return sum;
}

unsigned long
volatile_anew (int c)
{
  struct stats *volatile s = NULL;
  percpu_guarded (g)
    {
      s = percpu_borrow (g, &st);
      s->n++;
    }
  s = c ? &plain : NULL;
  return s ? s->n : 0;
}

unsigned long
union_anew (void)
{
  union both u;
  percpu_guarded (g)
    {
      u.s = percpu_borrow (g, &st);
      u.s->n++;
    }
  u.bits = 0;
  if (u.s)
    return u.s->n;
  u.p = &plain;
  return u.s->n;
}

/* The pointer and its guard are returned together.  */
struct lent { struct percpu_guard g; struct stats *s; };

struct lent
returned_with_guard (void)
{
  struct lent l;
  l.g = percpu_guard_enter ();
  l.s = percpu_borrow (l.g, &st);
  return l;
}

unsigned long
number_from_expression (void)
{
  return ({
    struct percpu_guard g PERCPU_CLEANUP = percpu_guard_enter ();
    percpu_borrow (g, &st)->n;
  });
}

/* Nested sections: pointers that were borrowed in the inner section end with
   it.  */
unsigned long
nested_in_turn (void)
{
  unsigned long n = 0;
  percpu_guarded (g)
    {
      struct stats *s = percpu_borrow (g, &st);
      s->n++;
      percpu_guarded (h)
	{
	  struct stats *t = percpu_borrow (h, &st);
	  t->n++;
	}
      n = s->n;
    }
  return n;
}

unsigned long
nested_to_read (void)
{
  unsigned long n = 0;
  percpu_guarded (g)
    {
      struct stats *s = percpu_borrow (g, &st);
      percpu_guarded (h)
	{
	  const struct stats *t = percpu_borrow (h, &st);
	  s->n = t->n;
	  n = t->n;
	}
    }
  return n;
}

void
nested_others (void)
{
  percpu_guarded (g)
    {
      struct stats *s = percpu_borrow (g, &tab[1]);
      percpu_guarded (h)
	{
	  struct stats *t = percpu_borrow (h, &tab[2]);
	  t->n = s->n;
	  s->n++;
	}
    }
}

void
one_after_the_other (void)
{
  struct stats *s, *t;
  struct percpu_guard g = percpu_guard_enter ();
  s = percpu_borrow (g, &st);
  s->n++;
  percpu_guard_leave (&g);
  struct percpu_guard h = percpu_guard_enter ();
  t = percpu_borrow (h, &st);
  t->n++;
  percpu_guard_leave (&h);
}
