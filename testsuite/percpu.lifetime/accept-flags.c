/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* The result of a null check is kept in a flag and tested later.  */

#include "lifetime.h"
#include <stdbool.h>

int
allocated_on_a_path (int c)
{
  struct stats __percpu *p = 0;
  bool have = false;
  if (c)
    {
      p = stats_new ();
      have = p != 0;
    }
  if (have)
    stats_free (p);
  return 0;
}

int
flag_is_one (int c)
{
  struct stats __percpu *p = 0;
  int have = 0;
  if (c)
    {
      p = stats_new ();
      have = !!p;
    }
  if (have == 1)
    stats_free (p);
  return 0;
}

int
failed (int c)
{
  struct stats __percpu *p = 0;
  int missing = 1;
  if (c > 2)
    {
      p = stats_new ();
      missing = !p;
    }
  if (missing)
    return -1;
  p->n++;
  stats_free (p);
  return 0;
}

int
two (int c)
{
  struct stats __percpu *p = stats_new (), *q = stats_new ();
  bool ok = p && q;
  if (c)
    ok = ok && c > 3;
  if (!ok)
    {
      stats_free (p);
      stats_free (q);
      return -1;
    }
  p->n++;
  stats_free (p);
  stats_free (q);
  return 0;
}

void
once (int n)
{
  struct stats __percpu *p = 0;
  bool have = false;
  for (int i = 0; i < n; i++)
    if (!have)
      {
	p = stats_new ();
	have = p;
      }
  if (have)
    stats_free (p);
}

int
by_goto (int c)
{
  struct stats __percpu *p = 0;
  int err = 0;
  if (c)
    {
      p = stats_new ();
      err = p == 0;
      if (err)
	goto out;
      p->n++;
    }
out:
  if (c && !err)
    stats_free (p);
  return err;
}
