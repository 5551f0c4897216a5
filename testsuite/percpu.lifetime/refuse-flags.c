/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* A flag with the result of a null check does not hide a leak.  */

#include "lifetime.h"
#include <stdbool.h>

int
wrong_side (int c)
{
  struct stats __percpu *p = 0;
  bool have = false;
  if (c)
    {
      p = stats_new ();		/* { dg-note "allocated here" } */
      have = p != 0;
    }
  if (have)
    return 1;	/* { dg-warning "per-CPU object 'p' is not freed on some path" } */
  stats_free (p);
  return 0;
}

int
other_condition (int c)
{
  struct stats __percpu *p = stats_new ();	/* { dg-note "allocated here" } */
  int ok = p != 0;
  if (c < 2)
    ok = 0;
  if (!ok)
    return -1;	/* { dg-warning "per-CPU object 'p' is not freed on some path" } */
  stats_free (p);
  return 0;
}

int
one_of_two (int c)
{
  struct stats __percpu *p = stats_new (), *q = stats_new ();	/* { dg-note "allocated here" } */
  bool ok = p && q;
  if (c)
    ok = false;
  if (!ok)
    {
      stats_free (q);
      return -1;	/* { dg-warning "per-CPU object 'p' is not freed on some path" } */
    }
  stats_free (p);
  stats_free (q);
  return 0;
}
