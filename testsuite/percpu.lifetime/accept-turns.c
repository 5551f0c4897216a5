/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Locks and references that are correctly held from one iteration of a loop to
   the next: counted, kept for some iterations, or handed over.  */

#include "lifetime.h"

struct table { int n; struct percpu_rwlock rw; struct table __percpu *next; };
struct item { int n; struct percpu_ref ref; struct item *next; };
static __attribute__ ((percpu)) struct percpu_lock lock;
static __attribute__ ((percpu)) struct percpu_rwlock rwlock;
static struct percpu_ref ref;
static int data;
int start (int);
void submit (struct item *);
void put_all (struct percpu_ref *, int);

/* A `continue' on the path that leaves the lock.  */
void
left (int n, const int *v)
{
  for (int i = 0; i < n; i++)
    {
      percpu_rwlock_read_enter (&rwlock);
      if (v[i])
	{
	  percpu_rwlock_read_leave (&rwlock);
	  continue;
	}
      data++;
      percpu_rwlock_read_leave (&rwlock);
    }
}

/* The references that were got are put at the end.  */
void
added_up (int n, const int *v)
{
  int got = 0;
  for (int i = 0; i < n; i++)
    {
      percpu_ref_get (&ref);
      if (v[i])
	{
	  percpu_ref_put (&ref);
	  continue;
	}
      got++;
    }
  while (got-- > 0)
    percpu_ref_put (&ref);
}

void
added_up_do (int n, const int *v)
{
  int got = 0;
  do
    {
      percpu_ref_get (&ref);
      if (v[n])
	{
	  percpu_ref_put (&ref);
	  continue;
	}
      got++;
    }
  while (n-- > 0);
  while (got-- > 0)
    percpu_ref_put (&ref);
}

void
added_up_for_others (int n, const int *v)
{
  int got = 0;
  for (int i = 0; i < n; i++)
    {
      percpu_ref_get (&ref);
      if (v[i])
	{
	  percpu_ref_put (&ref);
	  continue;
	}
      got++;
    }
  put_all (&ref, got);
}

void
added_up_do_for_others (int n, const int *v)
{
  int got = 0;
  do
    {
      percpu_ref_get (&ref);
      if (v[n])
	{
	  percpu_ref_put (&ref);
	  continue;
	}
      got++;
    }
  while (n-- > 0);
  put_all (&ref, got);
}

int
undone (struct item **v, int n)
{
  int i;
  for (i = 0; i < n; i++)
    {
      percpu_ref_get (&v[i]->ref);
      if (!start (i))
	{
	  percpu_ref_put (&v[i]->ref);
	  goto undo;
	}
    }
  return 0;
undo:
  while (i-- > 0)
    percpu_ref_put (&v[i]->ref);
  return -1;
}

int
one_undone (struct item *q, int n)
{
  for (int i = 0; i < n; i++)
    {
      percpu_ref_get (&q->ref);
      if (!start (i))
	{
	  percpu_ref_put (&q->ref);
	  return i;
	}
    }
  return n;
}

/* Held for several iterations.  */
void
batches (int n)
{
  for (int i = 0; i < n; i++)
    {
      if (i % 16 == 0)
	percpu_rwlock_read_enter (&rwlock);
      data++;
      if (i % 16 == 15 || i == n - 1)
	percpu_rwlock_read_leave (&rwlock);
    }
}

void
written_batches (struct percpu_rwlock __percpu *w, int n)
{
  for (int i = 0; i < n; i++)
    {
      if (i % 16 == 0)
	percpu_rwlock_write_enter (w);
      start (i);
      if (i % 16 == 15 || i == n - 1)
	percpu_rwlock_write_leave (w);
    }
}

void
from_first_to_last (int n)
{
  int i = 0;
  while (i < n)
    {
      if (i == 0)
	percpu_rwlock_write_enter (&rwlock);
      data++;
      if (++i == n)
	percpu_rwlock_write_leave (&rwlock);
    }
}

void
batches_on_cpu (unsigned int cpu, int n)
{
  for (int i = 0; i < n; i++)
    {
      if (!(i & 7))
	percpu_lock_cpu (&lock, cpu);
      data++;
      if ((i & 7) == 7 || i == n - 1)
	percpu_lock_leave (&lock, cpu);
    }
}

void
when_needed (int n, const int *v)
{
  bool held = false;
  for (int i = 0; i < n; i++)
    {
      if (!held && v[i] > 0)
	{
	  percpu_rwlock_read_enter (&rwlock);
	  held = true;
	}
      data++;
      if (held && v[i] < 0)
	{
	  percpu_rwlock_read_leave (&rwlock);
	  held = false;
	}
    }
  if (held)
    percpu_rwlock_read_leave (&rwlock);
}

void
relaxed (int n)
{
  percpu_rwlock_read_enter (&rwlock);
  while (n-- > 0)
    if (n % 64 == 0)
      {
	percpu_rwlock_read_leave (&rwlock);
	data++;
	percpu_rwlock_read_enter (&rwlock);
      }
  percpu_rwlock_read_leave (&rwlock);
}

/* Hand-over-hand locking.  */
struct item *
best (struct item *i)
{
  struct item *found = NULL;
  for (; i; i = i->next)
    {
      percpu_ref_get (&i->ref);
      if (found && i->n < found->n)
	{
	  percpu_ref_put (&i->ref);
	  continue;
	}
      if (found)
	percpu_ref_put (&found->ref);
      found = i;
    }
  return found;
}

void
tables (struct table __percpu *t)
{
  struct table __percpu *last = NULL;
  for (; t; t = *percpu_ptr (&t->next, 0))
    {
      percpu_rwlock_read_enter (&t->rw);
      if (last)
	percpu_rwlock_read_leave (&last->rw);
      last = t;
    }
  if (last)
    percpu_rwlock_read_leave (&last->rw);
}

unsigned int
last_cpu (const int *v)
{
  unsigned int last = -1u;
  percpu_foreach (cpu)
    {
      percpu_lock_cpu (&lock, cpu);
      if (!v[cpu])
	{
	  percpu_lock_leave (&lock, cpu);
	  continue;
	}
      if (last != -1u)
	percpu_lock_leave (&lock, last);
      last = cpu;
    }
  return last;
}

void
submitted (struct item *i)
{
  for (; i; i = i->next)
    {
      percpu_ref_get (&i->ref);
      if (i->n < 0)
	{
	  percpu_ref_put (&i->ref);
	  continue;
	}
      submit (i);
    }
}

/* Attempts that can fail.  */
void
tried (unsigned int cpu)
{
  while (!percpu_lock_try_cpu (&lock, cpu))
    data--;
  percpu_lock_leave (&lock, cpu);
}

struct item *
tried_until_found (struct item *i)
{
  for (; i; i = i->next)
    {
      if (!percpu_ref_tryget_live (&i->ref))
	continue;
      if (i->n > 3)
	return i;
      percpu_ref_put (&i->ref);
    }
  return NULL;
}

void
in_a_section (int c)
{
  percpu_guarded (g)
    {
      percpu_ref_get (&ref);
      if (c)
	{
	  percpu_ref_put (&ref);
	  continue;
	}
      data++;
      percpu_ref_put (&ref);
    }
}
