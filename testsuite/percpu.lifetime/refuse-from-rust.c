/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* The examples of the chapter "From Rust to C" of the manual, in its order.  */

#include "lifetime.h"

static __attribute__ ((percpu)) struct stats stats;
static struct stats *last;
void watch (struct stats *) __attribute__ ((percpu_keeps (1)));	/* { dg-note "'watch' is declared here" } */

void
must_use (void)
{
  percpu_guard_enter ();
/* { dg-note "store it in a variable: 'struct percpu_guard g PERCPU_CLEANUP = percpu_guard_enter ..;'" "" { target *-*-* } .-1 } */
/* { dg-error "guard is discarded immediately" "" { target *-*-* } .-2 } */
}

void
not_dropped (int error)
{
  struct percpu_guard g = percpu_guard_enter ();
/* { dg-note "declare it with 'PERCPU_CLEANUP' to leave it at the end of its scope" "" { target *-*-* } .-1 } */
/* { dg-note "entered here" "" { target *-*-* } .-2 } */
  if (error)
    return;
  percpu_guard_leave (&g);
}
/* { dg-error "guard 'g' is still held on return" "" { target *-*-* } .-1 } */

unsigned long
outlives_the_guard (void)
{
  struct stats *s;
  percpu_guarded (g)	/* { dg-note "the guard, which is declared here, has ended with its scope" } */
    s = percpu_borrow (g, &stats);	/* { dg-note "borrowed here" } */
  return s->n;	/* { dg-error "use of 's', which was borrowed from guard 'g', after the guard has ended" } */
}

unsigned long *
returns_reference_to_local (void)
{
  percpu_guarded (g)	/* { dg-note "the guard, which is declared here, has ended with its scope" } */
    {
      struct stats *s = percpu_borrow (g, &stats);	/* { dg-note "borrowed here" } */
      return &s->n;
/* { dg-error "return of 's', which was borrowed from guard 'g' and does not outlive it" "" { target *-*-* } .-1 } */
    }
  return NULL;
}

void
not_static (void)
{
  percpu_guarded (g)
    last = percpu_borrow (g, &stats);
/* { dg-error "a pointer that was borrowed from guard 'g' is stored where it outlives the guard" "" { target *-*-* } .-1 } */
/* { dg-note "borrowed here" "" { target *-*-* } .-2 } */
}

void
escapes_the_body (void)
{
  percpu_guarded (g)
    {
      struct stats *s = percpu_borrow (g, &stats);	/* { dg-note "borrowed here" } */
      watch (s);
/* { dg-error "'s', which was borrowed from guard 'g', is passed to a function that keeps it" "" { target *-*-* } .-1 } */
    }
}

void
two_mutable_borrows (void)
{
  percpu_guarded (g)
    {
      struct stats *s = percpu_borrow (g, &stats);	/* { dg-note "borrowed here" } */
      struct stats *t = percpu_borrow (g, &stats);	/* { dg-note "borrowed again here" } */
      t->n++;
      s->n++;	/* { dg-warning "use of 's' after the same object was borrowed again" } */
    }
}

void
use_after_move (void)
{
  struct stats __percpu *p = stats_new ();	/* { dg-note "allocated here" } */
  if (!p)
    return;
  stats_free (p);	/* { dg-note "freed here" } */
  p->n++;	/* { dg-error "use of per-CPU object 'p' after it was freed" } */
}

void
moved_twice (struct stats __percpu *p, int error)
{
  if (error)
    stats_free (p);	/* { dg-note "freed here first" } */
  stats_free (p);	/* { dg-error "per-CPU object 'p' is freed twice" } */
}

void
moved_while_borrowed (struct stats __percpu *p)
{
  percpu_guarded (g)
    {
      struct stats *s = percpu_borrow (g, p);	/* { dg-note "borrowed here" } */
      stats_free (p);	/* { dg-note "the object was freed here" } */
      s->n++;	/* { dg-error "use of 's', which was borrowed from a per-CPU object that is freed" } */
    }
}

int
never_dropped (int n)
{
  struct stats __percpu *p = stats_new ();	/* { dg-note "allocated here" } */
  if (!p)
    return -1;
  if (n < 0)
    return -2;	/* { dg-warning "per-CPU object 'p' is not freed on some path" } */
  stats_free (p);
  return 0;
}
