/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* In models in which threads do not leave their CPU, a lock that is held over a
   load and a store suffices.  A lock that is held over only one of them does
   not.  */
/* advice-options: -O0 -fplugin-arg-percpu-model=register -fplugin-arg-percpu-check-then-act=warn */
/* advice-options: -O2 -fPIC -fplugin-arg-percpu-model=register -fplugin-arg-percpu-check-then-act=warn */
/* advice-options: -O1 -fplugin-arg-percpu-model=single -fplugin-arg-percpu-check-then-act=warn */

#include <percpu.h>

static __attribute__ ((percpu)) struct percpu_lock lock;
static __attribute__ ((percpu)) struct percpu_rwlock table_lock;
static __attribute__ ((percpu)) long peak, least;

struct table;
extern void table_enter (struct table *)
  __attribute__ ((percpu_role ("lock_enter")));
extern void table_leave (struct table *)
  __attribute__ ((percpu_role ("lock_leave")));

void
in_lock (long v)
{
  unsigned int cpu = percpu_lock_this (&lock);
  if (peak < v)
    peak = v;
  long n = least;
  least = n + v;
  percpu_lock_leave (&lock, cpu);
}

void
as_writer (long v)
{
  percpu_rwlock_write_enter (&table_lock);
  if (peak < v)
    peak = v;
  percpu_rwlock_write_leave (&table_lock);
}

void
by_own_function (struct table *t, long v)
{
  table_enter (t);
  if (peak < v)
    peak = v;
  table_leave (t);
}

void
in_two_sections (long v)
{
  unsigned int cpu = percpu_lock_this (&lock);
  long n = least;
/*     ^ note: loaded here */
  percpu_lock_leave (&lock, cpu);
  cpu = percpu_lock_this (&lock);
  least = n + v;
/*      ^ warning: 'least' may change between its load and the store that is computed from it \[percpu check-then-act\] */
/*      ^ note: use an operator such as '\+=' */
  percpu_lock_leave (&lock, cpu);
}

void
on_one_path (int c, long v)
{
  unsigned int cpu = 0;
  if (c)
    cpu = percpu_lock_this (&lock);
  if (peak < v)
/*         ^ note: loaded here */
    peak = v;
/*       ^ warning: 'peak' may change */
/*       ^ note: use 'percpu_max' */
  if (c)
    percpu_lock_leave (&lock, cpu);
}
