/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Layer alloc: dynamic objects.

     heap-lock.c  the lock
     span.c       pages, and the spans that they belong to
     object.c     spans of objects
     free.c       freeing objects, also in signal handlers
     owner.c      objects with several owners
     alloc.c      allocating objects
     address.c    information about addresses, and percpu_reset  */

#ifndef PCPU_ALLOC_H
#define PCPU_ALLOC_H 1

#include "registry/registry.h"

#pragma GCC visibility push (hidden)

/* Free the object at ADDRESS, which has at least the size of an address and
   one owner: immediately, or as soon as the lock is released.  Does nothing if
   ADDRESS is 0.
   Context: any.  */
void pcpu_alloc_free (uintptr_t address);

/* Fill in the members of *STATS about dynamic objects.
   Context: thread.  */
void pcpu_alloc_stats (struct percpu_stats *stats);

#pragma GCC visibility pop

#endif /* PCPU_ALLOC_H */
