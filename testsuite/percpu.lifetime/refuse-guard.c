/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Guards that are discarded, entered or left twice, or never left.  */

#include "lifetime.h"

static __attribute__ ((percpu)) struct stats st;
static jmp_buf environment;

void
dropped (void)
{
  percpu_guard_enter ();
/* { dg-note "store it in a variable: 'struct percpu_guard g PERCPU_CLEANUP = percpu_guard_enter ..;'" "" { target *-*-* } .-1 } */
/* { dg-error "guard is discarded immediately" "" { target *-*-* } .-2 } */
}

void
dropped_by_cast (void)
{
  (void) percpu_guard_enter ();
/* { dg-note "store it in a variable: 'struct percpu_guard g PERCPU_CLEANUP = percpu_guard_enter ..;'" "" { target *-*-* } .-1 } */
/* { dg-error "guard is discarded immediately" "" { target *-*-* } .-2 } */
}

void
dropped_on_condition (void)
{
  if (condition ())
    percpu_guard_enter ();
/* { dg-note "store it in a variable: 'struct percpu_guard g PERCPU_CLEANUP = percpu_guard_enter ..;'" "" { target *-*-* } .-1 } */
/* { dg-error "guard is discarded immediately" "" { target *-*-* } .-2 } */
  st.n++;
}

void
entered_twice (void)
{
  struct percpu_guard g = percpu_guard_enter ();	/* { dg-note "entered here" } */
  g = percpu_guard_enter ();	/* { dg-error "guard 'g' is entered again while it is held" } */
  percpu_guard_leave (&g);
}

void
entered_twice_by_loop (int n)
{
  struct percpu_guard g;
  do
    {
      g = percpu_guard_enter ();
/* { dg-error "guard 'g' is entered again while it is held" "" { target *-*-* } .-1 } */
/* { dg-note "entered here" "" { target *-*-* } .-2 } */
      percpu_borrow (g, &st)->n++;
    }
  while (--n > 0);
  percpu_guard_leave (&g);
}

void
left_twice (void)
{
  struct percpu_guard g = percpu_guard_enter ();
  percpu_guard_leave (&g);	/* { dg-note "left here first" } */
  percpu_guard_leave (&g);	/* { dg-error "guard 'g' is left twice" } */
}

void
left_twice_on_some_path (int c)
{
  struct percpu_guard g = percpu_guard_enter ();
  if (c)
    percpu_guard_leave (&g);	/* { dg-note "left here first" } */
  st.n++;
  percpu_guard_leave (&g);	/* { dg-error "guard 'g' is left twice" } */
}

void
left_before_the_cleanup (void)
{
  struct percpu_guard g PERCPU_CLEANUP = percpu_guard_enter ();	/* { dg-error "guard 'g' is left twice" } */
  percpu_borrow (g, &st)->n++;
  percpu_guard_leave (&g);	/* { dg-note "left here first" } */
}

void
held_on_return (void)
{
  struct percpu_guard g = percpu_guard_enter ();
/* { dg-note "declare it with 'PERCPU_CLEANUP' to leave it at the end of its scope" "" { target *-*-* } .-1 } */
/* { dg-note "entered here" "" { target *-*-* } .-2 } */
  percpu_borrow (g, &st)->n++;
}
/* { dg-error "guard 'g' is still held on return" "" { target *-*-* } .-1 } */

int
held_on_some_path (int c)
{
  struct percpu_guard g = percpu_guard_enter ();
/* { dg-note "declare it with 'PERCPU_CLEANUP' to leave it at the end of its scope" "" { target *-*-* } .-1 } */
/* { dg-note "entered here" "" { target *-*-* } .-2 } */
  if (c < 0)
    return -1;	/* { dg-error "guard 'g' is still held on return" } */
  percpu_borrow (g, &st)->n += c;
  percpu_guard_leave (&g);
  return 0;
}

int
held_behind_a_loop (int n)
{
  struct percpu_guard g = percpu_guard_enter ();
/* { dg-note "declare it with 'PERCPU_CLEANUP' to leave it at the end of its scope" "" { target *-*-* } .-1 } */
/* { dg-note "entered here" "" { target *-*-* } .-2 } */
  while (n-- > 0)
    if (percpu_borrow (g, &st)->a[n & 7] == 0)
      return n;	/* { dg-error "guard 'g' is still held on return" } */
  percpu_guard_leave (&g);
  return -1;
}

int
held_in_a_switch (int n)
{
  struct percpu_guard g = percpu_guard_enter ();
/* { dg-note "declare it with 'PERCPU_CLEANUP' to leave it at the end of its scope" "" { target *-*-* } .-1 } */
/* { dg-note "entered here" "" { target *-*-* } .-2 } */
  switch (n)
    {
    case 0:
      percpu_guard_leave (&g);
      return 1;
    case 1:
      percpu_guard_leave (&g);
      break;
    case 2:
      break;
    default:
      percpu_guard_leave (&g);
    }
  return 0;	/* { dg-error "guard 'g' is still held on return" } */
}

void
jump_while_held (void)
{
  percpu_guarded (g)	/* { dg-note "entered here" } */
    {
      percpu_borrow (g, &st)->n++;
      longjmp (environment, 1);	/* { dg-error "'longjmp' leaves the function while guard 'g' is held" } */
    }
}

void
jump_while_held_by_hand (int c)
{
  struct percpu_guard g = percpu_guard_enter ();	/* { dg-note "entered here" } */
  if (c)
    longjmp (environment, 1);	/* { dg-error "'longjmp' leaves the function while guard 'g' is held" } */
  percpu_guard_leave (&g);
}
