/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Guards: the part of each image that uses them, which is all that is done as
   long as nobody has to wait.  sync/guard.c has the rest.

   A guard is a lock in the area, in the cache line of the tag: the identity of
   the thread that has it, or 0.

     taken    by a restartable sequence, by a thread on the area's CPU that
	      has found it 0
     left     by a plain store of 0, from whatever CPU

   Why this is a lock.  From the moment that a sequence looks at the lock to its
   commit no other thread runs on the CPU, so no other sequence takes it.  Who
   takes it without a sequence (pcpu_thread_no_rseq) does so by one atomic
   instruction, and if it does so on this CPU the sequence was aborted.  All
   other stores, by those who leave, are of 0, and happen while it is not 0:
   there is none when the sequence has found it 0.  And what was written
   before the 0 is there for who has read the 0: the store releases, and
   x86-64 does not let a later load come before that of the lock.

   Why what a thread knows of itself is right.  It is in this state at any
   time, BUSY and HELD being those of its record:

		 busy  held  lock of an area
     outside	  0	0    -
     entering	  1	0    -
		  1	0    its own			*
     in a section  1	n    its own, n's
     leaving	  1	0    its own			*
		  1	0    -

   A signal handler may come anywhere.  It sees all of this but the lock:
   busy and not held, it looks through all areas for its own identity.  If that
   is there (*), the thread has the guard, and the handler's section is
   nested in the interrupted one.  If not, the thread is about to take some
   guard or has just left one, and the handler enters a section of its own
   as if nothing had been.  Each handler undoes what it has done before it
   returns: it subtracts from BUSY what it has added, HELD is 0 again and its
   lock is left.  So whoever was interrupted goes on in the very state that it
   was in, and by induction so it is for handlers of handlers.  The sequence
   may be aborted by a handler, before the commit; it is then not
   committed, and when it is tried again it uses what it finds then.  */

#include "image/image.h"
#include "guard.h"

PCPU_IMAGE_CONSTRUCTOR (guard_constructor, __percpu_barrier_prepare);

static struct __percpu_page *
page_of (uintptr_t displacement)
{
  return (struct __percpu_page *) (__percpu_pic_page + displacement);
}

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
  /* No fence: who is about to sleep sees to that (sync/guard.c).  */
  __atomic_signal_fence (__ATOMIC_SEQ_CST);
  if (__builtin_expect (__atomic_load_n (&page->guard_events,
					 __ATOMIC_RELAXED) & 1, false))
    __percpu_guard_wake (displacement);
  self->busy--;
}
