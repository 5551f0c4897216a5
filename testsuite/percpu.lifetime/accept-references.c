/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* References that are got and put, handed over to other functions, or owned by
   the caller.  */

#include "lifetime.h"

struct item { int n; struct percpu_ref ref; struct item *next; };
static struct item *current;
static struct percpu_ref ref;
int enqueue (struct item *);
int start (void);
bool ready (int);

/* References of the caller.  */
void
put_for_caller (struct item *i)
{
  i->n--;
  percpu_ref_put (&i->ref);
}

struct item *
got_for_caller (struct item *i)
{
  percpu_ref_get (&i->ref);
  return i;
}

struct item *
found (struct item *i, int n)
{
  for (; i; i = i->next)
    if (i->n == n && percpu_ref_tryget (&i->ref))
      return i;
  return NULL;
}

struct item *
found_or_put (struct item *i, int n)
{
  percpu_ref_get (&i->ref);
  if (i->n == n)
    return i;
  percpu_ref_put (&i->ref);
  return NULL;
}

/* References that are handed over.  */
int
enqueued (struct item *i)
{
  percpu_ref_get (&i->ref);
  if (enqueue (i))
    return 0;
  percpu_ref_put (&i->ref);
  return -1;
}

int
stored (struct item *i, int c)
{
  percpu_ref_get (&i->ref);
  if (c)
    {
      current = i;
      return 0;
    }
  percpu_ref_put (&i->ref);
  return -1;
}

int
started (void)
{
  percpu_ref_get (&ref);
  if (start () == 0)
    return 0;
  percpu_ref_put (&ref);
  return -1;
}

/* Many.  */
void
put_all (struct item *i)
{
  while (i)
    {
      struct item *next = i->next;
      percpu_ref_put (&i->ref);
      i = next;
    }
}

void
put_many (int n)
{
  while (n-- > 0)
    percpu_ref_put (&ref);
}

void
got_many (int n)
{
  for (int i = 0; i < n; i++)
    percpu_ref_get (&ref);
  for (int i = 0; i < n; i++)
    percpu_ref_put (&ref);
}

void
two (struct item *a, struct item *b)
{
  percpu_ref_get (&a->ref);
  percpu_ref_get (&b->ref);
  a->n += b->n;
  percpu_ref_put (&b->ref);
  percpu_ref_put (&a->ref);
}

void
twice (struct item *i)
{
  percpu_ref_get (&i->ref);
  percpu_ref_get (&i->ref);
  i->n++;
  percpu_ref_put (&i->ref);
  percpu_ref_put (&i->ref);
}

/* References from percpu_ref_tryget, which can fail.  */
int
tried (struct item *i)
{
  if (!percpu_ref_tryget_live (&i->ref))
    return -1;
  i->n++;
  percpu_ref_put (&i->ref);
  return 0;
}

void
tried_and_asked_later (struct item *i)
{
  bool got = percpu_ref_tryget (&i->ref);
  if (got)
    i->n++;
  if (got)
    percpu_ref_put (&i->ref);
}

void
killed (struct item *i)
{
  percpu_ref_get (&i->ref);
  percpu_ref_kill (&i->ref);
  percpu_ref_put (&i->ref);
}

void
put_then_put_what_others_got (struct item *i)
{
  percpu_ref_put (&i->ref);
  start ();
  percpu_ref_put (&i->ref);
}
