/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* References that are put twice, not on all paths, or without having been
   got.  */

#include "lifetime.h"

struct item { int n; struct percpu_ref ref; struct item *next; };
static struct percpu_ref ref;

void
put_twice (struct item *i)
{
  percpu_ref_get (&i->ref);
  i->n++;
  percpu_ref_put (&i->ref);	/* { dg-note "put here first" } */
  percpu_ref_put (&i->ref);	/* { dg-error "reference 'i->ref' is put twice" } */
}

void
put_twice_by_pointer (struct percpu_ref *r)
{
  struct percpu_ref *q = r;
  percpu_ref_put (r);	/* { dg-note "put here first" } */
  percpu_ref_put (q);	/* { dg-error "reference '.r' is put twice" } */
}

int
not_put (struct item *i, int c)
{
  percpu_ref_get (&i->ref);	/* { dg-note "got here" } */
  if (c)
    return -1;	/* { dg-error "reference 'i->ref' is not put on some path" } */
  i->n++;
  percpu_ref_put (&i->ref);
  return 0;
}

int
not_put_of_static (int c)
{
  percpu_ref_get (&ref);	/* { dg-note "got here" } */
  if (c > 1)
    return -1;	/* { dg-error "reference 'ref' is not put on some path" } */
  percpu_ref_put (&ref);
  return 0;
}

int
tried_and_not_put (struct item *i, int c)
{
  if (!percpu_ref_tryget_live (&i->ref))	/* { dg-note "got here" } */
    return 0;
  if (c)
    return 1;	/* { dg-error "reference 'i->ref' is not put on some path" } */
  percpu_ref_put (&i->ref);
  return 0;
}

void
put_only (struct item *i, int c)
{
  if (c)
    percpu_ref_get (&i->ref);
  i->n++;
  percpu_ref_put (&i->ref);	/* { dg-error "reference 'i->ref' is put but was not got on some path" } */
}

void
put_although_not_got (struct item *i)
{
  bool got = percpu_ref_tryget (&i->ref);
  if (got)
    i->n++;
  percpu_ref_put (&i->ref);	/* { dg-error "reference 'i->ref' is put but was not got on some path" } */
}
