/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* A dynamic object is used, borrowed or freed after it was freed, or the
   argument of percpu_free is not a dynamic object.  */

#include "lifetime.h"

static __attribute__ ((percpu)) struct stats st;
struct device { struct stats __percpu *rx, *tx; int flags; };
static struct stats __percpu *shared;

void
used (struct stats __percpu *p)
{
  stats_free (p);	/* { dg-note "freed here" } */
  p->n++;	/* { dg-error "use of per-CPU object 'p' after it was freed" } */
}

unsigned long
read (struct stats __percpu *p)
{
  stats_free (p);	/* { dg-note "freed here" } */
  return p->n;	/* { dg-error "use of per-CPU object 'p' after it was freed" } */
}

void
used_on_some_path (struct stats __percpu *p, int error)
{
  if (error)
    stats_free (p);	/* { dg-note "freed here" } */
  p->n++;	/* { dg-error "use of per-CPU object 'p' after it was freed" } */
  if (!error)
    stats_free (p);
}

void
used_on_the_wrong_path (int done)
{
  struct stats __percpu *p = stats_new ();	/* { dg-note "allocated here" } */
  if (!p)
    return;
  if (done)
    stats_free (p);	/* { dg-note "freed here" } */
  if (done)
    p->n++;	/* { dg-error "use of per-CPU object 'p' after it was freed" } */
  else
    stats_free (p);
}

void
used_under_another_name (struct stats __percpu *p)
{
  struct stats __percpu *q = p;
  stats_free (q);	/* { dg-note "freed here" } */
  p->n++;	/* { dg-error "use of per-CPU object 'p' after it was freed" } */
}

void
used_by_member (struct stats __percpu *p)
{
  unsigned long __percpu *n = &p->n;
  stats_free (p);	/* { dg-note "freed here" } */
  ++*n;	/* { dg-error "use of per-CPU object 'p' after it was freed" } */
}

void
used_by_loop (struct stats __percpu *p, int n)
{
  while (n-- > 0)
    {
      p->n++;	/* { dg-error "use of per-CPU object 'p' after it was freed" } */
      if (n == 3)
	stats_free (p);
/* { dg-error "per-CPU object 'p' is freed twice" "" { target *-*-* } .-1 } */
/* { dg-note "freed here first" "" { target *-*-* } .-2 } */
/* { dg-note "freed here" "" { target *-*-* } .-3 } */
    }
}

void
used_in_structure (struct device *d)
{
  stats_free (d->rx);	/* { dg-note "freed here" } */
  d->rx->n++;	/* { dg-error "use of a per-CPU object after it was freed" } */
}

void
used_in_global (void)
{
  stats_free (shared);	/* { dg-note "freed here" } */
  if (shared)
    shared->n++;	/* { dg-error "use of a per-CPU object after it was freed" } */
}

void
used_by_pointer (struct stats __percpu *p)
{
  stats_free (p);	/* { dg-note "freed here" } */
  percpu_ptr (p, 0)->n++;	/* { dg-error "use of per-CPU object 'p' after it was freed" } */
}

void
used_by_older_pointer (struct stats __percpu *p)
{
  struct stats *s = percpu_ptr (p, 0);
  stats_free (p);	/* { dg-note "freed here" } */
  s->n++;	/* { dg-error "use of per-CPU object 'p' after it was freed" } */
}

void
passed_on (struct stats __percpu *p)
{
  stats_free (p);	/* { dg-note "freed here" } */
  hand_over (p);	/* { dg-error "use of per-CPU object 'p' after it was freed" } */
}

void
stored (struct device *d, struct stats __percpu *p)
{
  stats_free (p);	/* { dg-note "freed here" } */
  d->tx = p;	/* { dg-error "use of per-CPU object 'p' after it was freed" } */
}

struct stats __percpu *
returned (struct stats __percpu *p)
{
  stats_free (p);	/* { dg-note "freed here" } */
  return p;	/* { dg-error "use of per-CPU object 'p' after it was freed" } */
}

void
borrowed (struct stats __percpu *p)
{
  stats_free (p);	/* { dg-note "freed here" } */
  percpu_guarded (g)
    {
      struct stats *s = percpu_borrow (g, p);
/* { dg-error "use of per-CPU object 'p' after it was freed" "" { target *-*-* } .-1 } */
      s->n++;
    }
}

void
freed_while_borrowed (struct stats __percpu *p)
{
  percpu_guarded (g)
    {
      struct stats *s = percpu_borrow (g, p);	/* { dg-note "borrowed here" } */
      stats_free (p);	/* { dg-note "the object was freed here" } */
      s->n++;	/* { dg-error "use of 's', which was borrowed from a per-CPU object that is freed" } */
    }
}

void
freed_while_member_is_borrowed (struct stats __percpu *p)
{
  percpu_guarded (g)
    {
      unsigned long *n = percpu_borrow (g, &p->n);	/* { dg-note "borrowed here" } */
      stats_free (p);	/* { dg-note "the object was freed here" } */
      ++*n;	/* { dg-error "use of 'n', which was borrowed from a per-CPU object that is freed" } */
    }
}

void
freed_while_borrowed_in_structure (struct device *d)
{
  percpu_guarded (g)
    {
      struct stats *s = percpu_borrow (g, d->rx);	/* { dg-note "borrowed here" } */
      s->n++;
      stats_free (d->rx);	/* { dg-note "the object was freed here" } */
      s->m++;	/* { dg-error "use of 's', which was borrowed from a per-CPU object that is freed" } */
    }
}

void
twice (struct stats __percpu *p)
{
  stats_free (p);	/* { dg-note "freed here first" } */
  stats_free (p);	/* { dg-error "per-CPU object 'p' is freed twice" } */
}

void
twice_on_some_path (int error)
{
  struct stats __percpu *p = stats_new ();	/* { dg-note "allocated here" } */
  if (!p)
    return;
  if (error)
    stats_free (p);	/* { dg-note "freed here first" } */
  unknown ();
  stats_free (p);	/* { dg-error "per-CPU object 'p' is freed twice" } */
}

int
twice_by_goto (void)
{
  struct stats __percpu *p = stats_new ();	/* { dg-note "allocated here" } */
  if (!p)
    return -1;
  if (condition ())
    goto fail;
  stats_free (p);	/* { dg-note "freed here first" } */
  if (condition ())
    goto fail;
  return 0;
fail:
  stats_free (p);	/* { dg-error "per-CPU object 'p' is freed twice" } */
  return -1;
}

void
twice_by_loop (struct stats __percpu *p, int n)
{
  for (int i = 0; i < n; i++)
    stats_free (p);
/* { dg-error "per-CPU object 'p' is freed twice" "" { target *-*-* } .-1 } */
/* { dg-note "freed here first" "" { target *-*-* } .-2 } */
}

void
twice_in_structure (struct device *d)
{
  stats_free (d->rx);	/* { dg-note "freed here first" } */
  stats_free (d->tx);
  stats_free (d->rx);	/* { dg-error "per-CPU object is freed twice" } */
}

void
twice_by_fall_through (struct stats __percpu *p, int c)
{
  switch (c)
    {
    case 1:
      stats_free (p);	/* { dg-note "freed here first" } */
      /* fall through */
    case 2:
      stats_free (p);	/* { dg-error "per-CPU object 'p' is freed twice" } */
    }
}

void
of_a_variable (void)
{
  stats_free (&st);	/* { dg-error "'stats_free' of per-CPU variable 'st', which was not allocated" } */
}

void
of_a_variable_by_pointer (void)
{
  struct stats __percpu *p = &st;
  p->n++;
  stats_free (p);	/* { dg-error "'stats_free' of per-CPU variable 'st', which was not allocated" } */
}

void
of_an_element (struct stats __percpu *p)
{
  stats_free (p + 1);
/* { dg-error "'stats_free' of a pointer that is not the start of a per-CPU object" "" { target *-*-* } .-1 } */
}

void
of_a_member (struct stats __percpu *p)
{
  any_free (&p->n);	/* { dg-error "'any_free' of a pointer that is not the start of a per-CPU object" } */
}

void
released (struct stats __percpu *p)
{
  stats_put (p);	/* { dg-note "freed here" } */
  p->n++;	/* { dg-error "use of per-CPU object 'p' after it was freed" } */
}

void
released_twice (void)
{
  struct stats __percpu *p = stats_new ();	/* { dg-note "allocated here" } */
  if (!p)
    return;
  stats_put (p);	/* { dg-note "freed here first" } */
  stats_put (p);	/* { dg-error "per-CPU object 'p' is freed twice" } */
}

void
retained_too_late (struct stats __percpu *p)
{
  stats_put (p);	/* { dg-note "freed here" } */
  stats_get (p);	/* { dg-error "use of per-CPU object 'p' after it was freed" } */
}
