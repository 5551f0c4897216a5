/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Correct uses of locks: wrappers, locks of the caller, loops over all CPUs,
   several locks at a time, trylock, and exits that leave the locks.  */

#include "lifetime.h"

struct table { int n; struct percpu_rwlock rw; };
static __attribute__ ((percpu)) struct percpu_lock lock, locks[4];
static __attribute__ ((percpu)) struct percpu_rwlock rwlock;
static int data;
struct cursor { unsigned int cpu; int c; };
int busy (int);
void work (struct percpu_rwlock __percpu *);

/* Wrappers.  */
void
table_lock (struct table __percpu *t)
{
  percpu_rwlock_write_enter (&t->rw);
}

void
table_unlock (struct table __percpu *t)
{
  t->n++;
  percpu_rwlock_write_leave (&t->rw);
}

unsigned int
lock_here (void)
{
  unsigned int cpu = percpu_lock_this (&lock);
  data++;
  return cpu;
}

bool
try_here (unsigned int cpu)
{
  return percpu_lock_try_cpu (&lock, cpu);
}

bool table_try (struct table __percpu *, int)
  __attribute__ ((percpu_role ("lock_try")));

bool
table_try (struct table __percpu *t, int c)
{
  percpu_rwlock_write_enter (&t->rw);
  if (c)
    {
      percpu_rwlock_write_leave (&t->rw);
      return false;
    }
  return true;
}

void
wrapped (struct table __percpu *t, int c)
{
  if (!table_try (t, c))
    return;
  data++;
  table_unlock (t);
}

/* Locks that are released temporarily.  */
void
relaxed (void)
{
  while (busy (1))
    {
      percpu_rwlock_read_leave (&rwlock);
      data++;
      percpu_rwlock_read_enter (&rwlock);
    }
}

int
relaxed_once (int c)
{
  if (c)
    {
      percpu_rwlock_write_leave (&rwlock);
      data++;
      percpu_rwlock_write_enter (&rwlock);
    }
  return c;
}

/* Many.  */
void
all_at_once (void)
{
  percpu_foreach (cpu)
    percpu_lock_cpu (&lock, cpu);
  data++;
  percpu_foreach (cpu)
    percpu_lock_leave (&lock, cpu);
}

void
one_by_one (void)
{
  percpu_foreach (cpu)
    {
      percpu_lock_cpu (&lock, cpu);
      data++;
      percpu_lock_leave (&lock, cpu);
    }
}

void
array (int n)
{
  for (int i = 0; i < n; i++)
    percpu_lock_cpu (&locks[i], 0);
  for (int i = n; i-- > 0;)
    percpu_lock_leave (&locks[i], 0);
}

void
two_cpus (unsigned int a, unsigned int b)
{
  percpu_lock_cpu (&lock, a);
  if (a != b)
    percpu_lock_cpu (&lock, b);
  data++;
  if (a != b)
    percpu_lock_leave (&lock, b);
  percpu_lock_leave (&lock, a);
}

void
readers_nest (int c)
{
  percpu_rwlock_read_enter (&rwlock);
  if (c)
    {
      percpu_rwlock_read_enter (&rwlock);
      data++;
      percpu_rwlock_read_leave (&rwlock);
    }
  percpu_rwlock_read_leave (&rwlock);
}

void
readers_nest_in_loop (int n)
{
  for (int i = 0; i < n; i++)
    percpu_rwlock_read_enter (&rwlock);
  for (int i = 0; i < n; i++)
    percpu_rwlock_read_leave (&rwlock);
}

/* Exits from the section.  */
int
all_ways (int c)
{
  int result = -1;
  percpu_rwlock_read_enter (&rwlock);
  if (c == 1)
    goto out;
  if (c == 2)
    {
      percpu_rwlock_read_leave (&rwlock);
      return 2;
    }
  result = data;
 out:
  percpu_rwlock_read_leave (&rwlock);
  return result;
}

void
if_asked (bool locked)
{
  if (!locked)
    percpu_rwlock_write_enter (&rwlock);
  data++;
  if (!locked)
    percpu_rwlock_write_leave (&rwlock);
}

void
with_flag (int c)
{
  bool held = false;
  if (c > 2)
    {
      percpu_rwlock_write_enter (&rwlock);
      held = true;
    }
  data++;
  if (held)
    percpu_rwlock_write_leave (&rwlock);
}

void
tried (unsigned int cpu)
{
  bool mine = percpu_lock_try_cpu (&lock, cpu);
  if (mine)
    data++;
  if (mine)
    percpu_lock_leave (&lock, cpu);
}

void
tried_until (unsigned int cpu)
{
  while (!percpu_lock_try_cpu (&lock, cpu))
    data--;
  data++;
  percpu_lock_leave (&lock, cpu);
}

void
tried_all (void)
{
  percpu_foreach (cpu)
    if (percpu_lock_try_cpu (&lock, cpu))
      {
	data++;
	percpu_lock_leave (&lock, cpu);
      }
}

/* Other functions leave the lock.  */
int
left_by_others (int c)
{
  percpu_rwlock_write_enter (&rwlock);
  if (c)
    {
      work (&rwlock);
      return 1;
    }
  percpu_rwlock_write_leave (&rwlock);
  return 0;
}

void
entered_by_others (void)
{
  percpu_rwlock_write_enter (&rwlock);
  percpu_rwlock_write_leave (&rwlock);
  unknown ();
  percpu_rwlock_write_leave (&rwlock);
}

int
kept_in_cursor (struct cursor *c, int fail)
{
  unsigned int cpu = percpu_lock_this (&lock);
  if (fail)
    {
      percpu_lock_leave (&lock, cpu);
      return -1;
    }
  c->cpu = cpu;
  return 0;
}

void
one_after_the_other (void)
{
  unsigned int cpu = percpu_lock_this (&lock);
  percpu_lock_leave (&lock, cpu);
  cpu = percpu_lock_this (&lock);
  percpu_lock_leave (&lock, cpu);
}
