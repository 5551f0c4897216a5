/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Guards that were not entered, or not on all paths.  */

#include "lifetime.h"

static __attribute__ ((percpu)) struct stats st;
struct holder { int kind; struct percpu_guard g; };
static const struct percpu_guard no_guard;

void
uninitialised (void)
{
  struct percpu_guard g;	/* { dg-note "enter it first: 'g = percpu_guard_enter ..;'" } */
  percpu_borrow (g, &st)->n++;	/* { dg-error "borrow from guard 'g', which was not entered" } */
}

void
zero (void)
{
  struct percpu_guard g = { 0 };	/* { dg-note "enter it first" } */
  percpu_borrow (g, &st)->n++;	/* { dg-error "borrow from guard 'g', which was not entered" } */
}

void
empty (void)
{
  struct percpu_guard g = {};	/* { dg-note "enter it first" } */
  percpu_borrow (g, &st)->n++;	/* { dg-error "borrow from guard 'g', which was not entered" } */
}

void
all_zeros (void)
{
  struct percpu_guard g = { 0, 0, 0 };	/* { dg-note "enter it first" } */
  percpu_borrow (g, &st)->n++;	/* { dg-error "borrow from guard 'g', which was not entered" } */
}

void
cleared (void)
{
  struct percpu_guard g;	/* { dg-note "enter it first" } */
  memset (&g, 0, sizeof g);
  percpu_borrow (g, &st)->n++;	/* { dg-error "borrow from guard 'g', which was not entered" } */
}

void
copy_of_zero (void)
{
  struct percpu_guard g = no_guard;	/* { dg-note "enter it first" } */
  percpu_borrow (g, &st)->n++;	/* { dg-error "borrow from guard 'g', which was not entered" } */
}

void
zero_member (void)
{
  struct holder h = { 0 };	/* { dg-note "enter it first: 'h.g = percpu_guard_enter ..;'" } */
  percpu_borrow (h.g, &st)->n++;	/* { dg-error "borrow from guard 'h.g', which was not entered" } */
}

void
element (void)
{
  struct percpu_guard v[2];	/* { dg-note "enter it first" } */
  v[0] = percpu_guard_enter ();
  percpu_borrow (v[1], &st)->n++;	/* { dg-error "borrow from guard 'v.1.', which was not entered" } */
  percpu_guard_leave (&v[0]);
}

void
on_some_path (int c)
{
  struct percpu_guard g = {};	/* { dg-note "enter it first" } */
  if (c)
    g = percpu_guard_enter ();
  percpu_borrow (g, &st)->n++;	/* { dg-error "borrow from guard 'g', which was not entered" } */
  if (c)
    percpu_guard_leave (&g);
}

void
member_on_some_path (int c)
{
  struct holder h;	/* { dg-note "enter it first" } */
  if (c > 3)
    h.g = percpu_guard_enter ();
  struct stats *s = percpu_borrow (h.g, &st);	/* { dg-error "borrow from guard 'h.g', which was not entered" } */
  s->n++;
  if (c > 3)
    percpu_guard_leave (&h.g);
}

void
in_switch (int kind)
{
  struct percpu_guard g;	/* { dg-note "enter it first" } */
  switch (kind)
    {
    case 1:
    case 2:
      g = percpu_guard_enter ();
      break;
    default:
      break;
    }
  percpu_borrow (g, &st)->n++;	/* { dg-error "borrow from guard 'g', which was not entered" } */
  if (kind == 1 || kind == 2)
    percpu_guard_leave (&g);
}

void
in_pointer (void)
{
  struct percpu_guard g, *p = &g;	/* { dg-note "enter it first" } */
  percpu_borrow (*p, &st)->n++;	/* { dg-error "borrow from guard 'g', which was not entered" } */
}

void
left_in_member (void)
{
  struct holder h = {};
  percpu_guard_leave (&h.g);	/* { dg-error "guard 'h.g' is left but was not entered" } */
}

void
later_only (void)
{
  struct percpu_guard g;	/* { dg-note "enter it first" } */
  percpu_borrow (g, &st)->n++;	/* { dg-error "borrow from guard 'g', which was not entered" } */
  g = percpu_guard_enter ();
  percpu_guard_leave (&g);
}
