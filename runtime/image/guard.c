/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Guards: the fast path, which is part of each image that uses guards.
   sync/guard.c has the slow paths.

   A guard is a lock in the area, in the cache line of the tag: the identity of
   the thread that holds it, or 0.

     taken    by a restartable sequence, by a thread on the area's CPU that
	      has found it 0
     left     by a plain store of 0, from any CPU

   Why this is a lock: from the load of the lock by a sequence to its commit no
   other thread runs on the CPU, so no other sequence takes the lock.  A thread
   that takes it without a sequence (pcpu_thread_no_rseq) does so by one atomic
   instruction; if it does so on this CPU the sequence was aborted.  All other
   stores, by threads that leave, are of 0, and happen while the lock is not 0:
   there is none after the sequence has found it 0.  Data that was written
   before the store of 0 is visible to the thread that has read the 0: the
   store releases, and the load of the lock acquires.

   Why a thread's record is right: at any time the thread is in one of these
   states, where BUSY and HELD are those of its record:

		 busy  held  lock of an area
     outside	  0	0    -
     entering	  1	0    -
		  1	0    its own			*
     in a section  1	n    its own, n's
     leaving	  1	0    its own			*
		  1	0    -

   A signal handler may interrupt at any point.  It sees all of this state but
   the lock: if the thread is busy and holds nothing, the handler searches all
   areas for its thread's identity.  If it is found (*), the thread has the
   guard, and the handler's section is nested in the interrupted one.
   Otherwise the thread is about to take some guard or has just left one, and
   the handler enters a section of its own independently.  Each handler
   restores the state before it returns: it subtracts from BUSY the number that
   it has added, HELD is 0 again and its lock is left.  So the interrupted code
   continues in the state that it was in, and by induction this holds for
   handlers of handlers.  A handler may abort the sequence before the commit,
   which is then not executed; the next attempt reads the state again.

   This is the sequence (arch/CPU/guard.h):

     the area is this CPU's, the kernel aborts sequences of this
       thread, and the lock is free?
     result = the area's displacement
     lock = the thread's identity			commit

   All of this holds at one moment on one CPU; otherwise the sequence was
   aborted and restarts.  The result must be set within the sequence: once the
   lock is taken the thread may run anywhere.  It is zero if the sequence was
   left without its commit; because it is set before the commit, each attempt
   must clear it.  The thread's record is read within the sequence, too: a
   handler that aborts the sequence may return in a child of fork, where the
   thread has another identity.  */

#include "image/image.h"
#include "guard.h"

PCPU_IMAGE_CONSTRUCTOR (guard_constructor, __percpu_barrier_prepare);

/* Returns: the words of the area with DISPLACEMENT.  */
static struct __percpu_page *
page_of (uintptr_t displacement)
{
  return (struct __percpu_page *) (__percpu_pic_page + displacement);
}

/* Returns: a guard that is entered, of the area with DISPLACEMENT.  */
static struct percpu_guard
section (uintptr_t displacement, unsigned int nested)
{
  return (struct percpu_guard) { displacement, page_of (displacement)->cpu,
				 nested };
}

struct percpu_guard
percpu_guard_enter (void)
{
  struct __percpu_guard_thread *self = &__percpu_guard_thread;
  uintptr_t displacement;

  if (__builtin_expect (self->busy == 0 && self->has_rseq, true))
    self->busy = 1;
  else
    {
      displacement = __percpu_guard_begin (&__percpu_image);
      if (displacement != 0)
	return section (displacement, 1);
    }
  while (__builtin_expect ((displacement = pcpu_guard_acquire (self)) == 0,
			   false)
	 && (displacement = __percpu_guard_wait ()) == 0)
    continue;
  self->held = displacement;
  __atomic_signal_fence (__ATOMIC_SEQ_CST);
  return section (displacement, 0);
}

void
percpu_guard_leave (struct percpu_guard *g)
{
  struct __percpu_guard_thread *self = &__percpu_guard_thread;
  uintptr_t displacement = g->displacement;
  struct __percpu_page *page = page_of (displacement);

  g->displacement = PERCPU_NOWHERE;
  if (__builtin_expect (displacement != self->held || displacement == 0,
			false))
    {
      __percpu_guard_end (displacement, g->nested);
      return;
    }
  if (g->nested)
    return;

  __atomic_signal_fence (__ATOMIC_SEQ_CST);
  self->held = 0;
  __atomic_signal_fence (__ATOMIC_SEQ_CST);
  __atomic_store_n (&page->guard_owner, 0, __ATOMIC_RELEASE);
  /* No fence: the thread that is about to sleep provides it (sync/guard.c).  */
  __atomic_signal_fence (__ATOMIC_SEQ_CST);
  if (__builtin_expect (__atomic_load_n (&page->guard_events,
					 __ATOMIC_RELAXED) & 1, false))
    __percpu_guard_wake (displacement);
  self->busy--;
}
