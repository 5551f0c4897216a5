/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* The default levels turned round.

   { dg-options "-fplugin-arg-percpu-guard=warn -fplugin-arg-percpu-lifetime=warn -fplugin-arg-percpu-free=warn -fplugin-arg-percpu-leak=error -fplugin-arg-percpu-alias=error" } */

#include "lifetime.h"

static __attribute__ ((percpu)) struct stats st;

void
leaked (void)
{
  struct stats __percpu *q = stats_new ();	/* { dg-note "allocated here" } */
  q->n++;
}
/* { dg-error "per-CPU object 'q' is not freed on some path" "" { target *-*-* } .-1 } */

void
dropped (void)
{
  percpu_guard_enter ();
/* { dg-note "store it in a variable: 'struct percpu_guard g PERCPU_CLEANUP = percpu_guard_enter ..;'" "" { target *-*-* } .-1 } */
/* { dg-warning "guard is discarded immediately" "" { target *-*-* } .-2 } */
}

void
freed (struct stats __percpu *p)
{
  stats_free (p);	/* { dg-note "freed here" } */
  p->n++;	/* { dg-warning "use of per-CPU object 'p' after it was freed" } */
}

unsigned long
ended (void)
{
  struct stats *s = NULL;
  percpu_guarded (g)	/* { dg-note "the guard, which is declared here, has ended with its scope" } */
    s = percpu_borrow (g, &st);	/* { dg-note "borrowed here" } */
  return s->n;
/* { dg-warning "use of 's', which was borrowed from guard 'g', after the guard has ended" "" { target *-*-* } .-1 } */
}

void
aliases (void)
{
  percpu_guarded (g)
    {
      struct stats *s = percpu_borrow (g, &st);	/* { dg-note "borrowed here" } */
      struct stats *t = percpu_borrow (g, &st);	/* { dg-note "borrowed again here" } */
      t->n++;
      s->n++;	/* { dg-error "use of 's' after the same object was borrowed again" } */
    }
}
