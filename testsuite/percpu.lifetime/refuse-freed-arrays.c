/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Objects of an array are used after a loop has freed them, or after one
   element was freed.  */

#include "lifetime.h"

typedef struct stats __percpu *object;
struct device { object v[8]; object *p; int n; };
static object table[8], *pool;

void
same_bound (object *v, int n)
{
  for (int i = 0; i < n; i++)
    stats_free (v[i]);	/* { dg-note "freed here" } */
  for (int j = 0; j < n; j++)
    v[j]->n++;	/* { dg-error "use of a per-CPU object after it was freed" } */
}

void
first_one (object *v, int n)
{
  for (int i = 0; i < n; i++)
    stats_free (v[i]);	/* { dg-note "freed here" } */
  v[0]->n++;	/* { dg-error "use of a per-CPU object after it was freed" } */
}

void
own_array (void)
{
  object v[4];
  for (int i = 0; i < 4; i++)
    v[i] = stats_new ();
  for (int i = 0; i < 4; i++)
    if (v[i])
      stats_free (v[i]);	/* { dg-note "freed here" } */
  if (v[2])
    v[2]->n++;	/* { dg-error "use of a per-CPU object after it was freed" } */
}

void
constant_index (struct device *d)
{
  for (int i = 0; i < 8; i++)
    stats_free (d->v[i]);	/* { dg-note "freed here" } */
  d->v[3]->n++;	/* { dg-error "use of a per-CPU object after it was freed" } */
}

void
any_index (struct device *d, unsigned int j)
{
  for (unsigned int i = 0; i < 8; i++)
    stats_free (d->v[i]);	/* { dg-note "freed here" } */
  d->v[j]->n++;	/* { dg-error "use of a per-CPU object after it was freed" } */
}

void
of_static_array (void)
{
  for (int i = 2; i <= 6; i++)
    stats_free (table[i]);	/* { dg-note "freed here" } */
  table[5]->n++;	/* { dg-error "use of a per-CPU object after it was freed" } */
}

void
of_static_pointer (int n)
{
  for (int i = 0; i < n; i++)
    stats_free (pool[i]);	/* { dg-note "freed here" } */
  pool[0]->n++;	/* { dg-error "use of a per-CPU object after it was freed" } */
}

void
downwards (object *v, int n)
{
  for (int i = n; i-- > 0;)
    stats_free (v[i]);	/* { dg-note "freed here" } */
  for (int j = 0; j < n; j++)
    v[j]->n++;	/* { dg-error "use of a per-CPU object after it was freed" } */
}

void
by_do (object *v)
{
  int i = 0;
  do
    stats_free (v[i++]);	/* { dg-note "freed here" } */
  while (i < 5);
  v[4]->n++;	/* { dg-error "use of a per-CPU object after it was freed" } */
}

void
twice (object *v, int n)
{
  for (int i = 0; i < n; i++)
    stats_free (v[i]);	/* { dg-note "freed here first" } */
  for (int i = 0; i < n; i++)
    stats_free (v[i]);	/* { dg-error "per-CPU object is freed twice" } */
}

/* Without a loop.  */
void
same_index (object *v, int i)
{
  stats_free (v[i]);	/* { dg-note "freed here" } */
  v[i]->n++;	/* { dg-error "use of a per-CPU object after it was freed" } */
}

void
same_number (object *v)
{
  stats_free (v[1]);	/* { dg-note "freed here" } */
  v[1]->n++;	/* { dg-error "use of a per-CPU object after it was freed" } */
}
