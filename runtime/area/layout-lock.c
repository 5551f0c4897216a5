/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* The lock of the layout of the areas and of the list of images, against other
   threads and signal handlers.  It is taken rarely: when an area is used for
   the first time, when an image is loaded or unloaded, when a room grows.  */

#include "area/area.h"

/* The identity of the owner, or 0.  The owner has all signals blocked but
   those that it raises itself, by an instruction or by a system call that is
   filtered; if such a handler takes the lock it runs without it.  In a child
   of fork the owner may be a thread that does not exist there.  */
static uint64_t lock_owner;

/* The lock was taken over from a thread of the parent, whose changes may be
   half done.  */
static bool lock_inherited;

/* The number of handlers that run without the lock.  */
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
