/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* A diagnostic has a location and a name in the program, also if the object
   comes from a macro in a system header or has no name.  */

#include <percpu.h>
#include "system.h"

struct stats { unsigned long n; };
struct dev { struct stats __percpu *s; struct dev *next; };

static __attribute__ ((percpu)) struct stats st;

void
leaked (void)
{
  struct stats __percpu *p = 0;
  for (int i = 0; i < 4; i++)
    p = system_alloc (struct stats);
/* { dg-warning "per-CPU object 'p' is not freed on some path" "" { target *-*-* } .-1 } */
/* { dg-note "allocated here" "" { target *-*-* } .-2 } */
  percpu_free (p);
}

unsigned int
without_a_name (void)
{
  return percpu_guard_enter ().cpu;
/* { dg-error "guard is discarded immediately" "" { target *-*-* } .-1 } */
/* { dg-note "store it in a variable" "" { target *-*-* } .-2 } */
}

void
not_allocated (void)
{
  percpu_free (&st);
/* { dg-error "'percpu_free' of per-CPU variable 'st', which was not allocated" "" { target *-*-* } .-1 } */
}

void
by_two_pointers (struct dev *d)
{
  percpu_free (d->next->s);	/* { dg-note "freed here" } */
  d->next->s->n++;	/* { dg-error "use of a per-CPU object after it was freed" } */
}

static __attribute__ ((percpu)) PERCPU_STACK (8) stack;

void
pushed (void)
{
  percpu_guarded (g)
    percpu_stack_push (&stack, percpu_borrow (g, &st));
/* { dg-error "a pointer that was borrowed from guard 'g' is passed to a function that keeps it" "" { target *-*-* } .-1 } */
/* { dg-note "borrowed here" "" { target *-*-* } .-2 } */
/* { dg-note "'__percpu_stack_push' is declared here" "" { target *-*-* } 0 } */
}

void
in_the_turn_before (int n)
{
  struct stats *prev = 0;
  for (int i = 0; i < n; i++)
    percpu_guarded (g)
/* { dg-note "the guard, which is declared here, has ended with its scope" "" { target *-*-* } .-1 } */
      {
	struct stats *s = system_borrow (g, st);	/* { dg-note "borrowed here" } */
	if (prev)
	  prev->n++;	/* { dg-error "use of 'prev', which was borrowed from guard 'g', after the guard has ended" } */
	prev = s;
      }
}

void shown (struct percpu_guard *);

void
stored_when_others_know_the_guard (struct stats **where)
{
  struct percpu_guard g = percpu_guard_enter ();
  struct stats *s = percpu_borrow (g, &st);	/* { dg-note "borrowed here" } */
  shown (&g);
  *where = s;	/* { dg-error "'s', which was borrowed from guard 'g', is stored where it outlives the guard" } */
  percpu_guard_leave (&g);
}
