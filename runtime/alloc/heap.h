/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Dynamic objects: per-CPU data that comes and goes.

   Every area has the same room for them, at the same distance, so that an
   object is one range of per-CPU addresses.  What describes it is outside of
   the areas, where a write behind the end of an object cannot change it.

     page map	pages of the room, one pointer each: to the span that it
		belongs to
     span	some pages, cut into objects of one class:  | o | o | o | o |
		or one object of whole pages:		    |	    o	    |
		or free:				    |	    .	    |

   A class is a size; there are four in each doubling.  A span of objects is cut
   from its first page on, so that an object is aligned to what divides its
   size: an alignment is met by a class whose size is a multiple of it.  Which
   objects of a span are taken is a bit each, and the first that is free is the
   next that is given.  Free pages are in lists by the logarithm of their
   number, and join with their neighbours, which the page map tells.

   An object is zero on every CPU when it is given.  Pages that nobody has used
   since they were mapped, or given back, are zero by themselves and are not
   touched; so each span knows how far its objects have ever been given.
   Others are looked at in each area that is in use, and written only where
   they are not zero, for to read what was never written costs no memory.  When
   the last object of a span goes, its pages go back to the system in all
   areas at once, but for one span of each class; a system that does not take
   them finds them zero.

   An object may have an initial value.  It is in the template, and areas that
   are opened later get it from there (area/fill.c).  To change it takes system
   calls, which may fail: then an allocation fails, and a value whose object is
   freed stays, and its pages are not clean.

   What can be asked in a signal handler is answered without the lock: all that
   is said of an object stays as it is until the object is freed, whatever
   becomes of others.  */

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
  /* Up to this size an object is one of several in a span.  */
  CLASS_MAX = 4096,
  /* Of classes up to this size a span has so many pages, of larger ones so
     many.  */
  SMALL = 512,
  PAGES_SMALL = 4,
  PAGES_LARGE = 8,
  OBJECTS_MAX = PAGES_SMALL * PAGE / LEAST,
  WORDS = OBJECTS_MAX / 64,
  BINS = 32,
  /* How far the list of a bin is searched for a span that is large enough.  */
  PROBES = 32,
  /* The room grows by so much at least.  */
  HEAP_GROWTH = 1 << 16,
  /* Bytes of descriptions that are mapped at a time.  */
  DESCRIPTIONS = 1 << 16,
  /* Besides PERCPU_ALLOC_UNINIT: the caller writes everywhere.  */
  ALLOC_VALUE = 1 << 8
};

enum pcpu_span_kind { FREE, OBJECTS, WHOLE };

struct pcpu_span
{
  /* In a bin, if free; in a list of its class, if some object is free.  */
  struct pcpu_span *next;
  struct pcpu_span **link;
  enum pcpu_span_kind kind;
  unsigned int page;
  unsigned int pages;

  /* Of objects only.  */
  unsigned int class;
  unsigned int size;
  unsigned int objects;
  unsigned int taken;
  /* No object from this one on was ever given.  Of free pages and one object:
     other than 0 if they may have an initial value.  */
  unsigned int clean;
  /* What to multiply an offset by to divide it by the size.  */
  unsigned int inverse;
  /* No word before this one has a free object.  */
  unsigned int hint;
  uint64_t bits[WORDS];

  /* Owners of each object besides the first one, if one ever had another; bytes
     that are mapped for them.  */
  uint32_t *owners;
  size_t owners_size;
};

struct pcpu_heap
{
  uint32_t lock;
  /* The first object that waits to be freed, or 0.  Each has the address of the
     next in the instance of the first CPU.  */
  uintptr_t waiting;
  /* Where not 0 says that there is one thread only; or NULL.  */
  const char *alone;
  /* One for each page; NULL where no span ever was.  Bytes of it that are
     accessible.  */
  struct pcpu_span **map;
  size_t map_size;
  /* Bytes of pcpu_dynamic_values that are accessible.  */
  size_t values_size;
  struct pcpu_span *bins[BINS];
  struct pcpu_span *partial[CLASSES];
  /* The span of each class that is kept although it has no objects.  */
  struct pcpu_span *spare[CLASSES];
  /* Descriptions that are free, and what is left of the pool.  */
  struct pcpu_span *descriptions;
  uintptr_t pool;
  size_t pool_left;
  /* For percpu_stats.  */
  size_t objects;
  size_t bytes;
};

extern struct pcpu_heap pcpu_heap;

/* The result of the calling thread's last allocation, or of a call that needed
   memory.  */
extern _Thread_local int pcpu_alloc_last_error
  __attribute__ ((tls_model ("initial-exec")));

/* The lock (heap-lock.c): 0, 1 if it is held, 2 if a thread may sleep.  A
   thread that is the only one needs no atomic operations.  */

void pcpu_heap_lock_shared (void);
void pcpu_heap_unlock_shared (void);

/* Returns: false if the lock is held.  */
bool pcpu_heap_try_lock (void);

/* True if the process surely has one thread only.  */
static inline bool
pcpu_heap_alone_p (void)
{
  return pcpu_heap.alone && *pcpu_heap.alone;
}

/* Handlers see the lock taken before anything else is changed, and until
   everything is.  */
static inline void
pcpu_heap_lock (void)
{
  if (pcpu_heap_alone_p () && pcpu_heap.lock == 0)
    __atomic_store_n (&pcpu_heap.lock, 1, __ATOMIC_RELAXED);
  else
    pcpu_heap_lock_shared ();
  __atomic_signal_fence (__ATOMIC_SEQ_CST);
}

/* Release the lock, and leave alone what waits to be freed.  */
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

/* Returns: SIZE bytes of memory, zero, outside of the areas; 0 if there are
   none.  */
uintptr_t pcpu_heap_map (size_t size);

/* The per-CPU address of PAGE.  */
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

/* Take SPAN out of its list.  */
static inline void
pcpu_span_unlink (struct pcpu_span *span)
{
  *span->link = span->next;
  if (span->next)
    span->next->link = span->link;
  span->link = NULL;
}

/* Take PAGES pages, as a span of KIND.
   Returns: 0 or one of PERCPU_E....  */
int pcpu_pages_take (unsigned int pages, enum pcpu_span_kind kind,
		     struct pcpu_span **taken);

/* SPAN, the pages of which are zero, is free: let it join its neighbours.  */
void pcpu_pages_give (struct pcpu_span *span);

/* Objects (object.c).  Those functions are called with the lock held unless
   they say something else.  */

/* The size of the objects of CLASS.  */
static inline unsigned int
pcpu_class_size (unsigned int class)
{
  unsigned int doubling = class / 4, quarter = class % 4;

  return doubling == 0 ? (1 + quarter) * LEAST
	 : (5 + quarter) * LEAST << (doubling - 1);
}

/* Make a span for objects of CLASS, in the list of its class.
   Returns: 0 or one of PERCPU_E....  */
int pcpu_object_span (unsigned int class, struct pcpu_span **made);

/* SPAN has no object any more: keep it, or give its pages back.  It is in the
   list of its class if it has a class.  */
void pcpu_object_last (struct pcpu_span *span);

/* The object that has ADDRESS: its span, and its number in it.  NULL if there
   is none.
   Context: the lock is held; or else nobody frees the object.  */
static inline struct pcpu_span *
pcpu_object_find (uintptr_t address, unsigned int *n)
{
  uintptr_t offset = address - pcpu_layout_dynamic ();
  struct pcpu_span *span;

  *n = 0;
  if (!pcpu_heap.map || offset >= pcpu_layout.dynamic_size)
    return NULL;
  span = pcpu_heap.map[offset >> PAGE_SHIFT];
  /* The page map of free pages is right at their ends only.  */
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

/* The per-CPU address of object N of SPAN.  */
static inline uintptr_t
pcpu_object_start (const struct pcpu_span *span, unsigned int n)
{
  return (pcpu_page_address (span->page)
	  + (span->kind == OBJECTS ? (uintptr_t) n * span->size : 0));
}

/* The size of the objects of SPAN.  */
static inline size_t
pcpu_object_size (const struct pcpu_span *span)
{
  return (span->kind == OBJECTS ? span->size
	  : (size_t) span->pages << PAGE_SHIFT);
}

/* Give object N of SPAN back.  */
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

/* Free what waits for that, unless the lock is held: then the thread that has
   it does that.  */
void pcpu_heap_free_waiting (void);

/* Release the lock, and free what waits for that.  */
static inline void
pcpu_heap_unlock (void)
{
  pcpu_heap_unlock_only ();
  if (__builtin_expect (__atomic_load_n (&pcpu_heap.waiting,
					 __ATOMIC_SEQ_CST) != 0, false))
    pcpu_heap_free_waiting ();
}

/* End the program because FUNCTION is called with ADDRESS, which is REASON.
   WHAT is the program's name of the pointer and the place of the call, or
   NULL.
   Context: the lock is held.  */
void pcpu_object_refuse (const char *function, uintptr_t address,
			 const char *reason, const char *what)
  __attribute__ ((noreturn, cold));

/* The object that begins at ADDRESS, for FUNCTION.
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
