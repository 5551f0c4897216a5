/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Locks for each CPU, and a lock whose readers share no cache line.

     static __attribute__ ((percpu)) struct percpu_lock lock;

     cpu = percpu_lock_this (&lock);	   this CPU's lock
     ... *percpu_ptr (&data, cpu) ...
     percpu_lock_leave (&lock, cpu);

     percpu_foreach (other)		   all CPUs, one by one
       {
	 percpu_lock_cpu (&lock, other);
	 ...

   The lock of a CPU is for data that nearly always only that CPU uses, and
   other CPUs now and then.  Taking it is an atomic instruction, on a cache
   line that other CPUs rarely access; if no other CPU needs the data, a guard
   (percpu/guard.h) does without the instruction.

     static __attribute__ ((percpu)) struct percpu_rwlock table_lock;

     percpu_rwlock_read_enter (&table_lock);
     ... read the table ...
     percpu_rwlock_read_leave (&table_lock);

   The reader-writer lock is for data that is read often and rarely changed.
   As long as there is no writer, entering adds 1 to a counter of the CPU that
   the reader is on, and leaving adds 1 to another counter, of the CPU that it
   is then on: no atomic instruction, no fence and no cache line that two CPUs
   write.  A writer stops new readers, has the kernel execute a fence in all
   threads (membarrier), and waits until the sums of both counters over all
   instances are equal: microseconds at least.  Readers and writers may sleep,
   be preempted and migrate; a thread that has to wait sleeps.

   Order: a waiting writer precedes readers that come after it, otherwise a
   succession of readers could keep it out for ever.  Readers that had to wait
   for a writer precede the next writer: it gives them ten milliseconds to
   enter.  Writers have no order among each other.  A thread that is a reader
   of any such lock, and its signal handlers, enter without waiting while the
   writer still waits itself; so a thread may enter a lock again, also in a
   handler, and no two threads wait for each other.

   Handlers may be readers of a lock that their thread reads, is about to take
   as a writer, or does not have.  If the interrupted thread is within its
   write section the program ends with a message.  Handlers cannot be writers.
   Of the functions for the locks of CPUs they may call percpu_lock_try_cpu
   only.

   The thread that has entered a section must leave it explicitly: longjmp, the
   end of the thread and cancellation do not.  A reader that becomes a writer
   of the same lock waits for itself, for ever.  The memory of a lock must
   remain until all threads have returned from leaving it.  Priorities are not
   inherited.

   fork: in the child the forking thread holds what it held, and leaves it
   there.  Locks that other threads held are never left: as with all locks, the
   program must ensure that there were none, or give the lock its initial value
   (percpu_reset) in the child.

   Without membarrier (before Linux 4.14, or because of a filter of system
   calls) readers execute a fence and check twice.  If the filter is installed
   when there were readers already, the next writer visits every CPU once; if
   it may not do that either, the program ends with a message.

   Both kinds are per-CPU variables, or parts of them, also of dynamic ones;
   all bytes zero is free.  In model `single' taking any of them disables
   preemption, as guards do; freestanding code does not provide them.  This
   file is included by percpu.h.  */

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
  /* 0: free; 1: taken; 2: taken, and threads wait.  */
  uint32_t state;
};

struct percpu_rwlock
{
  /* Of each CPU: the number of readers that have entered and left there.  */
  uint64_t entered, left;

  /* Used in the home instance only, and not in the cache line of the counters
     above: what readers have to do, one of enum pcpu_gate; the word that the
     writer sleeps on; the number of waiting readers; the lock of writers; the
     identity of the writer; the counters of readers that had to wait.  */
  uint32_t gate __attribute__ ((aligned (64)));
  uint32_t events;
  uint32_t waiting;
  uint32_t writers;
  uintptr_t owner;
  uint64_t entered_late, left_late;
};

# ifdef __PERCPU_MODEL_SINGLE__

/* There is one CPU, and only preemption has to be excluded.  The functions are
   those of the other models, with the same contracts.  */
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

/* Every image has its own copies, from libpercpu_nonshared.a.  */
#  pragma GCC visibility push (hidden)

/* Take the lock *L of the CPU that the thread is on; the thread may migrate
   meanwhile.
   Returns: the number of that CPU, as for percpu_ptr and percpu_lock_leave;
   also that of a private area (see percpu_nr_cpus).
   Context: thread that does not hold the lock.  Sleeps.  */
extern unsigned int percpu_lock_this (struct percpu_lock __PERCPU_SPACE *l)
  __PERCPU_SEEN (lock_this) __PERCPU_ROLE ("lock_enter")
  __attribute__ ((warn_unused_result));

/* Enter a read section of *L, and leave it.  Data that was written in earlier
   write sections is visible; the reads of the section precede the next write
   section.
   Context: any but a write section of *L, signal handlers included.  Entering
   sleeps.  */
extern void percpu_rwlock_read_enter (struct percpu_rwlock __PERCPU_SPACE *l)
  __PERCPU_SEEN (rwlock_read_enter) __PERCPU_ROLE ("read_enter");
extern void percpu_rwlock_read_leave (struct percpu_rwlock __PERCPU_SPACE *l)
  __PERCPU_SEEN (rwlock_read_leave) __PERCPU_ROLE ("read_leave");

/* Enter a write section of *L, which excludes readers and other writers, and
   leave it.
   Context: thread that is not in any section of *L.  Entering sleeps.  */
extern void percpu_rwlock_write_enter (struct percpu_rwlock __PERCPU_SPACE *l)
  __PERCPU_SEEN (rwlock_write_enter) __PERCPU_ROLE ("lock_enter");
extern void percpu_rwlock_write_leave (struct percpu_rwlock __PERCPU_SPACE *l)
  __PERCPU_SEEN (rwlock_write_leave) __PERCPU_ROLE ("lock_leave");

#  pragma GCC visibility pop
#  pragma GCC visibility push (default)

/* Take the lock *L of CPU.  If CPU is not possible the program ends with a
   message and abort.
   Context: thread that does not hold it.  Sleeps.  */
extern void percpu_lock_cpu (struct percpu_lock __PERCPU_SPACE *l,
			     unsigned int cpu)
  __PERCPU_SEEN (lock_cpu) __PERCPU_ROLE ("lock_enter");

/* Take the lock *L of CPU if it is free.
   Returns: true if it was free, and is now taken.
   Context: any.  */
extern bool percpu_lock_try_cpu (struct percpu_lock __PERCPU_SPACE *l,
				 unsigned int cpu)
  __PERCPU_SEEN (lock_try_cpu) __PERCPU_ROLE ("lock_try")
  __attribute__ ((warn_unused_result));

/* Leave the lock *L of CPU.
   Context: the thread that holds it, on any CPU.  */
extern void percpu_lock_leave (struct percpu_lock __PERCPU_SPACE *l,
			       unsigned int cpu)
  __PERCPU_SEEN (lock_leave) __PERCPU_ROLE ("lock_leave");

#  pragma GCC visibility pop

# endif

#endif

#endif /* not __PERCPU_UNUSABLE__ */

#endif /* PERCPU_LOCK_H */
