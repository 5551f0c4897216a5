/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* The lock that keeps other threads, and signal handlers, away from the layout
   of the areas and from the list of images.  It is taken rarely: when an area
   is used for the first time, when an image comes or goes, when a room
   grows.  */

#include "area/area.h"

/* Its owner has all signals blocked but those that it raises itself, by an
   instruction or by a system call that is filtered; if their handler comes
   here it goes on without the lock.  A child of fork may be born with the lock
   of a thread that it does not have.  */
static uint64_t lock_owner;

/* The lock was that of a thread of the parent, and what that thread had begun
   may be half done.  */
static bool lock_inherited;

/* Handlers that go on without the lock.  */
static unsigned int lock_nested;

bool
pcpu_layout_lock (struct pcpu_os_signals *signals)
{
  uint64_t self = pcpu_os_thread_self ();

  pcpu_os_signals_block (signals);
  for (;;)
    {
      uint64_t owner = 0;

      if (__atomic_compare_exchange_n (&lock_owner, &owner, self, false,
				       __ATOMIC_ACQUIRE, __ATOMIC_RELAXED))
	return true;
      if (owner == self)
	{
	  lock_nested++;
	  return false;
	}
      if (!pcpu_os_thread_ours_p (owner)
	  && __atomic_compare_exchange_n (&lock_owner, &owner, self, false,
					  __ATOMIC_ACQUIRE, __ATOMIC_RELAXED))
	{
	  lock_inherited = true;
	  return true;
	}
      pcpu_os_yield ();
    }
}

void
pcpu_layout_unlock (bool locked, const struct pcpu_os_signals *signals)
{
  if (locked)
    __atomic_store_n (&lock_owner, 0, __ATOMIC_RELEASE);
  else
    lock_nested--;
  pcpu_os_signals_restore (signals);
}

bool
pcpu_layout_inherited_p (void)
{
  return lock_inherited;
}

bool
pcpu_layout_doubtful_p (void)
{
  return lock_inherited || lock_nested > 0;
}
