/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* An object that is freed with a scope is stored in an object that outlives the
   scope, returned, or passed to a function that keeps it.  */

#include "lifetime.h"

static struct stats __percpu *current;
static struct stats __percpu *table[4];
static __attribute__ ((percpu)) struct stats __percpu *mine;
struct owner { struct stats __percpu *p; int n; };
void keep (struct stats __percpu *) __attribute__ ((percpu_keeps (1)));
void unused_owner (struct owner *);

int
in_parameter (struct owner *o)
{
  struct stats __percpu *p PERCPU_AUTOFREE = percpu_alloc (struct stats);	/* { dg-note "allocated here" } */
/* { dg-note "'p' is freed where it goes out of scope; set it to 'NULL' when it has another owner" "" { target *-*-* } .-1 } */
  if (!p)
    return -1;
  p->n = 1;
  o->p = p;	/* { dg-error "per-CPU object 'p' is stored where it outlives the scope that frees it" } */
  o->n = 1;
  return 0;
}

int
in_parameter_then_shown (struct owner *o)
{
  struct stats __percpu *p PERCPU_AUTOFREE = percpu_alloc (struct stats);	/* { dg-note "allocated here" } */
/* { dg-note "'p' is freed where it goes out of scope" "" { target *-*-* } .-1 } */
  if (!p)
    return -1;
  o->p = p;	/* { dg-error "per-CPU object 'p' is stored where it outlives the scope that frees it" } */
  unused_owner (o);
  return 0;
}

void
in_static (void)
{
  struct stats __percpu *p PERCPU_AUTOFREE = stats_new ();	/* { dg-note "allocated here" } */
/* { dg-note "'p' is freed where it goes out of scope" "" { target *-*-* } .-1 } */
  current = p;	/* { dg-error "per-CPU object 'p' is stored where it outlives the scope that frees it" } */
}

void
in_array (int i)
{
  struct stats __percpu *p PERCPU_AUTOFREE = stats_new ();	/* { dg-note "allocated here" } */
/* { dg-note "'p' is freed where it goes out of scope" "" { target *-*-* } .-1 } */
  struct stats __percpu *q = p;
  table[i] = q;	/* { dg-error "per-CPU object 'p' is stored where it outlives the scope that frees it" } */
}

void
in_variable (void)
{
  struct stats __percpu *p PERCPU_AUTOFREE = stats_new ();	/* { dg-note "allocated here" } */
/* { dg-note "'p' is freed where it goes out of scope" "" { target *-*-* } .-1 } */
  mine = p;	/* { dg-error "per-CPU object 'p' is stored where it outlives the scope that frees it" } */
}

void
in_inner_scope (struct stats __percpu **out, int c)
{
  if (c)
    {
      struct stats __percpu *p PERCPU_AUTOFREE = stats_new ();	/* { dg-note "allocated here" } */
/* { dg-note "'p' is freed where it goes out of scope" "" { target *-*-* } .-1 } */
      *out = p;	/* { dg-error "per-CPU object 'p' is stored where it outlives the scope that frees it" } */
    }
}

void
with_structure (struct owner *to)
{
  struct stats __percpu *p PERCPU_AUTOFREE = stats_new ();	/* { dg-note "allocated here" } */
/* { dg-note "'p' is freed where it goes out of scope" "" { target *-*-* } .-1 } */
  struct owner o = { p, 1 };
  *to = o;	/* { dg-error "per-CPU object 'p' is stored where it outlives the scope that frees it" } */
}

void
by_atomic (void)
{
  struct stats __percpu *p PERCPU_AUTOFREE = stats_new ();	/* { dg-note "allocated here" } */
/* { dg-note "'p' is freed where it goes out of scope" "" { target *-*-* } .-1 } */
  __atomic_store_n (&current, p, __ATOMIC_RELEASE);	/* { dg-error "per-CPU object 'p' is stored where it outlives the scope that frees it" } */
}

void
kept (void)
{
  struct stats __percpu *p PERCPU_AUTOFREE = stats_new ();	/* { dg-note "allocated here" } */
/* { dg-note "'p' is freed where it goes out of scope" "" { target *-*-* } .-1 } */
  keep (p);	/* { dg-error "per-CPU object 'p' is passed to a function that keeps it, and freed with its scope" } */
}

struct stats __percpu *
returned (void)
{
  struct stats __percpu *p PERCPU_AUTOFREE = stats_new ();	/* { dg-note "allocated here" } */
/* { dg-note "freed here" "" { target *-*-* } .-1 } */
  return p;	/* { dg-error "use of per-CPU object 'p' after it was freed" } */
}

struct owner
returned_in_structure (void)
{
  struct stats __percpu *p PERCPU_AUTOFREE = stats_new ();	/* { dg-note "allocated here" } */
/* { dg-note "freed here" "" { target *-*-* } .-1 } */
  return (struct owner) { p, 1 };	/* { dg-error "use of per-CPU object 'p' after it was freed" } */
}

struct stats __percpu *
returned_from_inner (int c)
{
  struct stats __percpu *q = NULL;
  if (c)
    {
      struct stats __percpu *p PERCPU_AUTOFREE = stats_new ();	/* { dg-note "allocated here" } */
/* { dg-note "freed here" "" { target *-*-* } .-1 } */
      q = p;
    }
  return q;	/* { dg-error "use of per-CPU object '.' after it was freed" } */
}
