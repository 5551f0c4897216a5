/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* A lock does not keep the thread on its CPU: in threads that may migrate, a
   load and a store may be executed on two CPUs although both are made in one
   section.  A mutex of the C library does not either.  */
/* advice-options: -O0 */
/* advice-options: -O2 -fPIC */
/* advice-options: -O1 -fsanitize=undefined */

#include <percpu.h>
#include <pthread.h>
#include <threads.h>

static __attribute__ ((percpu)) struct percpu_lock lock;
static __attribute__ ((percpu)) struct percpu_rwlock table_lock;
static __attribute__ ((percpu)) long peak, least;
static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static mtx_t other;

void
in_lock (long v)
{
  unsigned int cpu = percpu_lock_this (&lock);
  if (peak < v)
/*         ^ note: loaded here */
    peak = v;
/*       ^ warning: 'peak' may change between its load and the store that it decides about \[percpu check-then-act\] */
/*       ^ note: a lock does not keep the thread on its CPU: use 'percpu_ptr' with the number of the CPU whose lock is held, or borrow it from a guard for both */
  long n = least;
/*     ^ note: loaded here */
  least = n + v;
/*      ^ warning: 'least' may change between its load and the store that is computed from it \[percpu check-then-act\] */
/*      ^ note: a lock does not keep the thread on its CPU */
  percpu_lock_leave (&lock, cpu);
}

void
by_the_number (long v)
{
  unsigned int cpu = percpu_lock_this (&lock);
  long *p = percpu_ptr (&peak, cpu);
  if (*p < v)
    *p = v;
  percpu_lock_leave (&lock, cpu);
}

void
as_writer (long v)
{
  percpu_rwlock_write_enter (&table_lock);
  if (peak < v)
/*         ^ note: loaded here */
    peak = v;
/*       ^ warning: 'peak' may change */
/*       ^ note: a lock does not keep the thread on its CPU */
  percpu_rwlock_write_leave (&table_lock);
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
in_mutex (long v)
{
  pthread_mutex_lock (&mutex);
  if (peak < v)
/*         ^ note: loaded here */
    peak = v;
/*       ^ warning: 'peak' may change */
/*       ^ note: use 'percpu_max' */
  pthread_mutex_unlock (&mutex);
  mtx_lock (&other);
  if (least > v)
/*          ^ note: loaded here */
    least = v;
/*        ^ warning: 'least' may change */
/*        ^ note: use 'percpu_min' */
  mtx_unlock (&other);
}

/* With a guard or a bound thread there is no warning.  */

void
in_guard (long v)
{
  percpu_guarded (g)
    {
      unsigned int cpu = percpu_lock_this (&lock);
      if (peak < v)
	peak = v;
      percpu_lock_leave (&lock, cpu);
    }
}

__attribute__ ((percpu_bound)) void
bound (long v)
{
  pthread_mutex_lock (&mutex);
  if (peak < v)
    peak = v;
  pthread_mutex_unlock (&mutex);
}
