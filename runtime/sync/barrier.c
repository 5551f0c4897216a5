/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Announcing fences in all threads to the system.  */

#include "sync/sync.h"

void
__percpu_barrier_prepare (void)
{
  static bool prepared;

  if (!__atomic_exchange_n (&prepared, true, __ATOMIC_RELAXED))
    pcpu_os_barrier_prepare ();
}