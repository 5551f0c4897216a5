/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Levels by pragma: from where it stands on, and until the pop.

   { dg-options "-Wunknown-pragmas" } */

#include "lifetime.h"

static __attribute__ ((percpu)) struct stats st;

void
by_default (void)
{
  percpu_guard_enter ();
/* { dg-note "store it in a variable: 'struct percpu_guard g PERCPU_CLEANUP = percpu_guard_enter ..;'" "" { target *-*-* } .-1 } */
/* { dg-error "guard is discarded immediately" "" { target *-*-* } .-2 } */
}

#pragma percpu push
#pragma percpu guard off
void
off (void)
{
  percpu_guard_enter ();
}

#pragma percpu guard warn
void
warns (void)
{
  percpu_guard_enter ();
/* { dg-note "store it in a variable: 'struct percpu_guard g PERCPU_CLEANUP = percpu_guard_enter ..;'" "" { target *-*-* } .-1 } */
/* { dg-warning "guard is discarded immediately" "" { target *-*-* } .-2 } */
#pragma percpu guard off
  percpu_guard_enter ();
#pragma percpu guard error
  percpu_guard_enter ();
/* { dg-note "store it in a variable: 'struct percpu_guard g PERCPU_CLEANUP = percpu_guard_enter ..;'" "" { target *-*-* } .-1 } */
/* { dg-error "guard is discarded immediately" "" { target *-*-* } .-2 } */
}

#pragma percpu push
#pragma percpu guard off
#pragma percpu lifetime warn
#pragma percpu free warn
#pragma percpu leak error
#pragma percpu alias error
struct stats *
warnings (void)
{
  percpu_guarded (g)	/* { dg-note "the guard, which is declared here, has ended with its scope" } */
    return percpu_borrow (g, &st);
/* { dg-warning "return of a pointer that was borrowed from guard 'g' and does not outlive it" "" { target *-*-* } .-1 } */
/* { dg-note "borrowed here" "" { target *-*-* } .-2 } */
  percpu_guard_enter ();
  return NULL;
}

void
freed (struct stats __percpu *p)
{
  stats_free (p);	/* { dg-note "freed here" } */
  p->n++;	/* { dg-warning "use of per-CPU object 'p' after it was freed" } */
}

void
leaked (void)
{
  struct stats __percpu *p = stats_new ();	/* { dg-note "allocated here" } */
  p->n++;
}
/* { dg-error "per-CPU object 'p' is not freed on some path" "" { target *-*-* } .-1 } */

void
aliases (void)
{
  percpu_guarded (g)
    {
      struct stats *s = percpu_borrow (g, &st), *t = percpu_borrow (g, &st);
/* { dg-note "borrowed again here" "" { target *-*-* } .-1 } */
/* { dg-note "borrowed here" "" { target *-*-* } .-2 } */
      t->n++;
      s->n++;	/* { dg-error "use of 's' after the same object was borrowed again" } */
    }
}
#pragma percpu lifetime off
#pragma percpu free off
#pragma percpu leak off
#pragma percpu alias off
struct stats *
nothing (struct stats __percpu *p)
{
  struct stats __percpu *q = stats_new ();
  q->n++;
  stats_free (p);
  p->n++;
  percpu_guarded (g)
    return percpu_borrow (g, &st);
  return NULL;
}
#pragma percpu pop

void
still_error (void)
{
  percpu_guard_enter ();
/* { dg-note "store it in a variable: 'struct percpu_guard g PERCPU_CLEANUP = percpu_guard_enter ..;'" "" { target *-*-* } .-1 } */
/* { dg-error "guard is discarded immediately" "" { target *-*-* } .-2 } */
}
#pragma percpu pop

void
as_before (struct stats __percpu *p)
{
  stats_free (p);	/* { dg-note "freed here" } */
  p->n++;	/* { dg-error "use of per-CPU object 'p' after it was freed" } */
}
#pragma percpu pop	/* { dg-warning "'#pragma percpu pop' without '#pragma percpu push' .-Wpragmas." } */
#pragma percpu guard maybe
/* { dg-warning "'#pragma percpu guard' needs 'error', 'warn' or 'off' .-Wpragmas." "" { target *-*-* } .-1 } */
#pragma percpu guard
/* { dg-warning "'#pragma percpu guard' needs 'error', 'warn' or 'off' .-Wpragmas." "" { target *-*-* } .-1 } */
#pragma percpu guard off off	/* { dg-warning "junk at end of '#pragma percpu' .-Wpragmas." } */
#pragma percpu nonsense	/* { dg-warning "ignoring '#pragma percpu nonsense' .-Wunknown-pragmas." } */
