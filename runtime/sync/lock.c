/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Locks: the slow paths.  image/lock.c has the fast paths.

   The lock of a CPU is a word: 0, free; 1, taken; 2, taken, and threads may be
   sleeping.

   The reader-writer lock.  Each instance counts the readers that have entered
   and those that have left on its CPU; these may be different threads.  All
   other words are those of the home instance.  The gate determines what a
   reader that has counted itself must do:

     SLOW	execute a fence and check the gate again
     OPEN	nothing: the reader is in
     CLOSED	a writer waits until all readers have left; step back and wait,
		or, if the thread is in some read section already, nothing
     TAKEN	a writer is in; step back and wait

     reader:  entered++			     writer:  lock of writers
	      gate == OPEN?  in			      gate = CLOSED
	      ...				      fence, in all threads (1)
	      left++				 2:   left == entered?
	      gate == OPEN?				else sleep
		else wake the writer		      gate = TAKEN
						      left == entered?
							else gate = CLOSED, to 2
						      ...
						      gate = OPEN

   `left == entered' means: the sum of all `left' is computed, and then that of
   all `entered', with no load of the latter before one of the former.

   (a) If the sums are equal, no reader was in at the moment t between the two.
   The counters never decrease.  The observed sum of `left' is at most its
   value at t; this is at most the value of `entered' at t, because a reader
   that has left has entered; and this is at most the observed sum of
   `entered'.  If the first and the last are equal, so are the
   two at t.  (One sum of differences would not suffice: a reader that enters
   where the counter was read already and leaves where it was not read yet
   would compensate for another reader that stays.)

   (b) A reader that finds the gate open is counted.  Its count precedes its
   load of the gate, without a fence.  If the load came before (1), so did the
   count, and it is visible to the sums; otherwise the load found that the gate
   is closed.

   (c) A reader that finds the gate closed and does not step back has executed
   a fence between its count and its load, and so has the writer between its
   store of TAKEN and its sums: either the reader has found TAKEN, or the sums
   include the count.  The same holds for a reader that finds SLOW, and the
   store of CLOSED.

   So when the sums are equal after the store of TAKEN, no reader was in at t.
   Every reader that entered before t has been counted in `left'; a reader that
   is counted after t finds TAKEN and steps back.  Stepping back is leaving.

   (d) The writer is woken.  It reads EVENTS before the sums.  A reader that
   leaves and finds the gate closed increments EVENTS after its count: either
   the count is visible, or EVENTS has changed, and the writer does not sleep.
   A reader that does not find the gate closed has loaded it before (1), and
   its count is visible.

   Waiting readers are counted in WAITING from before they sleep until they are
   in.  A writer that has got the lock of writers checks this before it closes
   the gate.  A counted reader may never enter, because it is a thread of the
   parent or a handler that was left by longjmp.  This must do no harm, so the
   writer's wait is limited.

   If the kernel does not execute (1), the writer visits every CPU: a thread
   that ran there was interrupted, which is a fence.  The gate will then be
   SLOW and not OPEN when the writer leaves, and readers execute fences.  Every
   lock also begins in this state, being zero: the first reader opens the gate
   if the kernel executes fences.  From SLOW the writer needs no fence of other
   threads, by (c).  */

#include "sync/sync.h"

#include <errno.h>

enum
{
  /* Milliseconds: the limit for readers to enter before the next writer; the
     timeout of a sleep.  */
  TURN = 10,
  SLEEP = 1000
};

/* The kernel was asked for a fence, and does not execute it.  */
static bool blind;

/* Returns: the record of the calling thread.  */
static struct __percpu_guard_thread *
self (void)
{
  return &__percpu_guard_thread;
}

void
__percpu_lock_wait (uint32_t *word)
{
  int error = errno;

  while (__atomic_exchange_n (word, 2, __ATOMIC_ACQUIRE) != 0)
    pcpu_os_wait (word, 2, SLEEP);
  errno = error;
}

void
__percpu_lock_wake (uint32_t *word)
{
  int error = errno;

  pcpu_os_wake (word);
  errno = error;
}

/* Takes the lock WORD, and waits for it if necessary.  */
static void
lock_enter (uint32_t *word)
{
  uint32_t state = 0;

  if (!__atomic_compare_exchange_n (word, &state, 1, false, __ATOMIC_ACQUIRE,
				    __ATOMIC_RELAXED))
    __percpu_lock_wait (word);
}

/* Releases the lock WORD, and wakes a thread that waits for it.  */
static void
lock_leave (uint32_t *word)
{
  if (__atomic_exchange_n (word, 0, __ATOMIC_RELEASE) == 2)
    __percpu_lock_wake (word);
}

/* Returns: CPU's instance of *L.  */
static struct percpu_lock *
lock_of (struct percpu_lock *l, unsigned int cpu)
{
  return (struct percpu_lock *) ((uintptr_t) l + __percpu_displacement (cpu));
}

void
percpu_lock_cpu (struct percpu_lock *l, unsigned int cpu)
{
  lock_enter (&lock_of (l, cpu)->state);
}

bool
percpu_lock_try_cpu (struct percpu_lock *l, unsigned int cpu)
{
  uint32_t state = 0;

  return __atomic_compare_exchange_n (&lock_of (l, cpu)->state, &state, 1,
				      false, __ATOMIC_ACQUIRE,
				      __ATOMIC_RELAXED);
}

void
percpu_lock_leave (struct percpu_lock *l, unsigned int cpu)
{
  lock_leave (&lock_of (l, cpu)->state);
}

/* Reader-writer locks.  */

static uint32_t
gate_of (struct percpu_rwlock *l)
{
  return __atomic_load_n (&l->gate, __ATOMIC_SEQ_CST);
}

/* Returns: whether GATE is that of a lock with a writer.  */
static bool
closed_p (uint32_t gate)
{
  return gate == PCPU_GATE_CLOSED || gate == PCPU_GATE_TAKEN;
}

/* Wake the writer, because the counters or the gate have changed.  */
static void
writer_wake (struct percpu_rwlock *l)
{
  __atomic_fetch_add (&l->events, 1, __ATOMIC_SEQ_CST);
  pcpu_os_wake (&l->events);
}

/* OWNER is the address of the writer's record, plus WITHIN between entering
   and leaving.  A handler of that thread may enter as long as WITHIN is not
   set.  */
enum { WITHIN = 1 };

/* Sets the owner of L.  A signal handler of the thread sees it in the order of
   the program.  */
static void
owner_set (struct percpu_rwlock *l, uintptr_t owner)
{
  __atomic_signal_fence (__ATOMIC_SEQ_CST);
  __atomic_store_n (&l->owner, owner, __ATOMIC_RELAXED);
  __atomic_signal_fence (__ATOMIC_SEQ_CST);
}

/* Returns: whether the calling thread is the owner of L, between entering and
   leaving if WITHIN is not 0.  */
static bool
owner_p (struct percpu_rwlock *l, uintptr_t within)
{
  return (__atomic_load_n (&l->owner, __ATOMIC_RELAXED)
	  == (uintptr_t) self () + within);
}

/* Returns: true if a thread that is counted and has executed a fence may
   enter.  */
static bool
admitted_p (struct percpu_rwlock *l, uint32_t gate)
{
  if (!closed_p (gate) || owner_p (l, 0))
    return true;
  if (owner_p (l, WITHIN))
    {
      pcpu_os_message ("a writer enters its own lock as a reader");
      pcpu_os_abort ();
    }
  /* The thread's outer section is counted already.  */
  return gate == PCPU_GATE_CLOSED && self ()->reading > 1;
}

void
__percpu_rwlock_wait (struct percpu_rwlock *l)
{
  bool waited = false;
  int error = errno;
  uint32_t gate;

  for (;;)
    {
      __atomic_thread_fence (__ATOMIC_SEQ_CST);
      gate = gate_of (l);
      if (admitted_p (l, gate))
	break;
      __atomic_fetch_add (&l->left_late, 1, __ATOMIC_SEQ_CST);
      writer_wake (l);
      if (!waited)
	__atomic_fetch_add (&l->waiting, 1, __ATOMIC_SEQ_CST);
      waited = true;
      while (gate = gate_of (l), !admitted_p (l, gate))
	pcpu_os_wait (&l->gate, gate, SLEEP);
      __atomic_fetch_add (&l->entered_late, 1, __ATOMIC_SEQ_CST);
    }
  if (waited && __atomic_sub_fetch (&l->waiting, 1, __ATOMIC_SEQ_CST) == 0)
    pcpu_os_wake (&l->waiting);
  if (gate == PCPU_GATE_SLOW && !__atomic_load_n (&blind, __ATOMIC_RELAXED))
    {
      if (pcpu_os_barrier ())
	__atomic_compare_exchange_n (&l->gate, &gate, PCPU_GATE_OPEN, false,
				     __ATOMIC_SEQ_CST, __ATOMIC_RELAXED);
      else
	__atomic_store_n (&blind, true, __ATOMIC_RELAXED);
    }
  errno = error;
}

void
__percpu_rwlock_left (struct percpu_rwlock *l)
{
  int error = errno;

  __atomic_thread_fence (__ATOMIC_SEQ_CST);
  if (closed_p (gate_of (l)))
    writer_wake (l);
  errno = error;
}

/* Returns: the sum of the words at the per-CPU address ADDRESS.  */
static uint64_t
sum (uintptr_t address)
{
  uint64_t n = 0;

  for (unsigned int i = 0; i < percpu_nr_cpus (); i++)
    {
      uintptr_t displacement = pcpu_area_in_use (i);

      if (displacement != 0)
	n += __atomic_load_n ((uint64_t *) (displacement + address),
			      __ATOMIC_SEQ_CST);
    }
  return n;
}

/* Returns: whether all readers have left L, whose per-CPU address is
   ADDRESS.  */
static bool
all_left_p (struct percpu_rwlock *l, uintptr_t address)
{
  const struct percpu_rwlock *everywhere
    = (const struct percpu_rwlock *) address;
  uint64_t left = (__atomic_load_n (&l->left_late, __ATOMIC_SEQ_CST)
		   + sum ((uintptr_t) &everywhere->left));

  __atomic_thread_fence (__ATOMIC_SEQ_CST);
  return left == (__atomic_load_n (&l->entered_late, __ATOMIC_SEQ_CST)
		  + sum ((uintptr_t) &everywhere->entered));
}

/* Let waiting readers enter first, for a limited time.  */
static void
readers_first (struct percpu_rwlock *l)
{
  for (unsigned int i = 0; i < TURN; i++)
    {
      uint32_t waiting = __atomic_load_n (&l->waiting, __ATOMIC_SEQ_CST);

      if (waiting == 0)
	break;
      pcpu_os_wait (&l->waiting, waiting, 1);
    }
}

/* Execute a fence in all threads.  */
static void
fence (void)
{
  struct pcpu_os_signals signals;
  bool done;

  if (!__atomic_load_n (&blind, __ATOMIC_RELAXED) && pcpu_os_barrier ())
    return;
  __atomic_store_n (&blind, true, __ATOMIC_RELAXED);
  pcpu_os_signals_block (&signals);
  done = pcpu_os_barrier_by_visits ();
  pcpu_os_signals_restore (&signals);
  if (!done)
    {
      pcpu_os_message ("the kernel does not let a writer keep readers out");
      pcpu_os_abort ();
    }
}

/* Sets the gate of L.  */
static void
gate_set (struct percpu_rwlock *l, uint32_t gate)
{
  __atomic_store_n (&l->gate, gate, __ATOMIC_SEQ_CST);
}

void
__percpu_rwlock_write (struct percpu_rwlock *l, uintptr_t address)
{
  int error = errno;

  lock_enter (&l->writers);
  readers_first (l);
  owner_set (l, (uintptr_t) self ());
  if (__atomic_exchange_n (&l->gate, PCPU_GATE_CLOSED, __ATOMIC_SEQ_CST)
      == PCPU_GATE_OPEN)
    fence ();
  for (;;)
    {
      uint32_t events = __atomic_load_n (&l->events, __ATOMIC_SEQ_CST);

      if (!all_left_p (l, address))
	{
	  pcpu_os_wait (&l->events, events, SLEEP);
	  continue;
	}
      gate_set (l, PCPU_GATE_TAKEN);
      if (all_left_p (l, address))
	break;
      /* Threads that are readers already may have found TAKEN.  */
      gate_set (l, PCPU_GATE_CLOSED);
      pcpu_os_wake (&l->gate);
    }
  owner_set (l, (uintptr_t) self () + WITHIN);
  errno = error;
}

void
__percpu_rwlock_written (struct percpu_rwlock *l)
{
  int error = errno;

  owner_set (l, (uintptr_t) self ());
  /* This may be the first use of the lock, before any fence was requested.  */
  gate_set (l, (__atomic_load_n (&blind, __ATOMIC_RELAXED)
		|| pcpu_os_barrier_refused ())
	       ? PCPU_GATE_SLOW : PCPU_GATE_OPEN);
  owner_set (l, 0);
  pcpu_os_wake (&l->gate);
  lock_leave (&l->writers);
  errno = error;
}
