/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Guards: what is rare.  image/guard.c takes and leaves the lock when nobody is
   in the way, and says why that is right.

   Waiting.  Who leaves a guard looks, after the store of 0, whether somebody
   waits; who waits says so and then looks at the lock again.  One of the
   two must see the other, for which each needs a fence between its store and
   its load, and leaving shall not have one.  So the one who waits, who goes to
   the kernel anyhow, lets the kernel do it for all threads (membarrier).

     leave:  lock = 0		     wait:  events |= 1
	     (nothing)			    membarrier
	     events & 1 ? wake		    lock == 0 ? try again
					    sleep while events is unchanged

   EVENTS is a count of wakings; bit 0 says that there is somebody to wake.
   Waking adds 1 to what is odd: the bit goes, the count is another one, and
   whoever has set the bit before but does not sleep yet will not, even if
   others have set it again.  Nobody
   has to take back that he waits, so it does no harm if he cannot, because he
   is the thread of a parent or was taken away by longjmp: one waking is in
   vain.

   All that sleep are woken.  One would not do: it may wake on another CPU,
   take that one's guard and never come back, and the others would sleep
   beside a free lock.

   Sleeping has an end by itself.  Where there is no membarrier (a filter may
   take it away at any time, and a filter of system calls is what programs
   impose on themselves late) a waking can be missed; then it is looked again
   after a millisecond.  That is better than a fence in leave, since nobody has
   to know beforehand.  Where there is one, the end is a second off, and is
   for finding out whether the thread that has the guard still lives.

   Identity.  What stands in the lock is the number of the thread and of its
   process, not the address of anything: that can still be looked at when the
   thread has ended, and its memory is gone or another thread's.

   Without the kernel's aid (thread/rseq.c) a thread has a private area, and all
   is as it was but that the sequence means nothing; or it is bound, and shares
   the CPU and the area with others, some of which may have that aid.  Such a
   thread takes the lock by an atomic compare-exchange.  The sequence itself
   sends it here: it may become such a thread in the midst of it.

   fork.  The child's only thread has a new number, and what was locked by
   others is free.  A child that was made without the C library's fork is not
   told.  There a lock of the parent's is recognised by its process, but what
   the thread itself had at that moment it can keep for itself only as long as
   it is the only one.  */

#include "sync/sync.h"

#include <errno.h>

enum
{
  /* Milliseconds, with membarrier and without.  */
  SLEEP = 1000,
  SLEEP_BLIND = 1
};

static uint64_t
owner_of (struct __percpu_page *page)
{
  return __atomic_load_n (&page->guard_owner, __ATOMIC_ACQUIRE);
}

/* The displacement of the area whose lock IDENTITY has, or 0.  */
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

static void __attribute__ ((noreturn, cold))
owner_lost (const struct __percpu_page *page)
{
  pcpu_os_message ("the guard of CPU %u is held by a thread that has ended",
		   page->cpu);
  pcpu_os_abort ();
}

/* Sleep until the lock of PAGE may be free.  OWNER is who had it.  */
static void
owner_await (struct __percpu_page *page, uint64_t owner)
{
  uint32_t events;
  bool barrier;

  if (owner == __percpu_guard_thread.identity)
    /* Another one that had the same number.  */
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
      /* The sequence was here, on whatever CPU the thread is now.  */
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

/* A handler's section may be nested in one that the record does not have yet,
   or has no longer.  */
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

      /* What is 0 is not written, and takes no memory.  */
      if (displacement != 0 && owner_of (page) != 0)
	__atomic_store_n (&page->guard_owner,
			  owner_of (page) == before ? now : 0,
			  __ATOMIC_RELEASE);
    }
  self->identity = now;
  pcpu_os_signals_restore (&signals);
}

/* Whoever uses lists or references has an identity as well, in a process
   without guards: an image with guards may come in the child.  */
static void __attribute__ ((constructor (101)))
guard_constructor (void)
{
  pcpu_need (pcpu_os_at_fork (NULL, NULL, fork_child),
	     "cannot prepare for fork");
}
