/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Nothing is said if that is what is asked for.

   { dg-options "-fplugin-arg-percpu-guard=off -fplugin-arg-percpu-lifetime=off -fplugin-arg-percpu-free=off -fplugin-arg-percpu-leak=off -fplugin-arg-percpu-alias=off" } */

#include "lifetime.h"

static __attribute__ ((percpu)) struct stats st;

struct stats *
all (struct stats __percpu *p)
{
  struct stats *s, *t;
  struct stats __percpu *q = stats_new ();
  q->n++;
  percpu_guard_enter ();
  stats_free (p);
  p->n++;
  percpu_guarded (g)
    {
      s = percpu_borrow (g, &st);
      t = percpu_borrow (g, &st);
      t->n++;
      s->n++;
    }
  return s;
}
