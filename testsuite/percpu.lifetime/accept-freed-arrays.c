/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Arrays of objects: a loop frees elements other than those used later, or the
   freed elements get new objects.  */

#include "lifetime.h"

typedef struct stats __percpu *object;

void
set_to_null (object *v, int n)
{
  for (int i = 0; i < n; i++)
    {
      stats_free (v[i]);
      v[i] = NULL;
    }
  if (v[0])
    v[0]->n++;
}

void
filled_again (object *v, int n)
{
  for (int i = 0; i < n; i++)
    stats_free (v[i]);
  for (int i = 0; i < n; i++)
    v[i] = stats_new ();
  if (n > 0 && v[0])
    v[0]->n++;
  for (int i = 0; i < n; i++)
    if (v[i])
      v[i]->m++;
}

void
filled_by_others (object *v, int n)
{
  for (int i = 0; i < n; i++)
    stats_free (v[i]);
  unknown ();
  v[0]->n++;
}

void
the_others (object *v, int n, int m)
{
  for (int i = 0; i < n; i++)
    stats_free (v[i]);
  for (int i = n; i < m; i++)
    v[i]->n++;
  v[n]->n++;
}

void
other_index (object *v, int n, int i)
{
  for (int j = 0; j < n; j++)
    stats_free (v[j]);
  v[i]->n++;
  v[3]->n++;
}

void
other_bound (object *v, int n, int m)
{
  for (int i = 0; i < n; i++)
    stats_free (v[i]);
  for (int i = 0; i < m; i++)
    v[i]->n++;
}

void
one_more (object *v, int n)
{
  for (int i = 0; i < n; i++)
    stats_free (v[i]);
  for (int i = 1; i <= n; i++)
    v[i]->n++;
}

void
some_only (object *v, int n)
{
  for (int i = 0; i < n; i++)
    if (i & 1)
      stats_free (v[i]);
  v[0]->n++;
}

void
up_to_a_condition (object *v, int n)
{
  for (int i = 0; i < n; i++)
    {
      if (v[i]->n == 0)
	{
	  v[i]->m++;
	  break;
	}
      stats_free (v[i]);
    }
}

void
other_array (object *v, object *w, int n)
{
  for (int i = 0; i < n; i++)
    stats_free (v[i]);
  for (int i = 0; i < n; i++)
    w[i]->n++;
}

void
again_and_again (object *v, int n, int m)
{
  while (m-- > 0)
    {
      for (int i = 0; i < n; i++)
	v[i] = stats_new ();
      for (int i = 0; i < n; i++)
	if (v[i])
	  v[i]->n++;
      for (int i = 0; i < n; i++)
	stats_free (v[i]);
    }
}

void
next_index (object *v, int i)
{
  stats_free (v[i]);
  v[i + 1]->n++;
}
