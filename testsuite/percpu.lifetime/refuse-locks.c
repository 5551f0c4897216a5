/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Locks that are still held at an exit, are left or entered twice, or are left
   without having been entered.  */

#include "lifetime.h"

struct table { int n; struct percpu_rwlock rw; };
struct owner { int x; struct percpu_rwlock __percpu *rw; };
static __attribute__ ((percpu)) struct percpu_lock lock;
static __attribute__ ((percpu)) struct percpu_rwlock rwlock;
static __attribute__ ((percpu)) struct table table;
static int data;
int busy (int);

int
read_held (int c)
{
  percpu_rwlock_read_enter (&rwlock);	/* { dg-note "entered here" } */
  if (c)
    return -1;	/* { dg-error "lock 'rwlock' is still held on return" } */
  percpu_rwlock_read_leave (&rwlock);
  return 0;
}

int
write_held_after_call (int c)
{
  percpu_rwlock_write_enter (&table.rw);	/* { dg-note "entered here" } */
  if (busy (c))
    return -1;	/* { dg-error "lock 'table.rw' is still held on return" } */
  data++;
  percpu_rwlock_write_leave (&table.rw);
  return 0;
}

int
this_held (int c)
{
  unsigned int cpu = percpu_lock_this (&lock);	/* { dg-note "entered here" } */
  if (c < 3)
    goto out;
  data += cpu;
  percpu_lock_leave (&lock, cpu);
 out:
  return c;
}
/* { dg-error "lock 'lock' is still held on return" "" { target *-*-* } .-2 } */

int
one_of_all (int c)
{
  percpu_foreach (cpu)
    {
      percpu_lock_cpu (&lock, cpu);	/* { dg-note "entered here" } */
      if (c == 7)
	return 1;	/* { dg-error "lock 'lock' is still held on return" } */
      data++;
      percpu_lock_leave (&lock, cpu);
    }
  return 0;
}

int
try_held (unsigned int cpu, int c)
{
  if (!percpu_lock_try_cpu (&lock, cpu))	/* { dg-note "entered here" } */
    return -1;
  if (c)
    return 1;	/* { dg-error "lock 'lock' is still held on return" } */
  percpu_lock_leave (&lock, cpu);
  return 0;
}

int
held_of_pointer (struct owner *o, int c)
{
  percpu_rwlock_read_enter (o->rw);	/* { dg-note "entered here" } */
  if (c)
    return o->x;	/* { dg-error "lock '.o->rw' is still held on return" } */
  percpu_rwlock_read_leave (o->rw);
  return 0;
}

int
held_of_object (struct table __percpu *t, int c)
{
  percpu_rwlock_write_enter (&t->rw);	/* { dg-note "entered here" } */
  if (c)
    return 1;	/* { dg-error "lock 't->rw' is still held on return" } */
  percpu_rwlock_write_leave (&t->rw);
  return 0;
}

void
read_twice (void)
{
  percpu_rwlock_read_enter (&rwlock);
  data++;
  percpu_rwlock_read_leave (&rwlock);	/* { dg-note "left here first" } */
  percpu_rwlock_read_leave (&rwlock);	/* { dg-error "lock 'rwlock' is left twice" } */
}

void
this_twice (void)
{
  unsigned int cpu = percpu_lock_this (&lock);
  percpu_lock_leave (&lock, cpu);	/* { dg-note "left here first" } */
  percpu_lock_leave (&lock, cpu);	/* { dg-error "lock 'lock' is left twice" } */
}

void
callers_twice (struct table __percpu *t, int c)
{
  if (c)
    percpu_rwlock_write_leave (&t->rw);	/* { dg-note "left here first" } */
  percpu_rwlock_write_leave (&t->rw);	/* { dg-error "lock 't->rw' is left twice" } */
}

void
left_only (int c)
{
  if (c)
    percpu_rwlock_read_enter (&rwlock);
  data++;
  percpu_rwlock_read_leave (&rwlock);	/* { dg-error "lock 'rwlock' is left but was not entered on some path" } */
}

void
try_not_asked (unsigned int cpu)
{
  if (!percpu_lock_try_cpu (&lock, cpu))
    data++;
  percpu_lock_leave (&lock, cpu);	/* { dg-error "lock 'lock' is left but was not entered on some path" } */
}

void
write_again (void)
{
  percpu_rwlock_write_enter (&rwlock);	/* { dg-note "entered here" } */
  percpu_rwlock_write_enter (&rwlock);	/* { dg-error "lock 'rwlock' is entered again while it is held" } */
  percpu_rwlock_write_leave (&rwlock);
}

void
reader_becomes_writer (int c)
{
  percpu_rwlock_read_enter (&rwlock);	/* { dg-note "entered here" } */
  if (c)
    percpu_rwlock_write_enter (&rwlock);	/* { dg-error "lock 'rwlock' is entered again while it is held" } */
  percpu_rwlock_read_leave (&rwlock);
}

void
other_kind (void)
{
  percpu_rwlock_read_enter (&rwlock);	/* { dg-note "entered here" } */
  data++;
  percpu_rwlock_write_leave (&rwlock);	/* { dg-error "lock 'rwlock' is left by a writer but was entered by a reader" } */
}

/* A lock of the program's own.  */
struct mutex { int state; };
void mutex_lock (struct mutex *) __attribute__ ((percpu_role ("lock_enter")));
void mutex_unlock (struct mutex *) __attribute__ ((percpu_role ("lock_leave")));
bool mutex_trylock (struct mutex *) __attribute__ ((percpu_role ("lock_try")));

int
own_held (struct mutex *m, int c)
{
  mutex_lock (m);	/* { dg-note "entered here" } */
  if (c)
    return 1;	/* { dg-error "lock '.m' is still held on return" } */
  mutex_unlock (m);
  return 0;
}

int
own_tried (struct mutex *m, int c)
{
  if (mutex_trylock (m))	/* { dg-note "entered here" } */
    {
      if (c)
	return 1;	/* { dg-error "lock '.m' is still held on return" } */
      mutex_unlock (m);
    }
  return 0;
}
