/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Freeing objects.

   A handler may have interrupted the thread that holds the lock, so it cannot
   wait for the lock.  If the lock is held, pcpu_alloc_free adds the object to
   a list, which is processed after the lock is released.  The handler checks
   the lock after it has changed the list, and the thread checks the list after
   it has released the lock, so that at least one of them sees the other's
   change.  */

#include "alloc/heap.h"

#include <errno.h>

void
pcpu_object_refuse (const char *function, uintptr_t address,
		    const char *reason, const char *what)
{
  pcpu_heap_unlock ();
  pcpu_os_message ("%s of %#lx, which is %s (CPU %u)%s%s", function,
		   (unsigned long) address, reason, pcpu_cpu_here (),
		   what ? ": " : "", what ? what : "");
  pcpu_os_abort ();
}

/* Free the object at ADDRESS.
   Context: the lock is held.  */
static void
object_free (uintptr_t address)
{
  unsigned int n;
  struct pcpu_span *span = pcpu_object_demand ("percpu_free", address, &n,
					       NULL);

  pcpu_object_give (span, n);
}

/* Returns: the address of the link of the object at ADDRESS, which waits to be
   freed, to the next one.  */
static uintptr_t *
waiting_next (uintptr_t address)
{
  return (uintptr_t *) (address + __percpu_displacement (percpu_cpu_next (0)));
}

void
pcpu_heap_free_waiting (void)
{
  while (__atomic_load_n (&pcpu_heap.waiting, __ATOMIC_SEQ_CST) != 0
	 && pcpu_heap_try_lock ())
    {
      uintptr_t address = __atomic_exchange_n (&pcpu_heap.waiting, 0,
					       __ATOMIC_SEQ_CST);

      while (address != 0)
	{
	  uintptr_t next = *waiting_next (address);

	  object_free (address);
	  address = next;
	}
      pcpu_heap_unlock_only ();
    }
}

/* The child has no other thread that could wait.  */
static void
heap_unlock_child (void)
{
  __atomic_store_n (&pcpu_heap.lock, 0, __ATOMIC_RELEASE);
}

/* Prepares the heap when the library is initialised.  */
static void __attribute__ ((constructor (101)))
alloc_constructor (void)
{
  pcpu_heap.alone = pcpu_os_alone ();
  pcpu_need (pcpu_os_at_fork (pcpu_heap_lock, pcpu_heap_unlock,
			      heap_unlock_child),
	     "cannot prepare for fork");
}

void
__percpu_free (uintptr_t address, const char *what)
{
  struct pcpu_span *span;
  unsigned int n;

  if (address == 0)
    return;
  pcpu_heap_lock ();
  span = pcpu_object_demand ("percpu_free", address, &n, what);
  if (span->owners && span->owners[n] != 0)
    pcpu_object_refuse ("percpu_free", address, "owned by others too", what);
  pcpu_object_give (span, n);
  pcpu_heap_unlock ();
}

void
pcpu_alloc_free (uintptr_t address)
{
  int error = errno;
  uintptr_t *next;

  if (address == 0)
    return;
  if (pcpu_heap_try_lock ())
    {
      object_free (address);
      pcpu_heap_unlock ();
    }
  else
    {
      next = waiting_next (address);
      *next = __atomic_load_n (&pcpu_heap.waiting, __ATOMIC_RELAXED);
      while (!__atomic_compare_exchange_n (&pcpu_heap.waiting, next, address,
					   true, __ATOMIC_SEQ_CST,
					   __ATOMIC_RELAXED))
	continue;
      pcpu_heap_free_waiting ();
    }
  errno = error;
}

void
__percpu_autofree (void *variable)
{
  __percpu_free (*(uintptr_t *) variable, NULL);
}
