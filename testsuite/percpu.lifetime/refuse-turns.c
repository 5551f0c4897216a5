/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Locks and references that an iteration of a loop enters and leaves on one
   path, and still holds at its end on another.  */

#include "lifetime.h"

struct table { int n; struct percpu_rwlock rw; };
struct item { int n; struct percpu_ref ref; struct item *next; };
static __attribute__ ((percpu)) struct percpu_lock lock;
static __attribute__ ((percpu)) struct percpu_rwlock rwlock;
static __attribute__ ((percpu)) struct table table;
static struct percpu_ref ref;
static int data;
void show (struct item *);

void
read_continue (int n, const int *v)
{
  for (int i = 0; i < n; i++)
    {
      percpu_rwlock_read_enter (&rwlock);	/* { dg-note "entered here" } */
      if (v[i])
	continue;	/* { dg-error "lock 'rwlock' is still held at the end of the loop iteration" } */
      data++;
      percpu_rwlock_read_leave (&rwlock);
    }
}

void
write_continue (int n, const int *v)
{
  for (int i = 0; i < n; i++)
    {
      percpu_rwlock_write_enter (&rwlock);	/* { dg-note "entered here" } */
/* { dg-error "lock 'rwlock' is entered again while it is held" "" { target *-*-* } .-1 } */
      if (v[i])
	continue;
      data++;
      percpu_rwlock_write_leave (&rwlock);
    }
}

void
write_left_sometimes (unsigned int cpu, const int *v)
{
  for (;;)
    {
      percpu_lock_cpu (&lock, cpu);	/* { dg-note "entered here" } */
/* { dg-error "lock 'lock' is entered again while it is held" "" { target *-*-* } .-1 } */
      data++;
      if (v[data] == 3)
	percpu_lock_leave (&lock, cpu);
    }
}

/* A path without another iteration contradicts others.  */
void
write_not_entered (int n, const int *v)
{
  for (int i = 0; i < n; i++)
    {
      if (v[i] > 3)
	percpu_rwlock_write_enter (&rwlock);
      data++;
      percpu_rwlock_write_leave (&rwlock);	/* { dg-error "lock 'rwlock' is left but was not entered on some path" } */
    }
}

void
read_continue_while (int n)
{
  while (n-- > 0)
    {
      if (n & 1)
	continue;
      percpu_rwlock_read_enter (&table.rw);	/* { dg-note "entered here" } */
      data++;
      if (n == 4)
	continue;	/* { dg-error "lock 'table.rw' is still held at the end of the loop iteration" } */
      percpu_rwlock_read_leave (&table.rw);
    }
}

/* The statement that leaves the lock also leaves the loop.  */
int
read_again (void)
{
  for (;;)
    {	/* { dg-error "lock 'rwlock' is still held at the end of the loop iteration" } */
      percpu_rwlock_read_enter (&rwlock);	/* { dg-note "entered here" } */
      if (data < 0)
	continue;
      int n = data;
      percpu_rwlock_read_leave (&rwlock);
      return n;
    }
}

int
read_goto (void)
{
  int n;
again:
  percpu_rwlock_read_enter (&rwlock);	/* { dg-note "entered here" } */
  n = data;
  if (n < 0)
    goto again;	/* { dg-error "lock 'rwlock' is still held at the end of the loop iteration" } */
  percpu_rwlock_read_leave (&rwlock);
  return n;
}

void
read_outer (int n, int m)
{
  for (int i = 0; i < n; i++)
    {
      for (int j = 0; j < m; j++)
	{
	  percpu_rwlock_read_enter (&rwlock);	/* { dg-note "entered here" } */
	  if (i == j)
	    goto next;	/* { dg-error "lock 'rwlock' is still held at the end of the loop iteration" } */
	  percpu_rwlock_read_leave (&rwlock);
	}
    next:
      data++;
    }
}

int
read_break (int n, const int *v)
{
  for (int i = 0; i < n; i++)
    {
      percpu_rwlock_read_enter (&rwlock);	/* { dg-note "entered here" } */
      if (v[i] > 2)
	break;
      percpu_rwlock_read_leave (&rwlock);
    }
  return 0;	/* { dg-error "lock 'rwlock' is still held on return" } */
}

int
read_return (int n, const int *v)
{
  for (int i = 0; i < n; i++)
    {
      percpu_rwlock_read_enter (&rwlock);	/* { dg-note "entered here" } */
      if (v[i] > 2)
	return i;	/* { dg-error "lock 'rwlock' is still held on return" } */
      percpu_rwlock_read_leave (&rwlock);
    }
  return -1;
}

void
this_continue (int n, const int *v)
{
  for (int i = 0; i < n; i++)
    {
      unsigned int cpu = percpu_lock_this (&lock);	/* { dg-note "entered here" } */
      if (v[i])
	continue;	/* { dg-error "lock 'lock' is still held at the end of the loop iteration" } */
      data += cpu;
      percpu_lock_leave (&lock, cpu);
    }
}

void
all_continue (const int *v)
{
  percpu_foreach (cpu)
    {
      percpu_lock_cpu (&lock, cpu);	/* { dg-note "entered here" } */
      if (v[cpu])
	continue;	/* { dg-error "lock 'lock' is still held at the end of the loop iteration" } */
      data++;
      percpu_lock_leave (&lock, cpu);
    }
}

void
try_continue (const int *v)
{
  percpu_foreach (cpu)
    if (percpu_lock_try_cpu (&lock, cpu))	/* { dg-note "entered here" } */
      {
	if (v[cpu])
	  continue;	/* { dg-error "lock 'lock' is still held at the end of the loop iteration" } */
	percpu_lock_leave (&lock, cpu);
      }
}

void
ref_continue (struct item *i)
{
  for (; i; i = i->next)
    {
      percpu_ref_get (&i->ref);	/* { dg-note "got here" } */
      if (i->n < 0)
	continue;	/* { dg-error "reference 'i->ref' is not put before the end of the loop iteration" } */
      data += i->n;
      percpu_ref_put (&i->ref);
    }
}

void
ref_shown (struct item *i)
{
  for (; i; i = i->next)
    {
      percpu_ref_get (&i->ref);	/* { dg-note "got here" } */
      if (i->n < 0)
	continue;	/* { dg-error "reference 'i->ref' is not put before the end of the loop iteration" } */
      show (i);
      percpu_ref_put (&i->ref);
    }
}

void
ref_tried (struct item *i)
{
  for (; i; i = i->next)
    {
      if (!percpu_ref_tryget_live (&i->ref))	/* { dg-note "got here" } */
	continue;
      if (i->n == 2)
	continue;	/* { dg-error "reference 'i->ref' is not put before the end of the loop iteration" } */
      percpu_ref_put (&i->ref);
    }
}

int
ref_break (int n)
{
  do
    {
      percpu_ref_get (&ref);	/* { dg-note "got here" } */
      if (n == 7)
	break;
      percpu_ref_put (&ref);
    }
  while (n-- > 0);
  return 0;	/* { dg-error "reference 'ref' is not put on some path" } */
}

int
ref_lent (struct item *i)
{
  percpu_ref_get (&i->ref);	/* { dg-note "got here" } */
  if (i->n < 0)
    return -1;	/* { dg-error "reference 'i->ref' is not put on some path" } */
  show (i);
  percpu_ref_put (&i->ref);
  return 0;
}
