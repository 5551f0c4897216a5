/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Locks: the fast path, which is part of each image that uses them.
   sync/lock.c has the slow paths, and explains why both are right.  */

#include "image/image.h"
#include "lock.h"

PCPU_IMAGE_CONSTRUCTOR (lock_constructor, __percpu_barrier_prepare);

/* Returns: the record of the thread, whose image is registered.  */
static struct __percpu_guard_thread *
self (void)
{
  struct __percpu_guard_thread *thread = &__percpu_guard_thread;

  if (__builtin_expect (!thread->has_rseq, false))
    __percpu_thread_begin (&__percpu_image);
  return thread;
}

unsigned int
percpu_lock_this (struct percpu_lock *l)
{
  uintptr_t displacement;
  struct percpu_lock *mine;
  uint32_t state = 0;

  self ();
  displacement = pcpu_here ();
  mine = (struct percpu_lock *) ((uintptr_t) l + displacement);
  if (__builtin_expect (!__atomic_compare_exchange_n (&mine->state, &state, 1,
						      false, __ATOMIC_ACQUIRE,
						      __ATOMIC_RELAXED),
			false))
    __percpu_lock_wait (&mine->state);
  return ((struct __percpu_page *) (__percpu_pic_page + displacement))->cpu;
}

/* Returns: the home instance of *L.
   Context: the thread has executed a sequence.  */
static struct percpu_rwlock *
at_home (struct percpu_rwlock *l)
{
  return (struct percpu_rwlock *) ((uintptr_t) l + pcpu_home ());
}

/* Returns: whether readers may enter L without waiting.  */
static bool
open_p (const struct percpu_rwlock *l)
{
  return __atomic_load_n (&l->gate, __ATOMIC_ACQUIRE) == PCPU_GATE_OPEN;
}

/* No fence between the count and the load of the gate: the writer provides
   it.  */

void
percpu_rwlock_read_enter (struct percpu_rwlock *l)
{
  struct __percpu_guard_thread *thread = self ();
  struct percpu_rwlock *home;

  thread->reading++;
  pcpu_count ((uintptr_t) &l->entered);
  home = at_home (l);
  if (__builtin_expect (!open_p (home), false))
    __percpu_rwlock_wait (home);
}

void
percpu_rwlock_read_leave (struct percpu_rwlock *l)
{
  struct __percpu_guard_thread *thread = self ();
  struct percpu_rwlock *home;

  pcpu_count ((uintptr_t) &l->left);
  home = at_home (l);
  if (__builtin_expect (!open_p (home), false))
    __percpu_rwlock_left (home);
  thread->reading--;
}

void
percpu_rwlock_write_enter (struct percpu_rwlock *l)
{
  self ();
  pcpu_here ();
  __percpu_rwlock_write (at_home (l), (uintptr_t) l);
}

void
percpu_rwlock_write_leave (struct percpu_rwlock *l)
{
  self ();
  pcpu_here ();
  __percpu_rwlock_written (at_home (l));
}
