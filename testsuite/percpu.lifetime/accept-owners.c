/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Objects that are published, and guards that another function has entered.

   { dg-options "-Wall -Wextra -Wno-maybe-uninitialized" } */

#include "lifetime.h"

struct dev
{
  struct stats __percpu *s, *t;
};
static __attribute__ ((percpu)) struct stats st;
static __attribute__ ((percpu)) struct stats __percpu *slot;

int
owner_1 (struct dev *d)
{
  struct stats __percpu *p = stats_new ();
  if (!p)
    return -1;
  __atomic_store_n (&d->s, p, __ATOMIC_RELEASE);
  return 0;
}

int
owner_2 (struct dev *d)
{
  struct stats __percpu *p = stats_new ();
  if (!p)
    return -1;
  struct stats __percpu *old
      = __atomic_exchange_n (&d->s, p, __ATOMIC_ACQ_REL);
  stats_free (old);
  return 0;
}

int
owner_3 (struct dev *d)
{
  struct stats __percpu *p = stats_new ();
  if (!p)
    return -1;
  if (!__sync_bool_compare_and_swap (&d->s, NULL, p))
    {
      stats_free (p);
      return 1;
    }
  return 0;
}

void
owner_4 (void)
{
  struct stats __percpu *p = stats_new ();
  slot = p;
}

void
owner_5 (void)
{
  struct stats __percpu *p = stats_new ();
  stats_free (percpu_xchg (slot, p));
}
struct percpu_guard get (void);
void fill (struct percpu_guard *, int);

void
owner_6 (void)
{
  struct percpu_guard g;
  fill (&g, 1);
  percpu_guard_leave (&g);
}

void
owner_7 (struct percpu_guard h)
{
  struct percpu_guard g = h;
  percpu_guard_leave (&g);
}

void
owner_8 (struct percpu_guard *h)
{
  struct percpu_guard g = *h;
  percpu_guard_leave (&g);
}

void
owner_9 (void)
{
  struct percpu_guard g;
  g = get ();
  percpu_guard_leave (&g);
}

void
owner_10 (struct percpu_guard h)
{
  percpu_guard_leave (&h);
}

void
owner_11 (void)
{
  struct
  {
    int n;
    struct percpu_guard g;
  } c;

  c.g = percpu_guard_enter ();
  percpu_guard_leave (&c.g);
}

void
owner_12 (void)
{
  struct percpu_guard g;
  memset (&g, 0, sizeof g);
  fill (&g, 1);
  percpu_guard_leave (&g);
}

void
owner_13 (void)
{
  struct percpu_guard g, *gp = &g;
  *gp = percpu_guard_enter ();
  percpu_guard_leave (gp);
}

void
owner_14 (void)
{
  struct percpu_guard g = { 0 };
  g.cpu = 1;
  percpu_guard_leave (&g);
}

void
owner_15 (int c)
{
  struct percpu_guard a, b;
  struct percpu_guard *p = c ? &a : &b;
  *p = percpu_guard_enter ();
  percpu_guard_leave (p);
}

void
owner_16 (int c)
{
  struct percpu_guard g;
  bool h = false;
  while (c--)
    {
      if (!h)
	{
	  g = percpu_guard_enter ();
	  h = true;
	}
      percpu_borrow (g, &st)->n++;
      if (c & 1)
	{
	  percpu_guard_leave (&g);
	  h = false;
	}
    }
  if (h)
    percpu_guard_leave (&g);
}

void
owner_17 (void)
{
  struct percpu_guard g __attribute__ ((cleanup (percpu_guard_leave)))
  = get ();
  percpu_borrow (g, &st)->n++;
}
