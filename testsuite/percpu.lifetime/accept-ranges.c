/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Ownership depends on a number in a range: with `case', with two comparisons,
   or with one comparison that the front end makes of two.

   { dg-options "-Wall -Wextra -Wno-maybe-uninitialized" } */

#include <limits.h>
#include "lifetime.h"

static __attribute__ ((percpu)) struct stats st;

struct request
{
  signed char kind;
  unsigned int length;
  struct stats __percpu *s;
};

void
range_1 (int n)
{
  struct percpu_guard g;
  switch (n)
    {
    case 1 ... 5:
      g = percpu_guard_enter ();
      break;
    default:
      break;
    }
  unknown ();
  if (n < 1 || n > 5)
    return;
  percpu_borrow (g, &st)->n++;
  percpu_guard_leave (&g);
}

void
range_2 (int n)
{
  struct stats __percpu *p = NULL;
  if (n >= 1 && n <= 5)
    p = stats_new ();
  unknown ();
  switch (n)
    {
    case 1 ... 5:
      stats_free (p);
      break;
    default:
      break;
    }
}

void
range_3 (unsigned int n)
{
  struct percpu_guard g;
  switch (n)
    {
    case 10 ... 19:
      g = percpu_guard_enter ();
    }
  unknown ();
  if (n >= 10)
    if (n <= 19)
      percpu_guard_leave (&g);
}

void
range_4 (int n)
{
  struct percpu_guard g;
  if (n < -3 || n > 3)
    unknown ();
  else
    g = percpu_guard_enter ();
  unknown ();
  if (!(n < -3 || n > 3))
    percpu_guard_leave (&g);
}

void
range_5 (struct request *r)
{
  switch (r->kind)
    {
    case 'a' ... 'z':
      r->s = stats_new ();
      break;
    case 0:
      return;
    }
  if (r->kind >= 'a' && r->kind <= 'z')
    stats_free (r->s);
}

void
range_6 (int n)
{
  struct percpu_guard g;
  switch (n)
    {
    case 7 ... INT_MAX:
      g = percpu_guard_enter ();
    }
  unknown ();
  if (n >= 7)
    percpu_guard_leave (&g);
}

void
range_7 (int n)
{
  struct percpu_guard g;
  switch (n)
    {
    case INT_MIN ... -1:
      return;
    case 0 ... 9:
      g = percpu_guard_enter ();
      break;
    case 10 ... 99:
      unknown ();
      break;
    default:
      return;
    }
  if (n <= 9)
    percpu_guard_leave (&g);
}

void
range_8 (int n)
{
  for (int i = 0; i < n; i++)
    {
      struct percpu_guard g;
      if (i >= 2 && i < 7)
	g = percpu_guard_enter ();
      unknown ();
      if (i < 2 || i >= 7)
	continue;
      percpu_guard_leave (&g);
    }
}
