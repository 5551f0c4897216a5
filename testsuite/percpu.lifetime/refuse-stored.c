/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* A borrowed pointer is stored in an object that outlives its guard.  */

#include "lifetime.h"

static __attribute__ ((percpu)) struct stats st;
static __attribute__ ((percpu)) struct stats *last;
struct cursor { int i; struct stats *s; };
void keep (struct stats *) __attribute__ ((percpu_keeps (1)));	/* { dg-note "'keep' is declared here" } */
void keep_second (int, void *) __attribute__ ((percpu_keeps (2)));
/* { dg-note "'keep_second' is declared here" "" { target *-*-* } .-1 } */
struct stats *global;
static struct stats *table[4];
static struct cursor global_cursor;

struct stats *
returned (void)
{
  percpu_guarded (g)	/* { dg-note "the guard, which is declared here, has ended with its scope" } */
    {
      struct stats *s = percpu_borrow (g, &st);	/* { dg-note "borrowed here" } */
      s->n++;
      return s;	/* { dg-error "return of 's', which was borrowed from guard 'g' and does not outlive it" } */
    }
  return NULL;
}

struct stats *
returned_at_once (void)
{
  struct percpu_guard g PERCPU_CLEANUP = percpu_guard_enter ();
/* { dg-note "the guard, which is declared here, has ended with its scope" "" { target *-*-* } .-1 } */
  return percpu_borrow (g, &st);
/* { dg-error "return of a pointer that was borrowed from guard 'g' and does not outlive it" "" { target *-*-* } .-1 } */
/* { dg-note "borrowed here" "" { target *-*-* } .-2 } */
}

int *
returned_element (int i)
{
  percpu_guarded (g)	/* { dg-note "the guard, which is declared here, has ended with its scope" } */
    {
      struct stats *s = percpu_borrow (g, &st);	/* { dg-note "borrowed here" } */
      return &s->a[i];
/* { dg-error "return of 's', which was borrowed from guard 'g' and does not outlive it" "" { target *-*-* } .-1 } */
    }
  return NULL;
}

struct stats *
returned_later (void)
{
  struct stats *s = NULL;
  percpu_guarded (g)	/* { dg-note "the guard, which is declared here, has ended with its scope" } */
    s = percpu_borrow (g, &st);	/* { dg-note "borrowed here" } */
  unknown ();
  return s;	/* { dg-error "return of 's', which was borrowed from guard 'g' and does not outlive it" } */
}

struct cursor
returned_in_structure (void)
{
  struct cursor c = { 0, NULL };
  percpu_guarded (g)	/* { dg-note "the guard, which is declared here, has ended with its scope" } */
    {
      c.s = percpu_borrow (g, &st);	/* { dg-note "borrowed here" } */
      c.i = 1;
    }
  return c;
/* { dg-error "return of a pointer that was borrowed from guard 'g' and does not outlive it" "" { target *-*-* } .-1 } */
}

void
in_global (void)
{
  percpu_guarded (g)
    global = percpu_borrow (g, &st);
/* { dg-error "a pointer that was borrowed from guard 'g' is stored where it outlives the guard" "" { target *-*-* } .-1 } */
/* { dg-note "borrowed here" "" { target *-*-* } .-2 } */
}

void
in_global_array (int i)
{
  percpu_guarded (g)
    {
      struct stats *s = percpu_borrow (g, &st);	/* { dg-note "borrowed here" } */
      table[i] = s;
/* { dg-error "'s', which was borrowed from guard 'g', is stored where it outlives the guard" "" { target *-*-* } .-1 } */
    }
}

void
in_global_structure (void)
{
  percpu_guarded (g)
    global_cursor.s = percpu_borrow (g, &st);
/* { dg-error "a pointer that was borrowed from guard 'g' is stored where it outlives the guard" "" { target *-*-* } .-1 } */
/* { dg-note "borrowed here" "" { target *-*-* } .-2 } */
}

void
in_global_structure_as_a_whole (void)
{
  percpu_guarded (g)
    {
      struct cursor c = { 1, percpu_borrow (g, &st) };	/* { dg-note "borrowed here" } */
      global_cursor = c;
/* { dg-error "a pointer that was borrowed from guard 'g' is stored where it outlives the guard" "" { target *-*-* } .-1 } */
    }
}

unsigned long
in_static_local (void)
{
  static struct stats *cached;
  if (!cached)
    percpu_guarded (g)
      cached = percpu_borrow (g, &st);
/* { dg-error "a pointer that was borrowed from guard 'g' is stored where it outlives the guard" "" { target *-*-* } .-1 } */
/* { dg-note "borrowed here" "" { target *-*-* } .-2 } */
  return 0;
}

void
through_parameter (struct stats **to)
{
  percpu_guarded (g)
    {
      struct stats *s = percpu_borrow (g, &st);	/* { dg-note "borrowed here" } */
      *to = s;
/* { dg-error "'s', which was borrowed from guard 'g', is stored where it outlives the guard" "" { target *-*-* } .-1 } */
    }
}

void
in_structure_of_parameter (struct cursor *c)
{
  percpu_guarded (g)
    {
      struct stats *s = percpu_borrow (g, &st);	/* { dg-note "borrowed here" } */
      c->s = s;
/* { dg-error "'s', which was borrowed from guard 'g', is stored where it outlives the guard" "" { target *-*-* } .-1 } */
    }
}

struct cursor *
in_heap (void)
{
  struct cursor *c = malloc (sizeof *c);
  if (!c)
    return NULL;
  percpu_guarded (g)
    c->s = percpu_borrow (g, &st);
/* { dg-error "a pointer that was borrowed from guard 'g' is stored where it outlives the guard" "" { target *-*-* } .-1 } */
/* { dg-note "borrowed here" "" { target *-*-* } .-2 } */
  return c;
}

void
in_percpu_variable (void)
{
  percpu_guarded (g)
    last = percpu_borrow (g, &st);
/* { dg-error "a pointer that was borrowed from guard 'g' is stored where it outlives the guard" "" { target *-*-* } .-1 } */
/* { dg-note "borrowed here" "" { target *-*-* } .-2 } */
}

void
element_in_global (int **to, int i)
{
  percpu_guarded (g)
    {
      struct stats *s = percpu_borrow (g, &st);	/* { dg-note "borrowed here" } */
      to[i] = &s->a[i];
/* { dg-error "'s', which was borrowed from guard 'g', is stored where it outlives the guard" "" { target *-*-* } .-1 } */
    }
}

void
after_the_end (void)
{
  struct stats *s = NULL;
  percpu_guarded (g)	/* { dg-note "the guard, which is declared here, has ended with its scope" } */
    s = percpu_borrow (g, &st);	/* { dg-note "borrowed here" } */
  global = s;	/* { dg-error "use of 's', which was borrowed from guard 'g', after the guard has ended" } */
}

void
kept (void)
{
  percpu_guarded (g)
    {
      struct stats *s = percpu_borrow (g, &st);	/* { dg-note "borrowed here" } */
      keep (s);
/* { dg-error "'s', which was borrowed from guard 'g', is passed to a function that keeps it" "" { target *-*-* } .-1 } */
    }
}

void
kept_without_a_name (void)
{
  percpu_guarded (g)
    keep (percpu_borrow (g, &st));
/* { dg-error "a pointer that was borrowed from guard 'g' is passed to a function that keeps it" "" { target *-*-* } .-1 } */
/* { dg-note "borrowed here" "" { target *-*-* } .-2 } */
}

void
kept_element (int i)
{
  percpu_guarded (g)
    keep_second (i, &percpu_borrow (g, &st)->a[i]);
/* { dg-error "a pointer that was borrowed from guard 'g' is passed to a function that keeps it" "" { target *-*-* } .-1 } */
/* { dg-note "borrowed here" "" { target *-*-* } .-2 } */
}

void
kept_by_pointer (void (*f) (void *) __attribute__ ((percpu_keeps (1))))
{
  percpu_guarded (g)
    {
      struct stats *s = percpu_borrow (g, &st);	/* { dg-note "borrowed here" } */
      f (s);
/* { dg-error "'s', which was borrowed from guard 'g', is passed to a function that keeps it" "" { target *-*-* } .-1 } */
    }
}
