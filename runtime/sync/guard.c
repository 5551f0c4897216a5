/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Guards: the slow paths.  image/guard.c has the fast path, and explains why
   it is right.

   Waiting.  A thread that leaves a guard checks, after the store of 0, whether
   threads wait; a thread that waits announces this and then checks the lock
   again.  At least one of the two must see the other's store, for which each
   needs a fence between its store and its load.  Leaving must not contain one,
   so the waiting thread, which calls the kernel anyway, lets the kernel
   execute a fence in all threads (membarrier).

     leave:  lock = 0		     wait:  events |= 1
	     (nothing)			    membarrier
	     events & 1 ? wake		    lock == 0 ? try again
					    sleep while events is unchanged

   EVENTS counts wakings; bit 0 is set if threads wait.  Waking adds 1 to an
   odd value: this clears the bit and changes the count, so a thread that has
   set the bit before but does not sleep yet will not sleep, even if other
   threads have set the bit again.  A waiting thread need not withdraw its
   announcement.  Therefore no harm is done if it cannot, because it is a
   thread of the parent process or has left the wait by longjmp: one waking
   is superfluous.

   All sleeping threads are woken.  It would not suffice to wake one: it may
   run on another CPU, take that CPU's guard and not return, and the other
   threads would sleep although the lock is free.

   Sleeping has a timeout.  Without membarrier (a filter of system calls may
   refuse it at any time, and programs often install filters late) a waking can
   be missed, so the timeout is a millisecond.  This is better than a fence in
   leave, because it need not be known in advance whether membarrier works.
   With membarrier the timeout is a second; its purpose is to detect that the
   thread that holds the guard has ended.

   Identity.  The value of the lock is the number of the thread and the
   generation of the address space, not an address: it remains meaningful when
   the thread has ended, and its memory was freed or reused.

   A thread whose sequences the kernel does not abort (thread/rseq.c) has a
   private area, where the same holds, except that the sequence excludes
   nothing; or it is bound, and shares the CPU and the area with other threads,
   among them some whose sequences the kernel aborts.  Such a thread takes the
   lock by an atomic compare-exchange.  The sequence itself tests for this
   case, which may arise while it is executed.

   fork.  The child's only thread has a new identity, and locks that other
   threads held are free.  A child that was made without the C library's fork
   does not run the handlers.  There a lock of the parent's threads is
   recognised by its generation, but the thread retains a guard that it held
   itself only as long as it is the only thread.  A child of vfork has the
   identity of the thread that it interrupts.  */

#include "sync/sync.h"

#include <errno.h>

enum
{
  /* Timeouts in milliseconds, with membarrier and without.  */
  SLEEP = 1000,
  SLEEP_BLIND = 1
};

/* Returns: the owner of the guard of PAGE, or 0.  */
static uint64_t
owner_of (struct __percpu_page *page)
{
  return __atomic_load_n (&page->guard_owner, __ATOMIC_ACQUIRE);
}

/* Returns: the displacement of the area whose lock IDENTITY holds, or 0.  */
static uintptr_t
area_of (uint64_t identity)
{
  if (identity != 0)
    for (unsigned int i = 0; i < percpu_nr_cpus (); i++)
      {
	uintptr_t displacement = pcpu_area_in_use (i);

	if (displacement != 0
	    && owner_of (pcpu_words (displacement)) == identity)
	  return displacement;
      }
  return 0;
}

uintptr_t
__percpu_guard_begin (struct __percpu_image *image)
{
  struct __percpu_guard_thread *self = &__percpu_guard_thread;
  uintptr_t displacement = self->held;
  int error = errno;

  if (displacement == 0 && self->busy != 0)
    displacement = area_of (self->identity);
  if (displacement == 0)
    {
      __percpu_thread_begin (image);
      self->busy++;
    }
  errno = error;
  return displacement;
}

/* Ends the program because the owner of the guard of PAGE no longer exists.  */
static void __attribute__ ((noreturn, cold))
owner_lost (const struct __percpu_page *page)
{
  pcpu_os_message ("the guard of CPU %u is held by a thread that has ended",
		   page->cpu);
  pcpu_os_abort ();
}

/* Sleep until the lock of PAGE may be free.  OWNER is the identity that held
   it.  */
static void
owner_await (struct __percpu_page *page, uint64_t owner)
{
  uint32_t events;
  bool barrier;

  if (owner == __percpu_guard_thread.identity)
    /* An ended thread that had the same number.  */
    owner_lost (page);
  if (!pcpu_os_thread_ours_p (owner))
    {
      __atomic_compare_exchange_n (&page->guard_owner, &owner, 0, false,
				   __ATOMIC_ACQ_REL, __ATOMIC_RELAXED);
      return;
    }
  events = __atomic_fetch_or (&page->guard_events, 1, __ATOMIC_SEQ_CST) | 1;
  barrier = pcpu_os_barrier ();
  if (owner_of (page) == 0)
    return;
  if (pcpu_os_wait (&page->guard_events, events,
		    barrier ? SLEEP : SLEEP_BLIND)
      && owner_of (page) == owner && pcpu_os_thread_ended_p (owner)
      && owner_of (page) == owner)
    owner_lost (page);
}

uintptr_t
__percpu_guard_wait (void)
{
  struct __percpu_guard_thread *self = &__percpu_guard_thread;
  uintptr_t displacement = self->has_rseq ? 0 : pcpu_thread_no_rseq ();
  struct __percpu_page *page;
  uint64_t owner = 0;
  int error = errno;

  if (displacement != 0)
    {
      page = pcpu_words (displacement);
      if (__atomic_compare_exchange_n (&page->guard_owner, &owner,
				       self->identity, false,
				       __ATOMIC_ACQUIRE, __ATOMIC_RELAXED))
	{
	  errno = error;
	  return displacement;
	}
    }
  else
    {
      /* The sequence was executed here, wherever the thread is now.  */
      page = pcpu_words (pcpu_thread_area ());
      owner = owner_of (page);
    }
  if (owner != 0)
    owner_await (page, owner);
  errno = error;
  return 0;
}

void
__percpu_guard_wake (uintptr_t displacement)
{
  struct __percpu_page *page = pcpu_words (displacement);
  uint32_t events = __atomic_load_n (&page->guard_events, __ATOMIC_RELAXED);
  int error = errno;

  while (events & 1)
    if (__atomic_compare_exchange_n (&page->guard_events, &events, events + 1,
				     false, __ATOMIC_SEQ_CST,
				     __ATOMIC_RELAXED))
      {
	pcpu_os_wake (&page->guard_events);
	break;
      }
  errno = error;
}

/* A handler's section may be nested in one that the record does not show yet,
   or no longer shows.  */
void
__percpu_guard_end (uintptr_t displacement, unsigned int nested)
{
  struct __percpu_guard_thread *self = &__percpu_guard_thread;

  if (nested && self->held == 0 && self->busy != 0
      && area_of (self->identity) == displacement)
    return;
  pcpu_os_message ("a guard is left that the thread does not have");
  pcpu_os_abort ();
}

/* Frees the guards of all threads but this one in a child of fork.  */
static void
fork_child (void)
{
  struct __percpu_guard_thread *self = &__percpu_guard_thread;
  uint64_t before = self->identity, now = 0;
  struct pcpu_os_signals signals;

  pcpu_os_signals_block (&signals);
  if (before != 0)
    now = pcpu_os_thread_self ();
  for (unsigned int i = 0; i < percpu_nr_cpus (); i++)
    {
      uintptr_t displacement = pcpu_area_in_use (i);
      struct __percpu_page *page = pcpu_words (displacement);

      /* Words that are 0 are not written, so they take no memory.  */
      if (displacement != 0 && owner_of (page) != 0)
	__atomic_store_n (&page->guard_owner,
			  owner_of (page) == before ? now : 0,
			  __ATOMIC_RELEASE);
    }
  self->identity = now;
  pcpu_os_signals_restore (&signals);
}

/* The handler is registered in every process: threads that use lists or
   references have an identity as well, and an image with guards may be loaded
   in the child.  */
static void __attribute__ ((constructor (101)))
guard_constructor (void)
{
  pcpu_need (pcpu_os_at_fork (NULL, NULL, fork_child),
	     "cannot prepare for fork");
}
