/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* A borrowed pointer is used after its guard has ended.  */

#include "lifetime.h"

static __attribute__ ((percpu)) struct stats st;
struct cursor { int i; struct stats *s; };

unsigned long
directly (void)
{
  struct stats *s;
  percpu_guarded (g)	/* { dg-note "the guard, which is declared here, has ended with its scope" } */
    {
      s = percpu_borrow (g, &st);	/* { dg-note "borrowed here" } */
      s->n++;
    }
  return s->n;	/* { dg-error "use of 's', which was borrowed from guard 'g', after the guard has ended" } */
}

void
written (void)
{
  struct stats *s;
  percpu_guarded (g)	/* { dg-note "the guard, which is declared here, has ended with its scope" } */
    s = percpu_borrow (g, &st);	/* { dg-note "borrowed here" } */
  s->n = 1;	/* { dg-error "use of 's', which was borrowed from guard 'g', after the guard has ended" } */
}

int
derived (int i)
{
  int *p = NULL;
  percpu_guarded (g)	/* { dg-note "the guard, which is declared here, has ended with its scope" } */
    {
      struct stats *s = percpu_borrow (g, &st);	/* { dg-note "borrowed here" } */
      p = &s->a[i];
      *p = 1;
    }
  return *p;	/* { dg-error "use of 'p', which was borrowed from guard 'g', after the guard has ended" } */
}

int
derived_by_addition (int i)
{
  int *p = NULL;
  percpu_guarded (g)	/* { dg-note "the guard, which is declared here, has ended with its scope" } */
    p = percpu_borrow (g, &st)->a + 1;	/* { dg-note "borrowed here" } */
  p += i;
  return p[2];	/* { dg-error "use of 'p', which was borrowed from guard 'g', after the guard has ended" } */
}

int
on_some_path (int c)
{
  struct stats *s = NULL;
  percpu_guarded (g)	/* { dg-note "the guard, which is declared here, has ended with its scope" } */
    if (c)
      s = percpu_borrow (g, &st);	/* { dg-note "borrowed here" } */
  if (c)
    return s->a[0];
/* { dg-error "use of 's', which was borrowed from guard 'g', after the guard has ended" "" { target *-*-* } .-1 } */
  return 0;
}

int
if_there_is_one (int c)
{
  struct stats *s = NULL;
  percpu_guarded (g)	/* { dg-note "the guard, which is declared here, has ended with its scope" } */
    if (c)
      s = percpu_borrow (g, &st);	/* { dg-note "borrowed here" } */
  if (s)
    return s->a[0];
/* { dg-error "use of 's', which was borrowed from guard 'g', after the guard has ended" "" { target *-*-* } .-1 } */
  return 0;
}

unsigned long
by_loop (int n)
{
  struct stats *s = NULL;
  unsigned long sum = 0;
  for (int i = 0; i < n; i++)
    {
      if (s)
	sum += s->n;
/* { dg-error "use of 's', which was borrowed from guard 'g', after the guard has ended" "" { target *-*-* } .-1 } */
      percpu_guarded (g)
/* { dg-note "the guard, which is declared here, has ended with its scope" "" { target *-*-* } .-1 } */
	s = percpu_borrow (g, &st);	/* { dg-note "borrowed here" } */
    }
  return sum;
}

void
by_goto (int c)
{
  struct stats *s = NULL;
  {
    struct percpu_guard g PERCPU_CLEANUP = percpu_guard_enter ();
/* { dg-note "the guard, which is declared here, has ended with its scope" "" { target *-*-* } .-1 } */
    s = percpu_borrow (g, &st);	/* { dg-note "borrowed here" } */
    if (c)
      goto out;
    s->n++;
    return;
  }
out:
  s->m++;	/* { dg-error "use of 's', which was borrowed from guard 'g', after the guard has ended" } */
}

void
after_break (int n)
{
  struct stats *s = NULL;
  percpu_guarded (g)	/* { dg-note "the guard, which is declared here, has ended with its scope" } */
    {
      s = percpu_borrow (g, &st);	/* { dg-note "borrowed here" } */
      if (n > 3)
	break;
      s->n++;
    }
  s->m++;	/* { dg-error "use of 's', which was borrowed from guard 'g', after the guard has ended" } */
}

void
after_continue (int n)
{
  struct stats *s = NULL;
  while (n-- > 0)
    {
      percpu_guarded (g)
/* { dg-note "the guard, which is declared here, has ended with its scope" "" { target *-*-* } .-1 } */
	{
	  s = percpu_borrow (g, &st);	/* { dg-note "borrowed here" } */
	  if (s->n)
	    continue;
	}
      s->n++;	/* { dg-error "use of 's', which was borrowed from guard 'g', after the guard has ended" } */
    }
}

void
after_leaving_early (int c)
{
  struct percpu_guard g = percpu_guard_enter ();
  struct stats *s = percpu_borrow (g, &st);	/* { dg-note "borrowed here" } */
  if (c)
    percpu_guard_leave (&g);	/* { dg-note "the guard has ended here" } */
  s->n++;	/* { dg-error "use of 's', which was borrowed from guard 'g', after the guard has ended" } */
  if (!c)
    percpu_guard_leave (&g);
}

void
after_the_inner_guard (void)
{
  struct stats *s;
  percpu_guarded (g)
    {
      percpu_guarded (h)
/* { dg-note "the guard, which is declared here, has ended with its scope" "" { target *-*-* } .-1 } */
	s = percpu_borrow (h, &st);	/* { dg-note "borrowed here" } */
      s->n++;	/* { dg-error "use of 's', which was borrowed from guard 'h', after the guard has ended" } */
    }
}

void
under_the_next_guard (void)
{
  struct stats *s = NULL;
  percpu_guarded (g)	/* { dg-note "the guard, which is declared here, has ended with its scope" } */
    s = percpu_borrow (g, &st);	/* { dg-note "borrowed here" } */
  percpu_guarded (g)
    s->n++;	/* { dg-error "use of 's', which was borrowed from guard 'g', after the guard has ended" } */
}

void
entered_again (void)
{
  struct percpu_guard g = percpu_guard_enter ();
  struct stats *s = percpu_borrow (g, &st);	/* { dg-note "borrowed here" } */
  percpu_guard_leave (&g);	/* { dg-note "the guard has ended here" } */
  g = percpu_guard_enter ();
  s->n++;	/* { dg-error "use of 's', which was borrowed from guard 'g', after the guard has ended" } */
  percpu_guard_leave (&g);
}

void
as_argument (void)
{
  struct stats *s = NULL;
  percpu_guarded (g)	/* { dg-note "the guard, which is declared here, has ended with its scope" } */
    s = percpu_borrow (g, &st);	/* { dg-note "borrowed here" } */
  touch (s);	/* { dg-error "use of 's', which was borrowed from guard 'g', after the guard has ended" } */
}

void
to_built_in_function (void)
{
  struct stats *s = NULL;
  percpu_guarded (g)	/* { dg-note "the guard, which is declared here, has ended with its scope" } */
    s = percpu_borrow (g, &st);	/* { dg-note "borrowed here" } */
  memset (s, 0, sizeof *s);
/* { dg-error "use of 's', which was borrowed from guard 'g', after the guard has ended" "" { target *-*-* } .-1 } */
}

void
structure_copy (struct stats *to)
{
  const struct stats *s = NULL;
  percpu_guarded (g)	/* { dg-note "the guard, which is declared here, has ended with its scope" } */
    s = percpu_borrow (g, &st);	/* { dg-note "borrowed here" } */
  *to = *s;	/* { dg-error "use of 's', which was borrowed from guard 'g', after the guard has ended" } */
}

int
in_structure (void)
{
  struct cursor c = { 0, NULL };
  percpu_guarded (g)	/* { dg-note "the guard, which is declared here, has ended with its scope" } */
    c.s = percpu_borrow (g, &st);	/* { dg-note "borrowed here" } */
  return c.s->a[c.i];
/* { dg-error "use of a pointer that was borrowed from guard 'g' after the guard has ended" "" { target *-*-* } .-1 } */
}

int
in_copied_structure (void)
{
  struct cursor c = { 0, NULL }, d = c;
  percpu_guarded (g)	/* { dg-note "the guard, which is declared here, has ended with its scope" } */
    {
      c.s = percpu_borrow (g, &st);	/* { dg-note "borrowed here" } */
      d = c;
    }
  return d.s->a[d.i];
/* { dg-error "use of a pointer that was borrowed from guard 'g' after the guard has ended" "" { target *-*-* } .-1 } */
}

int
in_array (void)
{
  int *p[2] = { NULL, NULL };
  percpu_guarded (g)	/* { dg-note "the guard, which is declared here, has ended with its scope" } */
    p[1] = percpu_borrow (g, &st.a[0]);	/* { dg-note "borrowed here" } */
  return *p[1];
/* { dg-error "use of a pointer that was borrowed from guard 'g' after the guard has ended" "" { target *-*-* } .-1 } */
}

unsigned long
as_integer (void)
{
  uintptr_t u = 0;
  percpu_guarded (g)	/* { dg-note "the guard, which is declared here, has ended with its scope" } */
    u = (uintptr_t) percpu_borrow (g, &st);	/* { dg-note "borrowed here" } */
  return ((struct stats *) u)->n;
/* { dg-error "use of 'u', which was borrowed from guard 'g', after the guard has ended" "" { target *-*-* } .-1 } */
}

unsigned long
by_switch (int c)
{
  struct stats *s = NULL;
  percpu_guarded (g)	/* { dg-note "the guard, which is declared here, has ended with its scope" } */
    s = percpu_borrow (g, &st);	/* { dg-note "borrowed here" } */
  switch (c)
    {
    case 0:
      return s->n;
/* { dg-error "use of 's', which was borrowed from guard 'g', after the guard has ended" "" { target *-*-* } .-1 } */
    case 1:
      return 1;
    }
  return 0;
}

void
chosen (struct stats *mine, int c)
{
  struct stats *s = NULL;
  percpu_guarded (g)	/* { dg-note "the guard, which is declared here, has ended with its scope" } */
    s = c ? percpu_borrow (g, &st) : mine;	/* { dg-note "borrowed here" } */
  s->n++;	/* { dg-error "use of 's', which was borrowed from guard 'g', after the guard has ended" } */
}

void
to_assembler (void)
{
  struct stats *s = NULL;
  percpu_guarded (g)	/* { dg-note "the guard, which is declared here, has ended with its scope" } */
    s = percpu_borrow (g, &st);	/* { dg-note "borrowed here" } */
  __asm__ volatile ("" : : "r" (s) : "memory");
/* { dg-error "use of 's', which was borrowed from guard 'g', after the guard has ended" "" { target *-*-* } .-1 } */
}

void
borrow_after_the_end (void)
{
  struct percpu_guard g = percpu_guard_enter ();
  percpu_guard_leave (&g);	/* { dg-note "the guard has ended here" } */
  percpu_borrow (g, &st)->n++;	/* { dg-error "borrow from guard 'g' after it has ended" } */
}

void
borrow_after_the_end_on_some_path (int c)
{
  struct percpu_guard g = percpu_guard_enter ();
  if (c)
    percpu_guard_leave (&g);	/* { dg-note "the guard has ended here" } */
  struct stats *s = percpu_borrow (g, &st);	/* { dg-error "borrow from guard 'g' after it has ended" } */
  s->n++;
  if (!c)
    percpu_guard_leave (&g);
}

int
by_statement_expression (void)
{
  struct stats *s
    = ({ struct percpu_guard g PERCPU_CLEANUP = percpu_guard_enter ();
/* { dg-note "the guard, which is declared here, has ended with its scope" "" { target *-*-* } .-1 } */
	 percpu_borrow (g, &st); });	/* { dg-note "borrowed here" } */
  return s->a[0];
/* { dg-error "use of 's', which was borrowed from guard 'g', after the guard has ended" "" { target *-*-* } .-1 } */
}
