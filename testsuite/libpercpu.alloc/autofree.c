/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* PERCPU_AUTOFREE frees the object of the variable when the variable goes out
   of scope, on every exit, and does nothing if the variable is null.  */

#include "../lib/check.h"
#include <percpu.h>

static size_t
objects (void)
{
  struct percpu_stats stats;

  percpu_stats_get (&stats, sizeof stats);
  return stats.objects;
}

static int __percpu *
keep (int how)
{
  int __percpu *p PERCPU_AUTOFREE = percpu_alloc (int);
  int __percpu *kept;

  if (!p || how == 0)
    return NULL;
  for (int i = 0; i < 3; i++)
    {
      long __percpu *q PERCPU_AUTOFREE = percpu_alloc_array (long, 10);

      if (!q)
	return NULL;
      if (how == 1)
	goto out;
      if (how == 2)
	continue;
      if (objects () < 2)
	return NULL;
    }
  if (how < 4)
    return NULL;
  kept = p;
  p = NULL;
  return kept;
 out:
  return NULL;
}

int
main (void)
{
  int __percpu *p;

  for (int how = 0; how < 4; how++)
    {
      p = keep (how);
      CHECK (p == NULL && objects () == 0, "way %d: all are freed", how);
    }
  p = keep (4);
  CHECK (p != NULL && objects () == 1, "what was taken out is not");
  percpu_free (p);
  CHECK (objects () == 0, "until then");
  return 0;
}
