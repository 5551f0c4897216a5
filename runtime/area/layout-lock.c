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

/* The operation of the owner, for a child of fork that takes the lock over: it
   makes the area of the CPU with the number OPENING minus one, or increases the
   size of the areas, or of their rooms for dynamic objects, to GROWING or
   DYNAMIC.  */
struct work
{
  unsigned int opening;
  size_t growing;
  size_t dynamic;
};
static struct work lock_work;

/* Operations that were half done when the lock was taken over and have not been
   completed since: the areas of these CPUs, and growth up to these sizes.  */
static struct pcpu_cpus inherited_cpus;
static size_t inherited_growth, inherited_dynamic;

/* The number of handlers that run without the lock.  */
static unsigned int lock_nested;

/* Record the operations that the last owner of the lock has left half done.  */
static void
work_inherit (void)
{
  if (lock_work.opening != 0)
    pcpu_cpus_add (&inherited_cpus, lock_work.opening - 1);
  if (lock_work.growing > inherited_growth)
    inherited_growth = lock_work.growing;
  if (lock_work.dynamic > inherited_dynamic)
    inherited_dynamic = lock_work.dynamic;
  lock_work = (struct work) { 0 };
}

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
	  work_inherit ();
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

unsigned int
pcpu_layout_opening (unsigned int cpu)
{
  unsigned int before = lock_work.opening;

  lock_work.opening = cpu + 1;
  return before;
}

void
pcpu_layout_opened (unsigned int before)
{
  unsigned int cpu = lock_work.opening - 1;

  inherited_cpus.bit[cpu / PCPU_LONG_BITS] &= ~(1ul << cpu % PCPU_LONG_BITS);
  lock_work.opening = before;
}

void
pcpu_layout_growing (size_t size, size_t dynamic)
{
  lock_work.growing = size;
  lock_work.dynamic = dynamic;
}

void
pcpu_layout_grown (size_t size, size_t dynamic)
{
  lock_work.growing = lock_work.dynamic = 0;
  if (size >= inherited_growth)
    inherited_growth = 0;
  if (dynamic >= inherited_dynamic)
    inherited_dynamic = 0;
}

bool
pcpu_layout_inherited_p (void)
{
  return ((lock_work.opening != 0
	   && pcpu_cpus_has (&inherited_cpus, lock_work.opening - 1))
	  || (lock_work.growing != 0 && inherited_growth != 0)
	  || (lock_work.dynamic != 0 && inherited_dynamic != 0));
}

bool
pcpu_layout_doubtful_p (void)
{
  return lock_nested > 0 || pcpu_layout_inherited_p ();
}
