/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Dynamic objects: per-CPU data that is allocated at run time.

   Every area has the same room for them, at the same offset, so that an object
   is one range of per-CPU addresses.  Its description is outside of the areas,
   where a write beyond the end of an object cannot change it.

     page map	a pointer for each page of the room, to the span that the page
		belongs to
     span	some pages, cut into objects of one class:  | o | o | o | o |
		or one object of whole pages:		    |	    o	    |
		or free:				    |	    .	    |

   A class is a size; there are four classes in each doubling.  A span of
   objects is cut from the beginning of its first page, so that an object is
   aligned to every power of 2 that divides its size: an alignment is satisfied
   by a class whose size is a multiple of it.  A span has a bit for each
   object, set if it is taken, and its first free object is allocated next.
   Free pages are in lists by the logarithm of their number, and are merged
   with their neighbours, which the page map shows.

   An object is zero on every CPU when it is allocated.  Pages that were not
   used since they were mapped or discarded are zero and need not be written;
   so each span records the objects that were ever allocated.  Other objects
   are checked in each area that is in use, and written only where they are not
   zero, because reading a page that was never written takes no memory.  When
   the last object of a span is freed, its pages are discarded in all areas,
   except for one span of each class.  If the system does not discard them they
   are zeroed.

   An object may have an initial value.  It is in the template, from which
   areas that are opened later get it (area/fill.c).  Changing the template
   takes system calls, which may fail: then an allocation fails, or the value
   of a freed object remains and its pages are not clean.

   Queries that are permitted in signal handlers do not take the lock: the
   description of an object does not change until the object is freed, whatever
   is done to other objects.  */

#ifndef PCPU_HEAP_H
#define PCPU_HEAP_H 1

#include "alloc/alloc.h"

#pragma GCC visibility push (hidden)

enum
{
  PAGE_SHIFT = PCPU_DYNAMIC_SHIFT,
  PAGE = 1 << PAGE_SHIFT,
  LEAST = 8,
  CLASSES = 32,
  /* The largest size of which a span has several objects.  */
  CLASS_MAX = 4096,
  /* The number of pages of a span: PAGES_SMALL for classes up to SMALL,
     PAGES_LARGE for larger ones.  */
  SMALL = 512,
  PAGES_SMALL = 4,
  PAGES_LARGE = 8,
  OBJECTS_MAX = PAGES_SMALL * PAGE / LEAST,
  WORDS = OBJECTS_MAX / 64,
  BINS = 32,
  /* The number of spans of a bin that are checked for a sufficient size.  */
  PROBES = 32,
  /* The minimum growth of the room in bytes.  */
  HEAP_GROWTH = 1 << 16,
  /* The bytes that are mapped for descriptions at a time.  */
  DESCRIPTIONS = 1 << 16,
  /* A flag in addition to PERCPU_ALLOC_UNINIT: the caller writes the whole
     object.  */
  ALLOC_VALUE = 1 << 8
};

enum pcpu_span_kind { FREE, OBJECTS, WHOLE };

struct pcpu_span
{
  /* In a bin if the span is free; in the list of its class if an object is
     free.  */
  struct pcpu_span *next;
  struct pcpu_span **link;
  enum pcpu_span_kind kind;
  unsigned int page;
  unsigned int pages;

  /* Of spans of objects only.  */
  unsigned int class;
  unsigned int size;
  unsigned int objects;
  unsigned int taken;
  /* No object from this number on was ever allocated.  Of free pages and of
     spans with one object: not 0 if they may have an initial value.  */
  unsigned int clean;
  /* The fixed-point factor that replaces a division of an offset by the
     size.  */
  unsigned int inverse;
  /* The words before this one have no free object.  */
  unsigned int hint;
  uint64_t bits[WORDS];

  /* The owners of each object in addition to the first one, or NULL if no
     object ever had another; the bytes that are mapped for them.  */
  uint32_t *owners;
  size_t owners_size;
};

struct pcpu_heap
{
  uint32_t lock;
  /* The first object that waits to be freed, or 0.  The first CPU's instance
     of each contains the address of the next one.  */
  uintptr_t waiting;
  /* Points to a number that is not 0 if there is only one thread; or NULL.  */
  const char *alone;
  /* A pointer for each page; NULL if no span was ever there.  The bytes of the
     map that are accessible.  */
  struct pcpu_span **map;
  size_t map_size;
  /* The bytes of pcpu_dynamic_values that are accessible.  */
  size_t values_size;
  struct pcpu_span *bins[BINS];
  struct pcpu_span *partial[CLASSES];
  /* The span of each class that is retained although it has no objects.  */
  struct pcpu_span *spare[CLASSES];
  /* The free descriptions, and the rest of the pool.  */
  struct pcpu_span *descriptions;
  uintptr_t pool;
  size_t pool_left;
  /* For percpu_stats.  */
  size_t objects;
  size_t bytes;
};

extern struct pcpu_heap pcpu_heap;

/* The error of the calling thread's last allocation, or of another call that
   needed memory.  */
extern _Thread_local int pcpu_alloc_last_error
  __attribute__ ((tls_model ("initial-exec")));

/* The lock (heap-lock.c): 0, 1 if it is held, 2 if a thread may sleep.  No
   atomic operations are needed if there is only one thread.  */

void pcpu_heap_lock_shared (void);
void pcpu_heap_unlock_shared (void);

/* Take the lock if it is free.
   Returns: false if it is held.  */
bool pcpu_heap_try_lock (void);

/* True if the process certainly has only one thread.  */
static inline bool
pcpu_heap_alone_p (void)
{
  return pcpu_heap.alone && *pcpu_heap.alone;
}

/* Take the lock.  Handlers see it held before anything else is changed, and
   until all changes are complete.  */
static inline void
pcpu_heap_lock (void)
{
  if (pcpu_heap_alone_p () && pcpu_heap.lock == 0)
    __atomic_store_n (&pcpu_heap.lock, 1, __ATOMIC_RELAXED);
  else
    pcpu_heap_lock_shared ();
  __atomic_signal_fence (__ATOMIC_SEQ_CST);
}

/* Release the lock without freeing the objects that wait for it.  */
static inline void
pcpu_heap_unlock_only (void)
{
  __atomic_signal_fence (__ATOMIC_SEQ_CST);
  if (pcpu_heap_alone_p ())
    __atomic_store_n (&pcpu_heap.lock, 0, __ATOMIC_RELAXED);
  else
    pcpu_heap_unlock_shared ();
  __atomic_signal_fence (__ATOMIC_SEQ_CST);
}

/* Pages (span.c).  */

/* Map SIZE bytes of memory, zero, outside of the areas.
   Returns: their address; 0 if there is no memory.  */
uintptr_t pcpu_heap_map (size_t size);

/* Returns: the per-CPU address of PAGE.  */
static inline uintptr_t
pcpu_page_address (unsigned int page)
{
  return pcpu_layout_dynamic () + ((uintptr_t) page << PAGE_SHIFT);
}

/* Add SPAN to LIST.  */
static inline void
pcpu_span_link (struct pcpu_span **list, struct pcpu_span *span)
{
  span->next = *list;
  span->link = list;
  if (span->next)
    span->next->link = &span->next;
  *list = span;
}

/* Remove SPAN from its list.  */
static inline void
pcpu_span_unlink (struct pcpu_span *span)
{
  *span->link = span->next;
  if (span->next)
    span->next->link = span->link;
  span->link = NULL;
}

/* Take PAGES pages, as a span of KIND, and store it in *TAKEN.
   Returns: 0 or one of PERCPU_E....  */
int pcpu_pages_take (unsigned int pages, enum pcpu_span_kind kind,
		     struct pcpu_span **taken);

/* Free the pages of SPAN, which are zero, and merge them with their
   neighbours.  */
void pcpu_pages_give (struct pcpu_span *span);

/* Objects (object.c).  The lock is held when these functions are called unless
   they say something else.  */

/* Returns: the size of the objects of CLASS.  */
static inline unsigned int
pcpu_class_size (unsigned int class)
{
  unsigned int doubling = class / 4, quarter = class % 4;

  return doubling == 0 ? (1 + quarter) * LEAST
	 : (5 + quarter) * LEAST << (doubling - 1);
}

/* Make a span for objects of CLASS, add it to the list of its class, and store
   it in *MADE.
   Returns: 0 or one of PERCPU_E....  */
int pcpu_object_span (unsigned int class, struct pcpu_span **made);

/* Retain SPAN, which has no object any more, or free its pages.  It is in the
   list of its class if it has a class.  */
void pcpu_object_last (struct pcpu_span *span);

/* Find the object that contains ADDRESS, and store its number in its span in
   *N.
   Returns: its span, or NULL if there is none.
   Context: the lock is held, or no thread frees the object.  */
static inline struct pcpu_span *
pcpu_object_find (uintptr_t address, unsigned int *n)
{
  uintptr_t offset = address - pcpu_layout_dynamic ();
  struct pcpu_span *span;

  *n = 0;
  if (!pcpu_heap.map || offset >= pcpu_layout.dynamic_size)
    return NULL;
  span = pcpu_heap.map[offset >> PAGE_SHIFT];
  /* The page map of free pages is valid at their ends only.  */
  if (!span || span->kind == FREE
      || (offset >> PAGE_SHIFT) - span->page >= span->pages)
    return NULL;
  if (span->kind == WHOLE)
    return span;
  offset -= (uintptr_t) span->page << PAGE_SHIFT;
  *n = (unsigned int) (offset * span->inverse >> 32);
  return (*n < span->objects && span->bits[*n / 64] >> *n % 64 & 1
	  ? span : NULL);
}

/* Returns: the per-CPU address of object N of SPAN.  */
static inline uintptr_t
pcpu_object_start (const struct pcpu_span *span, unsigned int n)
{
  return (pcpu_page_address (span->page)
	  + (span->kind == OBJECTS ? (uintptr_t) n * span->size : 0));
}

/* Returns: the size of the objects of SPAN.  */
static inline size_t
pcpu_object_size (const struct pcpu_span *span)
{
  return (span->kind == OBJECTS ? span->size
	  : (size_t) span->pages << PAGE_SHIFT);
}

/* Free object N of SPAN.  */
static inline void
pcpu_object_give (struct pcpu_span *span, unsigned int n)
{
  pcpu_heap.objects--;
  pcpu_heap.bytes -= pcpu_object_size (span);
  if (span->kind == OBJECTS)
    {
      span->bits[n / 64] &= ~((uint64_t) 1 << n % 64);
      if (n / 64 < span->hint)
	span->hint = n / 64;
      if (span->taken-- == span->objects)
	pcpu_span_link (&pcpu_heap.partial[span->class], span);
      if (span->taken != 0)
	return;
    }
  pcpu_object_last (span);
}

/* Freeing (free.c).  */

/* Free the objects that wait for the lock, unless it is held: then the thread
   that holds it frees them.  */
void pcpu_heap_free_waiting (void);

/* Release the lock, and free the objects that wait for it.  */
static inline void
pcpu_heap_unlock (void)
{
  pcpu_heap_unlock_only ();
  if (__builtin_expect (__atomic_load_n (&pcpu_heap.waiting,
					 __ATOMIC_SEQ_CST) != 0, false))
    pcpu_heap_free_waiting ();
}

/* End the program because FUNCTION was called with ADDRESS, which is REASON.
   WHAT is the program's expression for the pointer and the place of the call,
   or NULL.
   Context: the lock is held.  */
void pcpu_object_refuse (const char *function, uintptr_t address,
			 const char *reason, const char *what)
  __attribute__ ((noreturn, cold));

/* Find the object that begins at ADDRESS, for FUNCTION, and store its number
   in *N.  WHAT is as above.  Does not return if there is none.
   Returns: its span.
   Context: the lock is held.  */
static inline struct pcpu_span *
pcpu_object_demand (const char *function, uintptr_t address, unsigned int *n,
		    const char *what)
{
  uintptr_t offset = address - pcpu_layout_dynamic ();
  struct pcpu_span *span = pcpu_object_find (address, n);

  if (!span)
    pcpu_object_refuse (function, address,
			pcpu_layout.base == 0
			|| offset >= pcpu_layout.dynamic_limit
			? "not the address of a dynamic object"
			: "not allocated, or freed already", what);
  if (address != pcpu_object_start (span, *n))
    pcpu_object_refuse (function, address, "in the middle of a dynamic object",
			what);
  return span;
}

#pragma GCC visibility pop

#endif /* PCPU_HEAP_H */
