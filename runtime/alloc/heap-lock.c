/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* The lock of the whole allocator.  It is taken before fork, so that the
   child, whose only thread then holds it, finds the allocator in a consistent
   state.  */

#include "alloc/heap.h"

struct pcpu_heap pcpu_heap;

_Thread_local int pcpu_alloc_last_error
  __attribute__ ((tls_model ("initial-exec")));

void
pcpu_heap_lock_shared (void)
{
  uint32_t now = 0;

  if (!__atomic_compare_exchange_n (&pcpu_heap.lock, &now, 1, false,
				    __ATOMIC_ACQUIRE, __ATOMIC_RELAXED))
    while (__atomic_exchange_n (&pcpu_heap.lock, 2, __ATOMIC_ACQUIRE) != 0)
      pcpu_os_wait (&pcpu_heap.lock, 2, 1000);
  pcpu_os_lock_taken (&pcpu_heap.lock);
}

void
pcpu_heap_unlock_shared (void)
{
  pcpu_os_lock_let_go (&pcpu_heap.lock);
  if (__atomic_exchange_n (&pcpu_heap.lock, 0, __ATOMIC_SEQ_CST) == 2)
    pcpu_os_wake (&pcpu_heap.lock);
}

bool
pcpu_heap_try_lock (void)
{
  uint32_t now = 0;

  if (!__atomic_compare_exchange_n (&pcpu_heap.lock, &now, 1, false,
				    __ATOMIC_SEQ_CST, __ATOMIC_SEQ_CST))
    return false;
  pcpu_os_lock_taken (&pcpu_heap.lock);
  return true;
}
