/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Objects that are never freed.  */

#include "lifetime.h"

int
on_a_path (int c)
{
  struct stats __percpu *p = stats_new ();	/* { dg-note "allocated here" } */
  if (!p)
    return -1;
  if (c)
    return -2;	/* { dg-warning "per-CPU object 'p' is not freed on some path" } */
  stats_free (p);
  return 0;
}

void
always (void)
{
  struct stats __percpu *p = stats_new ();	/* { dg-note "allocated here" } */
  if (p)
    p->n++;
}
/* { dg-warning "per-CPU object 'p' is not freed on some path" "" { target *-*-* } .-1 } */

void
dropped (void)
{
  stats_new ();	/* { dg-warning "per-CPU object is not freed on some path" } */
}

void
by_loop (int n)
{
  for (int i = 0; i < n; i++)
    {
      struct stats __percpu *p = stats_new ();	/* { dg-note "allocated here" } */
      if (!p)
	break;
      p->n = i;
    }
}
/* { dg-warning "per-CPU object 'p' is not freed on some path" "" { target *-*-* } .-1 } */

void
overwritten (void)
{
  struct stats __percpu *p = stats_new ();	/* { dg-note "allocated here" } */
  p = stats_new ();
  stats_free (p);
}
/* { dg-warning "per-CPU object 'p' is not freed on some path" "" { target *-*-* } .-1 } */

void
set_to_null (void)
{
  struct stats __percpu *p = stats_new ();	/* { dg-note "allocated here" } */
  if (condition ())
    p = NULL;
  stats_free (p);
}
/* { dg-warning "per-CPU object 'p' is not freed on some path" "" { target *-*-* } .-1 } */

int
the_first_of_two (struct stats __percpu **to)
{
  struct stats __percpu *p = stats_new (), *q;	/* { dg-note "allocated here" } */
  if (!p)
    return -1;
  q = stats_new ();
  if (!q)
    return -1;	/* { dg-warning "per-CPU object 'p' is not freed on some path" } */
  to[0] = p;
  to[1] = q;
  return 0;
}

int
in_a_switch (int c)
{
  struct stats __percpu *p = stats_new ();	/* { dg-note "allocated here" } */
  if (!p)
    return -1;
  switch (c)
    {
    case 0:
      stats_free (p);
      return 0;
    case 1:
      return 1;	/* { dg-warning "per-CPU object 'p' is not freed on some path" } */
    default:
      hand_over (p);
    }
  return 2;
}

void
only_borrowed (void)
{
  struct stats __percpu *p = stats_new ();	/* { dg-note "allocated here" } */
  if (p)
    look (p);
}
/* { dg-warning "per-CPU object 'p' is not freed on some path" "" { target *-*-* } .-1 } */

void
only_under_a_guard (void)
{
  struct stats __percpu *p = stats_new ();	/* { dg-note "allocated here" } */
  if (!p)
    return;
  percpu_guarded (g)
    percpu_borrow (g, p)->n++;
}
/* { dg-warning "per-CPU object 'p' is not freed on some path" "" { target *-*-* } .-1 } */

void
in_a_local_structure (void)
{
  struct { struct stats __percpu *p; int n; } own = { NULL, 0 };
  own.p = stats_new ();	/* { dg-note "allocated here" } */
  if (own.p)
    own.p->n++;
}
/* { dg-warning "per-CPU object is not freed on some path" "" { target *-*-* } .-1 } */
