/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Locks for each CPU, and a lock whose readers share nothing.

     static __attribute__ ((percpu)) struct percpu_lock lock;

     cpu = percpu_lock_this (&lock);	   this CPU's
     ... *percpu_ptr (&data, cpu) ...
     percpu_lock_leave (&lock, cpu);

     percpu_foreach (other)		   the data of all, one by one
       {
	 percpu_lock_cpu (&lock, other);
	 ...

   The lock of a CPU is for data that is nearly always that CPU's own, and that
   others visit now and then.  Taking it is an atomic instruction, on a cache
   line that no other CPU wants; where nobody visits, a guard (percpu/guard.h)
   does without.

     static __attribute__ ((percpu)) struct percpu_rwlock table_lock;

     percpu_rwlock_read_enter (&table_lock);
     ... look at the table ...
     percpu_rwlock_read_leave (&table_lock);

   The reader-writer lock is for what is read all the time and hardly ever
   changed.  As long as there is no writer, a reader adds 1 to a counter of the
   CPU that it is on, and 1 to another one, of the CPU that it then is on, when
   it leaves: no atomic instruction, no fence and no cache line that two CPUs
   write.  A writer stops new readers, has the kernel execute a fence in all
   threads (membarrier), and waits until all instances together have as many
   that left as that entered: microseconds at least.  Readers and writers may
   sleep, be preempted and migrate; who has to wait sleeps.

   Who goes first.  A writer that waits comes before readers that come after
   it, or readers that follow each other would keep it out for ever.  Readers
   that had to wait for a writer come before the next one: it gives them
   ten milliseconds to enter.  Writers among each other have no order.
   A thread that is a reader of any such lock, and its signal handlers, enter
   without waiting where the writer still waits itself; so a thread may enter
   again what it has entered, also in a handler, and no two wait for each other.

   Handlers may be readers: of a lock that their thread reads, is about to take
   as a writer, or does not have; if the interrupted thread is within its write
   section the program ends with a message.  They cannot be writers.  The locks
   of CPUs are not for handlers, but for percpu_lock_try_cpu.

   Every section is left by the thread that has entered it, by hand: not by
   longjmp, the end of the thread, or cancellation.  A reader that becomes a
   writer of the same lock waits for itself, for ever.  The memory of a lock
   stays until all have returned from leaving it.  Priorities are not inherited.

   fork: the forking thread has in the child what it had, and leaves it there.
   What other threads had, nobody leaves: as with all locks, a program sees to
   it that there was none, or gives the lock its initial value (percpu_reset) in
   the child.

   Without membarrier (before Linux 4.14, or because of a filter of system
   calls) readers execute a fence and look twice.  If the filter comes when
   there were readers already, the next writer goes to every CPU once; if it may
   not do that either, the program ends with a message.

   Both are per-CPU variables, or parts of them, also of dynamic ones; all zero
   is free.  In model `single' taking any of them disables preemption, as guards
   do; freestanding code does not have them.  This is included by percpu.h.  */

#include <percpu.h>

#ifndef PERCPU_LOCK_H
#define PERCPU_LOCK_H 1

#include <percpu/guard.h>
#include <percpu/list.h>
#include <stdbool.h>
#include <stdint.h>

#ifndef __PERCPU_UNUSABLE__

#if !defined __PERCPU_ABI_FREESTANDING__ || defined __PERCPU_MODEL_SINGLE__

struct percpu_lock
{
  /* 0: free; 1: taken; 2: and somebody waits.  */
  uint32_t state;
};

struct percpu_rwlock
{
  /* Of each CPU: how many readers have entered and left there.  */
  uint64_t entered, left;

  /* One for all, used in one instance only, and not in the cache line of the
     above: what readers have to do, one of the values of sync/lock.c; what the
     writer sleeps on; how many readers wait; the lock of writers; who is the
     writer; and what readers count who had to wait.  */
  uint32_t gate __attribute__ ((aligned (64)));
  uint32_t events;
  uint32_t waiting;
  uint32_t writers;
  uintptr_t owner;
  uint64_t entered_late, left_late;
};

# ifdef __PERCPU_MODEL_SINGLE__

/* There is one CPU, and all that can come in between is preemption.  The
   functions are those of the other models, and do as these do.  */
#  define __PERCPU_LOCK_ENTER()						\
  do									\
    {									\
      if (percpu_preempt_disable)					\
	percpu_preempt_disable ();					\
      __asm__ volatile ("" : : : "memory");				\
    }									\
  while (0)
#  define __PERCPU_LOCK_LEAVE()						\
  do									\
    {									\
      __asm__ volatile ("" : : : "memory");				\
      if (percpu_preempt_enable)					\
	percpu_preempt_enable ();					\
    }									\
  while (0)

static __inline__ unsigned int
percpu_lock_this (struct percpu_lock __percpu *l)
  __PERCPU_ROLE ("lock_enter") __attribute__ ((warn_unused_result));
static __inline__ void
percpu_lock_cpu (struct percpu_lock __percpu *l, unsigned int cpu)
  __PERCPU_ROLE ("lock_enter");
static __inline__ bool
percpu_lock_try_cpu (struct percpu_lock __percpu *l, unsigned int cpu)
  __PERCPU_ROLE ("lock_try") __attribute__ ((warn_unused_result));
static __inline__ void
percpu_lock_leave (struct percpu_lock __percpu *l, unsigned int cpu)
  __PERCPU_ROLE ("lock_leave");
static __inline__ void
percpu_rwlock_read_enter (struct percpu_rwlock __percpu *l)
  __PERCPU_ROLE ("read_enter");
static __inline__ void
percpu_rwlock_read_leave (struct percpu_rwlock __percpu *l)
  __PERCPU_ROLE ("read_leave");
static __inline__ void
percpu_rwlock_write_enter (struct percpu_rwlock __percpu *l)
  __PERCPU_ROLE ("lock_enter");
static __inline__ void
percpu_rwlock_write_leave (struct percpu_rwlock __percpu *l)
  __PERCPU_ROLE ("lock_leave");

static __inline__ unsigned int
percpu_lock_this (struct percpu_lock __percpu *l)
{
  (void) l;
  __PERCPU_LOCK_ENTER ();
  return 0;
}

static __inline__ void
percpu_lock_cpu (struct percpu_lock __percpu *l, unsigned int cpu)
{
  (void) l;
  (void) cpu;
  __PERCPU_LOCK_ENTER ();
}

static __inline__ bool
percpu_lock_try_cpu (struct percpu_lock __percpu *l, unsigned int cpu)
{
  (void) l;
  (void) cpu;
  __PERCPU_LOCK_ENTER ();
  return true;
}

static __inline__ void
percpu_lock_leave (struct percpu_lock __percpu *l, unsigned int cpu)
{
  (void) l;
  (void) cpu;
  __PERCPU_LOCK_LEAVE ();
}

static __inline__ void
percpu_rwlock_read_enter (struct percpu_rwlock __percpu *l)
{
  (void) l;
  __PERCPU_LOCK_ENTER ();
}

static __inline__ void
percpu_rwlock_read_leave (struct percpu_rwlock __percpu *l)
{
  (void) l;
  __PERCPU_LOCK_LEAVE ();
}

static __inline__ void
percpu_rwlock_write_enter (struct percpu_rwlock __percpu *l)
{
  (void) l;
  __PERCPU_LOCK_ENTER ();
}

static __inline__ void
percpu_rwlock_write_leave (struct percpu_rwlock __percpu *l)
{
  (void) l;
  __PERCPU_LOCK_LEAVE ();
}

#  undef __PERCPU_LOCK_ENTER
#  undef __PERCPU_LOCK_LEAVE

# else

/* Every image has its own, from libpercpu_nonshared.a.  */
#  pragma GCC visibility push (hidden)

/* Take the lock *L of the CPU that the thread is on; it may go elsewhere
   meanwhile.
   Returns: the number of that CPU, as percpu_ptr takes it; also that of a
   private area (see percpu_nr_cpus).  percpu_lock_leave needs it.
   Context: thread that does not have it.  Sleeps.  */
extern unsigned int percpu_lock_this (struct percpu_lock __PERCPU_SPACE *l)
  __PERCPU_SEEN (lock_this) __PERCPU_ROLE ("lock_enter")
  __attribute__ ((warn_unused_result));

/* Enter a read section of *L, and leave it.  What was written in write sections
   before can be read; what is read is read before the next one.
   Context: any but a write section of *L, signal handlers included.  Entering
   sleeps.  */
extern void percpu_rwlock_read_enter (struct percpu_rwlock __PERCPU_SPACE *l)
  __PERCPU_SEEN (rwlock_read_enter) __PERCPU_ROLE ("read_enter");
extern void percpu_rwlock_read_leave (struct percpu_rwlock __PERCPU_SPACE *l)
  __PERCPU_SEEN (rwlock_read_leave) __PERCPU_ROLE ("read_leave");

/* Enter a write section of *L, when there are no readers and no other writer,
   and leave it.
   Context: thread that is not in any section of *L.  Entering sleeps.  */
extern void percpu_rwlock_write_enter (struct percpu_rwlock __PERCPU_SPACE *l)
  __PERCPU_SEEN (rwlock_write_enter) __PERCPU_ROLE ("lock_enter");
extern void percpu_rwlock_write_leave (struct percpu_rwlock __PERCPU_SPACE *l)
  __PERCPU_SEEN (rwlock_write_leave) __PERCPU_ROLE ("lock_leave");

#  pragma GCC visibility pop
#  pragma GCC visibility push (default)

/* Take the lock *L of CPU.  If CPU is not possible the program ends with a
   message and abort.
   Context: thread that does not have it.  Sleeps.  */
extern void percpu_lock_cpu (struct percpu_lock __PERCPU_SPACE *l,
			     unsigned int cpu)
  __PERCPU_SEEN (lock_cpu) __PERCPU_ROLE ("lock_enter");

/* Likewise, if it is free.
   Returns: whether it was, and is taken.
   Context: any.  */
extern bool percpu_lock_try_cpu (struct percpu_lock __PERCPU_SPACE *l,
				 unsigned int cpu)
  __PERCPU_SEEN (lock_try_cpu) __PERCPU_ROLE ("lock_try")
  __attribute__ ((warn_unused_result));

/* Leave the lock *L of CPU.
   Context: who has it, on whatever CPU it now runs.  */
extern void percpu_lock_leave (struct percpu_lock __PERCPU_SPACE *l,
			       unsigned int cpu)
  __PERCPU_SEEN (lock_leave) __PERCPU_ROLE ("lock_leave");

#  pragma GCC visibility pop

# endif

#endif

#endif /* not __PERCPU_UNUSABLE__ */

#endif /* PERCPU_LOCK_H */
