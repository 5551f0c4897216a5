/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Guards as they are used: statistics, snapshots, loops, early ends.

   { dg-options "-Wall -Wextra" } */

#include "lifetime.h"

static __attribute__ ((percpu)) struct stats st, other;
static __attribute__ ((percpu)) unsigned long hits[16];

struct snapshot { unsigned long n, m; int a[8]; };

void
count (unsigned int bytes)
{
  percpu_guarded (g)
    {
      struct stats *s = percpu_borrow (g, &st);
      s->n++;
      s->m += bytes;
    }
}

struct snapshot
snapshot (void)
{
  struct snapshot r;
  memset (&r, 0, sizeof r);
  percpu_guarded (g)
    {
      const struct stats *s = percpu_borrow (g, &st);
      r.n = s->n;
      r.m = s->m;
      memcpy (r.a, s->a, sizeof r.a);
    }
  return r;
}

void
snapshot_into (struct snapshot *to)
{
  percpu_guarded (g)
    {
      struct stats *s = percpu_borrow (g, &st);
      to->n = s->n;
      to->m = s->m;
      for (int i = 0; i < 8; i++)
	to->a[i] = s->a[i];
    }
}

unsigned long
early_return (int which)
{
  percpu_guarded (g)
    {
      struct stats *s = percpu_borrow (g, &st);
      if (which == 0)
	return s->n;
      if (which == 1)
	return s->m;
      s->a[which & 7]++;
    }
  return 0;
}

int
returns_expression (void)
{
  percpu_guarded (g)
    return percpu_borrow (g, &st)->a[3] + percpu_borrow (g, &other)->a[4];
  return -1;
}

void
leave_early (int n)
{
  percpu_guarded (g)
    {
      struct stats *s = percpu_borrow (g, &st);
      if (s->n > 100)
	break;
      s->n += n;
    }
}

void
skip (int n)
{
  for (int i = 0; i < n; i++)
    percpu_guarded (g)
      {
	unsigned long *h = percpu_borrow (g, &hits[0]);
	if (h[i & 15] == 0)
	  continue;
	h[i & 15]--;
      }
}

void
one_for_each (const int *v, int n)
{
  struct stats *s;
  for (int i = 0; i < n; i++)
    {
      if (v[i] < 0)
	continue;
      percpu_guarded (g)
	{
	  s = percpu_borrow (g, &st);
	  s->n += v[i];
	}
    }
}

void
same_pointer_twice (void)
{
  struct stats *s;
  percpu_guarded (g)
    {
      s = percpu_borrow (g, &st);
      s->n++;
    }
  unknown ();
  percpu_guarded (g)
    {
      s = percpu_borrow (g, &st);
      s->m++;
    }
}

void
set_to_null (void)
{
  struct stats *s = NULL;
  percpu_guarded (g)
    {
      s = percpu_borrow (g, &st);
      s->n++;
      s = NULL;
    }
  if (s)
    s->n++;
}

int
null_means_none (int c)
{
  int r = 0;
  struct stats *s = NULL;
  struct percpu_guard g PERCPU_CLEANUP = percpu_guard_enter ();
  if (c)
    s = percpu_borrow (g, &st);
  unknown ();
  if (s)
    r = s->a[0];
  return r;
}

void
by_hand (int c)
{
  struct percpu_guard g = percpu_guard_enter ();
  struct stats *s = percpu_borrow (g, &st);
  s->n++;
  if (c)
    {
      percpu_guard_leave (&g);
      return;
    }
  s->m++;
  percpu_guard_leave (&g);
}

void
by_hand_again (void)
{
  struct percpu_guard g = percpu_guard_enter ();
  percpu_borrow (g, &st)->n++;
  percpu_guard_leave (&g);
  unknown ();
  g = percpu_guard_enter ();
  percpu_borrow (g, &st)->n++;
  percpu_guard_leave (&g);
}

int
drop_and_retake (int n)
{
  int done = 0;
  struct percpu_guard g = percpu_guard_enter ();
  struct stats *s = percpu_borrow (g, &st);
  while (n-- > 0)
    {
      s->n++;
      if ((n & 63) == 0)
	{
	  percpu_guard_leave (&g);
	  unknown ();
	  g = percpu_guard_enter ();
	  s = percpu_borrow (g, &st);
	}
      done++;
    }
  percpu_guard_leave (&g);
  return done;
}

int
unwinding (int c)
{
  int r = -1;
  struct percpu_guard g = percpu_guard_enter ();
  struct stats *s = percpu_borrow (g, &st);
  if (s->n == 0)
    goto out;
  if (c && s->m == 0)
    goto out;
  s->n--;
  r = 0;
out:
  percpu_guard_leave (&g);
  return r;
}

void
held_on_a_condition (bool locked)
{
  struct percpu_guard g;
  if (!locked)
    g = percpu_guard_enter ();
  st.n++;
  if (!locked)
    percpu_guard_leave (&g);
}

void
nested (void)
{
  percpu_guarded (g)
    {
      struct stats *s = percpu_borrow (g, &st);
      percpu_guarded (h)
	{
	  struct stats *o = percpu_borrow (h, &other);
	  o->n += s->n;
	  s->m = o->m;
	}
      s->n = 0;
    }
}

void
nested_outer (void)
{
  struct stats *s = NULL;
  percpu_guarded (g)
    {
      percpu_guarded (h)
	{
	  percpu_borrow (h, &other)->n++;
	  s = percpu_borrow (g, &st);
	}
      s->n++;
    }
}

void
members (void)
{
  percpu_guarded (g)
    {
      unsigned long *n = percpu_borrow (g, &st.n);
      unsigned long *m = percpu_borrow (g, &st.m);
      int *a = percpu_borrow (g, &st.a[2]);
      int *b = percpu_borrow (g, &st.a[3]);
      *n += 1;
      *m += *n;
      *a = *b;
      *b = 4;
      *a = 2;
      *n = 0;
    }
}

int
readers (void)
{
  int r = 0;
  percpu_guarded (g)
    {
      const struct stats *s = percpu_borrow (g, &st);
      const struct stats *t = percpu_borrow (g, &st);
      const int *a = percpu_borrow (g, &st.a[0]);
      r = s->a[0] + t->a[1] + *a + (int) s->n;
    }
  return r;
}

void
one_after_the_other (void)
{
  percpu_guarded (g)
    {
      struct stats *s = percpu_borrow (g, &st);
      s->n++;
      struct stats *t = percpu_borrow (g, &st);
      t->n++;
    }
}

void
switches (int op, int v)
{
  percpu_guarded (g)
    {
      struct stats *s = percpu_borrow (g, &st);
      switch (op)
	{
	case 0:
	  s->n += v;
	  break;
	case 1:
	  s->n -= v;
	  /* fall through */
	case 2:
	  s->m++;
	  break;
	case 3:
	  return;
	default:
	  s->a[op & 7] = v;
	}
    }
}

void
pointers_by_switch (int op)
{
  percpu_guarded (g)
    {
      int *p = NULL;
      struct stats *s = percpu_borrow (g, &st);
      switch (op)
	{
	case 0:
	  p = &s->a[0];
	  break;
	case 1:
	  p = &s->in.deep;
	  break;
	}
      if (p)
	++*p;
    }
}

void
tail (void)
{
  percpu_guarded (g)
    {
      struct stats *s = percpu_borrow (g, &st);
      for (struct stats *i = s->next; i; i = i->next)
	i->n++;
    }
}

void
infinite (void)
{
  for (;;)
    percpu_guarded (g)
      {
	struct stats *s = percpu_borrow (g, &st);
	if (s->n == 0)
	  return;
	s->n--;
      }
}

unsigned long
do_while (void)
{
  unsigned long sum = 0;
  bool again;
  do
    {
      again = false;
      percpu_guarded (g)
	{
	  struct stats *s = percpu_borrow (g, &st);
	  sum += s->n;
	  s->n = 0;
	  again = s->m != 0;
	}
    }
  while (again);
  return sum;
}

/* Only the value that was read is used after the guard.  */

bool
compared (const struct stats *with)
{
  bool same = false;
  percpu_guarded (g)
    same = percpu_borrow (g, &st) == with;
  return same;
}

long
difference (void)
{
  long d = 0;
  percpu_guarded (g)
    {
      int *a = percpu_borrow (g, &st.a[1]);
      int *b = percpu_borrow (g, &st.a[6]);
      d = b - a;
    }
  return d;
}

unsigned int
cpu (void)
{
  struct percpu_guard g PERCPU_CLEANUP = percpu_guard_enter ();
  return g.cpu;
}
