/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Dynamic objects: per-CPU data that comes and goes.

   Every area has the same room for them, at the same distance, so that an
   object is one range of per-CPU addresses; what is said of it is said once,
   here, and not in the areas, where whoever writes too far cannot change it.

     page map	pages of the room, one pointer each: to the span that it
		belongs to
     span	some pages, cut into objects of one class:  | o | o | o | o |
		or one object of whole pages:		    |	    o	    |
		or free:				    |	    .	    |

   A class is a size; there are four in each doubling.  A span of objects is cut
   from its first page on, so that an object is aligned to what divides its
   size: an alignment is met by a class whose size is a multiple of it.  Which
   objects of a span are taken is a bit each, and the first that is free is the
   next that is given.  Free pages lie in lists by the logarithm of their
   number, and join with their neighbours, which the page map tells.

   An object is zero on every CPU when it is given.  Pages that nobody has used
   since they were mapped, or given back, are zero by themselves and are not
   touched; so each span knows how far its objects have ever been given.
   Others are looked at in each area that is in use, and written only where
   they are not zero, for to read what was never written costs no memory.  When
   the last object of a span goes, its pages go back to the system in all
   areas at once, but for one span of each class; a system that does not take
   them finds them zero.

   An object may have an initial value.  It is in the template, and areas that are
   opened later get it from there (area.c).  To change it takes system calls,
   which may fail: who allocates is told, and where an object goes its value
   stays, and the pages are not clean.

   What can be asked in a signal handler is answered without the lock: all that
   is said of an object stays as it is until the object is freed, whatever
   becomes of others.

   One lock is for all of it.  It is taken before fork, so that the child, whose
   only thread has it then, finds all in order.

   A handler, which may have interrupted the thread that has the lock, cannot wait
   for it.  What is to be freed there (pcpu_alloc_free) is put into a list if the
   lock is not to be had at once, and whoever lets the lock go looks at that list
   afterwards.  The one looks at the lock after the change of the list, the other
   at the list after that of the lock, so that one of them sees the other.  */

#include "internal.h"

#include <errno.h>
#include <limits.h>
#include <string.h>

enum
{
  PAGE_SHIFT = 12,
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

enum span_kind { FREE, OBJECTS, WHOLE };

struct span
{
  /* In a bin, if free; in a list of its class, if some object is free.  */
  struct span *next;
  struct span **link;
  enum span_kind kind;
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

static struct
{
  uint32_t lock;
  /* The first object that waits to be freed, or 0.  Each has the address of the
     next in the instance of the first CPU.  */
  uintptr_t waiting;
  /* Where not 0 says that there is one thread only; or NULL.  */
  const char *alone;
  /* One for each page; NULL where no span ever was.  Bytes of it that are
     accessible.  */
  struct span **map;
  size_t map_size;
  /* The page has an initial value in the template.  Likewise.  */
  uint8_t *template;
  size_t template_size;
  struct span *bins[BINS];
  struct span *partial[CLASSES];
  /* The span of each class that is kept though nobody has an object of it.  */
  struct span *spare[CLASSES];
  /* Descriptions that are free, and what is left of the pool.  */
  struct span *descriptions;
  uintptr_t pool;
  size_t pool_left;
  /* For percpu_stats.  */
  size_t objects;
  size_t bytes;
} heap;

static _Thread_local int last_error
  __attribute__ ((tls_model ("initial-exec")));

/* The lock: 0, 1 if it is held, 2 if somebody may sleep.  A thread that is the
   only one needs no atomic operations.  */

static void __attribute__ ((noinline))
heap_lock_shared (void)
{
  uint32_t now = 0;

  if (!__atomic_compare_exchange_n (&heap.lock, &now, 1, false,
				    __ATOMIC_ACQUIRE, __ATOMIC_RELAXED))
    while (__atomic_exchange_n (&heap.lock, 2, __ATOMIC_ACQUIRE) != 0)
      pcpu_os_wait (&heap.lock, 2, 1000);
  pcpu_os_lock_taken (&heap.lock);
}

static void __attribute__ ((noinline))
heap_unlock_shared (void)
{
  pcpu_os_lock_let_go (&heap.lock);
  if (__atomic_exchange_n (&heap.lock, 0, __ATOMIC_SEQ_CST) == 2)
    pcpu_os_wake (&heap.lock);
}

static inline bool
alone_p (void)
{
  return heap.alone && *heap.alone;
}

/* Handlers see the lock taken before anything else is changed, and until
   everything is.  */
static inline void
heap_lock (void)
{
  if (alone_p () && heap.lock == 0)
    __atomic_store_n (&heap.lock, 1, __ATOMIC_RELAXED);
  else
    heap_lock_shared ();
  __atomic_signal_fence (__ATOMIC_SEQ_CST);
}

static inline void
heap_unlock_only (void)
{
  __atomic_signal_fence (__ATOMIC_SEQ_CST);
  if (alone_p ())
    __atomic_store_n (&heap.lock, 0, __ATOMIC_RELAXED);
  else
    heap_unlock_shared ();
  __atomic_signal_fence (__ATOMIC_SEQ_CST);
}

static void waiting_free (void);

static inline void
heap_unlock (void)
{
  heap_unlock_only ();
  if (__builtin_expect (__atomic_load_n (&heap.waiting, __ATOMIC_SEQ_CST) != 0,
			false))
    waiting_free ();
}

/* Returns: false if somebody has the lock.  */
static bool
heap_try_lock (void)
{
  uint32_t now = 0;

  if (!__atomic_compare_exchange_n (&heap.lock, &now, 1, false,
				    __ATOMIC_SEQ_CST, __ATOMIC_SEQ_CST))
    return false;
  pcpu_os_lock_taken (&heap.lock);
  return true;
}

/* The child's only waiter is gone.  */
static void
heap_unlock_child (void)
{
  __atomic_store_n (&heap.lock, 0, __ATOMIC_RELEASE);
}

static void __attribute__ ((constructor (101)))
alloc_constructor (void)
{
  heap.alone = pcpu_os_alone ();
  pcpu_need (pcpu_os_at_fork (heap_lock, heap_unlock, heap_unlock_child),
	     "cannot prepare for fork");
}

/* Classes.  */

static unsigned int
class_size (unsigned int class)
{
  unsigned int doubling = class / 4, quarter = class % 4;

  return doubling == 0 ? (1 + quarter) * LEAST
	 : (5 + quarter) * LEAST << (doubling - 1);
}

/* The least class whose objects have SIZE bytes and are aligned to ALIGN;
   CLASSES if there is none.  */
static unsigned int
class_of (size_t size, size_t align)
{
  unsigned int class = 0;

  if (size > CLASS_MAX)
    return CLASSES;
  if (size > 4 * LEAST)
    {
      unsigned int log = 63 - (unsigned int) __builtin_clzl (size - 1);

      class = (log - 4) * 4 + ((size - 1) >> (log - 2) & 3);
    }
  else
    class = (unsigned int) (size + LEAST - 1) / LEAST - 1;
  if (align > LEAST)
    while (class < CLASSES && (class_size (class) & (align - 1)) != 0)
      class++;
  return class;
}

/* Descriptions.  */

static uintptr_t
map_memory (size_t size)
{
  uintptr_t base;

  if (pcpu_os_reserve (0, size, &base) != 0)
    return 0;
  if (pcpu_os_commit (base, size) == 0)
    return base;
  pcpu_os_release (base, size);
  return 0;
}

static struct span *
description_take (void)
{
  struct span *span = heap.descriptions;

  if (span)
    {
      heap.descriptions = span->next;
      memset (span, 0, sizeof *span);
      return span;
    }
  if (heap.pool_left < sizeof *span)
    {
      uintptr_t more = map_memory (DESCRIPTIONS);

      if (more == 0)
	return NULL;
      heap.pool = more;
      heap.pool_left = DESCRIPTIONS;
    }
  span = (struct span *) heap.pool;
  heap.pool += sizeof *span;
  heap.pool_left -= sizeof *span;
  return span;
}

static void
description_give (struct span *span)
{
  if (span->owners)
    pcpu_os_release ((uintptr_t) span->owners, span->owners_size);
  span->next = heap.descriptions;
  heap.descriptions = span;
}

/* Lists.  */

static void
list_add (struct span **list, struct span *span)
{
  span->next = *list;
  span->link = list;
  if (span->next)
    span->next->link = &span->next;
  *list = span;
}

static void
list_remove (struct span *span)
{
  *span->link = span->next;
  if (span->next)
    span->next->link = span->link;
  span->link = NULL;
}

/* Pages.  */

static unsigned int
pages_usable (void)
{
  return (unsigned int) (pcpu_layout.dynamic_size >> PAGE_SHIFT);
}

static uintptr_t
page_address (unsigned int page)
{
  return pcpu_layout_dynamic () + ((uintptr_t) page << PAGE_SHIFT);
}

static unsigned int
bin_of (unsigned int pages)
{
  return 31 - (unsigned int) __builtin_clz (pages);
}

/* The span that ends before PAGE, or begins with it, if it is free.  */
static struct span *
free_before (unsigned int page)
{
  struct span *span = page > 0 ? heap.map[page - 1] : NULL;

  return span && span->kind == FREE ? span : NULL;
}

static struct span *
free_at (unsigned int page)
{
  struct span *span = page < pages_usable () ? heap.map[page] : NULL;

  return span && span->kind == FREE ? span : NULL;
}

/* SPAN, the pages of which are zero, is free: let it join its neighbours.  */
static void
pages_give (struct span *span)
{
  struct span *other;

  span->kind = FREE;
  if ((other = free_before (span->page)))
    {
      list_remove (other);
      span->page = other->page;
      span->pages += other->pages;
      description_give (other);
    }
  if ((other = free_at (span->page + span->pages)))
    {
      list_remove (other);
      span->pages += other->pages;
      description_give (other);
    }
  heap.map[span->page] = span;
  heap.map[span->page + span->pages - 1] = span;
  list_add (&heap.bins[bin_of (span->pages)], span);
}

/* Make the first NEED bytes at TABLE accessible, of which *HAVE are.
   Returns: 0 or an error number of the system.  */
static int
table_grow (uintptr_t table, size_t *have, size_t need)
{
  size_t page = pcpu_os_page_size ();
  int error;

  need = (need + page - 1) & -page;
  if (need <= *have)
    return 0;
  error = pcpu_reserve_hold (&pcpu_layout, table + *have, need - *have);
  if (error == 0)
    error = pcpu_os_commit (table + *have, need - *have);
  if (error == 0)
    *have = need;
  return error;
}

/* Let the room have SIZE bytes.
   Returns: 0 or an error number of the system.  */
static int
room_grow (size_t size)
{
  size_t pages = size >> PAGE_SHIFT;
  int error = table_grow ((uintptr_t) heap.map, &heap.map_size,
			  pages * sizeof *heap.map);

  if (error == 0)
    error = table_grow ((uintptr_t) heap.template, &heap.template_size,
			pages * sizeof *heap.template);
  return error == 0 ? pcpu_layout_grow_dynamic (size) : error;
}

/* Make so many pages usable that there is a free span of PAGES.
   Returns: 0 or one of PERCPU_E....  */
static int
pages_grow (unsigned int pages)
{
  unsigned int usable = pages_usable ();
  struct span *last = free_before (usable), *span;
  size_t size = pcpu_layout.dynamic_size;
  size_t more = (size_t) pages << PAGE_SHIFT, least;

  if (last && last->pages < pages)
    more -= (size_t) last->pages << PAGE_SHIFT;
  if (more > pcpu_layout.dynamic_limit - size)
    return PERCPU_ENOROOM;
  least = more;
  /* A quarter more, so that it happens seldom.  */
  if (more < size / 4)
    more = size / 4;
  if (more < HEAP_GROWTH)
    more = HEAP_GROWTH;
  more = (more + PAGE - 1) & -(size_t) PAGE;
  if (more > pcpu_layout.dynamic_limit - size)
    more = pcpu_layout.dynamic_limit - size;
  span = description_take ();
  if (!span)
    return PERCPU_ENOMEM;
  if (room_grow (size + more) != 0)
    {
      more = least;
      if (room_grow (size + more) != 0)
	{
	  description_give (span);
	  return PERCPU_ENOMEM;
	}
    }
  span->page = usable;
  span->pages = (unsigned int) (more >> PAGE_SHIFT);
  pages_give (span);
  return 0;
}

/* A free span of PAGES pages at least, out of its list; NULL if there is none, or
   if there are none larger and it is not among the first PROBES of its bin.  */
static struct span *
pages_find (unsigned int pages, unsigned int probes)
{
  struct span *span = heap.bins[bin_of (pages)];

  for (; span && span->pages < pages; span = span->next)
    if (probes-- == 0)
      {
	span = NULL;
	break;
      }
  for (unsigned int bin = bin_of (pages) + 1; !span && bin < BINS; bin++)
    span = heap.bins[bin];
  if (span)
    list_remove (span);
  return span;
}

/* Take PAGES pages, as a span of KIND.
   Returns: 0 or one of PERCPU_E....  */
static int
pages_take (unsigned int pages, enum span_kind kind, struct span **taken)
{
  struct span *span = pages_find (pages, PROBES), *rest = NULL;
  int error = span ? 0 : pages_grow (pages);

  if (!span)
    span = pages_find (pages, UINT_MAX);
  if (!span)
    return error;
  if (span->pages > pages)
    {
      rest = description_take ();
      if (!rest)
	{
	  pages_give (span);
	  return PERCPU_ENOMEM;
	}
      rest->page = span->page + pages;
      rest->pages = span->pages - pages;
      span->pages = pages;
    }
  span->kind = kind;
  span->clean = 0;
  for (unsigned int i = 0; i < pages; i++)
    {
      heap.map[span->page + i] = span;
      if (heap.template[span->page + i])
	span->clean = UINT_MAX;
    }
  if (rest)
    pages_give (rest);
  *taken = span;
  return 0;
}

/* Spans of objects.  */

static int
span_make (unsigned int class, struct span **made)
{
  unsigned int size = class_size (class);
  unsigned int pages = size <= SMALL ? PAGES_SMALL : PAGES_LARGE;
  struct span *span;
  int error = pages_take (pages, OBJECTS, &span);

  if (error != 0)
    return error;
  span->class = class;
  span->size = size;
  /* Exact for all offsets in so few pages.  */
  span->inverse = (unsigned int) ((((uint64_t) 1 << 32) + size - 1) / size);
  span->objects = pages * PAGE / size;
  span->taken = span->hint = 0;
  memset (span->bits, 0, sizeof span->bits);
  list_add (&heap.partial[class], span);
  *made = span;
  return 0;
}

/* Give the pages of SPAN, of which nobody has any, back to the system.  */
static void
span_end (struct span *span)
{
  uint8_t *template = &heap.template[span->page];
  size_t size = (size_t) span->pages << PAGE_SHIFT;
  bool value = memchr (template, 1, span->pages) != NULL;

  if (pcpu_area_discard (page_address (span->page), size, value) == 0 && value)
    memset (template, 0, span->pages);
  if (span->owners)
    {
      pcpu_os_release ((uintptr_t) span->owners, span->owners_size);
      span->owners = NULL;
    }
  pages_give (span);
}

/* The first free object of SPAN, which has one.  */
static unsigned int
first_take (struct span *span)
{
  unsigned int word = span->hint, n;

  while (span->bits[word] == UINT64_MAX)
    word++;
  n = word * 64 + (unsigned int) __builtin_ctzl (~span->bits[word]);
  span->hint = word;
  span->bits[word] |= (uint64_t) 1 << n % 64;
  if (++span->taken == span->objects)
    list_remove (span);
  return n;
}

/* Take an object of CLASS, at *ADDRESS; *DIRTY says whether it may be other than
   zero.
   Returns: 0 or one of PERCPU_E....  */
static int
objects_take (unsigned int class, uintptr_t *address, bool *dirty)
{
  struct span *span = heap.partial[class];
  unsigned int n;

  if (!span)
    {
      int error = span_make (class, &span);

      if (error != 0)
	return error;
    }
  if (span == heap.spare[class])
    heap.spare[class] = NULL;
  n = first_take (span);
  *dirty = n < span->clean;
  if (!*dirty)
    span->clean = n + 1;
  heap.bytes += span->size;
  *address = page_address (span->page) + (uintptr_t) n * span->size;
  return 0;
}

static int
object_take (size_t size, size_t align, uintptr_t *address, bool *dirty)
{
  unsigned int class = class_of (size, align);
  unsigned int pages = (unsigned int) ((size + PAGE - 1) >> PAGE_SHIFT);
  struct span *span;
  int error;

  if (class < CLASSES)
    return objects_take (class, address, dirty);
  error = pages_take (pages, WHOLE, &span);
  if (error != 0)
    return error;
  *dirty = span->clean != 0;
  heap.bytes += (size_t) pages << PAGE_SHIFT;
  *address = page_address (span->page);
  return 0;
}

/* What is at an address.  */

bool
pcpu_alloc_template_p (uintptr_t address)
{
  uintptr_t offset = address - pcpu_layout_dynamic ();

  return (heap.template && offset < pcpu_layout.dynamic_size
	  && heap.template[offset >> PAGE_SHIFT]);
}

/* The object that has ADDRESS: its span, and its number in it.  NULL if there is
   none.
   Context: the lock is held; or else nobody frees the object.  */
static inline struct span *
object_find (uintptr_t address, unsigned int *n)
{
  uintptr_t offset = address - pcpu_layout_dynamic ();
  struct span *span;

  *n = 0;
  if (!heap.map || offset >= pcpu_layout.dynamic_size)
    return NULL;
  span = heap.map[offset >> PAGE_SHIFT];
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

static uintptr_t
object_start (const struct span *span, unsigned int n)
{
  return (page_address (span->page)
	  + (span->kind == OBJECTS ? (uintptr_t) n * span->size : 0));
}

static size_t
object_size (const struct span *span)
{
  return (span->kind == OBJECTS ? span->size
	  : (size_t) span->pages << PAGE_SHIFT);
}

bool
pcpu_alloc_has (uintptr_t address, size_t size)
{
  unsigned int n;
  const struct span *span = object_find (address, &n);

  return (span && size <= object_size (span)
	  && address - object_start (span, n) <= object_size (span) - size);
}

/* Allocation.  */

static void
object_give (struct span *span, unsigned int n)
{
  heap.objects--;
  heap.bytes -= object_size (span);
  if (span->kind == WHOLE)
    {
      span_end (span);
      return;
    }
  span->bits[n / 64] &= ~((uint64_t) 1 << n % 64);
  if (n / 64 < span->hint)
    span->hint = n / 64;
  if (span->taken-- == span->objects)
    list_add (&heap.partial[span->class], span);
  if (span->taken != 0)
    return;
  if (!heap.spare[span->class])
    {
      heap.spare[span->class] = span;
      return;
    }
  list_remove (span);
  span_end (span);
}

/* Make what there is but for the room.
   Returns: 0 or one of PERCPU_E....  */
static int
heap_init (void)
{
  size_t page = pcpu_os_page_size ();
  size_t pages = pcpu_layout.dynamic_limit >> PAGE_SHIFT;
  size_t map = (pages * sizeof *heap.map + page - 1) & -page;
  uintptr_t memory;

  if (heap.map)
    return 0;
  if (pcpu_layout.base == 0)
    return PERCPU_EINIT;
  if (pcpu_reserve_table (map + ((pages * sizeof *heap.template + page - 1)
				 & -page), &memory) != 0)
    return PERCPU_ENOMEM;
  heap.template = (uint8_t *) (memory + map);
  heap.map = (struct span **) memory;
  return 0;
}

/* SIZE and ALIGN are such as there are.
   Returns: 0 or one of PERCPU_E....  */
static int
request_check (size_t size, size_t align)
{
  if (pcpu_layout.base == 0)
    return PERCPU_EINIT;
  if (align == 0 || (align & (align - 1)) != 0 || align > PAGE)
    return PERCPU_EALIGN;
  if (size == 0 || size > pcpu_layout.dynamic_limit)
    return PERCPU_ESIZE;
  return 0;
}

/* The object at ADDRESS cannot be had after all.  */
static void
object_back (uintptr_t address)
{
  unsigned int n;
  struct span *span = object_find (address, &n);

  object_give (span, n);
}

/* The object that is at ADDRESS now is zero; but the template alone is enough
   if FLAGS have PERCPU_ALLOC_UNINIT, and nothing if they have ALLOC_VALUE.
   Returns: 0 or one of PERCPU_E....  */
static int
object_zero (uintptr_t address, size_t size, unsigned int flags)
{
  const uint8_t *template = heap.template;
  uintptr_t offset = address - pcpu_layout_dynamic ();
  bool value = false;

  if (flags & ALLOC_VALUE)
    return 0;
  for (uintptr_t page = offset >> PAGE_SHIFT;
       page <= (offset + size - 1) >> PAGE_SHIFT; page++)
    value |= template[page];
  if (!value && flags & PERCPU_ALLOC_UNINIT)
    return 0;
  return pcpu_area_zero (address, size, value) == 0 ? 0 : PERCPU_ENOMEM;
}

uintptr_t
__percpu_alloc (size_t size, size_t align, unsigned int flags)
{
  uintptr_t address = 0;
  bool dirty;
  int error = request_check (size, align);

  if (error == 0)
    {
      heap_lock ();
      error = heap_init ();
      if (error == 0)
	error = object_take (size, align, &address, &dirty);
      if (error == 0)
	{
	  heap.objects++;
	  if (dirty && (error = object_zero (address, size, flags)) != 0)
	    {
	      object_back (address);
	      address = 0;
	    }
	}
      heap_unlock ();
    }
  last_error = error;
  return address;
}

uintptr_t
__percpu_alloc_value (size_t size, size_t align, const void *value)
{
  uintptr_t address = __percpu_alloc (size, align, ALLOC_VALUE);
  struct pcpu_os_signals signals;
  bool locked;
  int error;

  if (address == 0)
    return 0;
  locked = pcpu_lock (&signals);
  for (uintptr_t page = address & -(uintptr_t) PAGE; page < address + size;
       page += PAGE)
    heap.template[(page - pcpu_layout_dynamic ()) >> PAGE_SHIFT] = 1;
  error = pcpu_template_set (address, value, size);
  pcpu_unlock (locked, &signals);
  if (error != 0)
    {
      __percpu_free (address, NULL);
      last_error = PERCPU_ENOMEM;
      return 0;
    }
  return address;
}

int
percpu_alloc_error (void)
{
  return last_error;
}

/* Freeing.  */

/* A call that cannot be right.  WHAT is what the program calls the pointer and
   where it was, or NULL.  */
static void __attribute__ ((noreturn, cold))
refuse (const char *function, uintptr_t address, const char *reason,
	const char *what)
{
  heap_unlock ();
  pcpu_os_message ("%s of %#lx, which is %s (CPU %u)%s%s", function,
		   (unsigned long) address, reason, pcpu_os_cpu (),
		   what ? ": " : "", what ? what : "");
  pcpu_os_abort ();
}

/* The object that begins at ADDRESS, for FUNCTION.
   Context: the lock is held.  */
static inline struct span *
object_demand (const char *function, uintptr_t address, unsigned int *n,
	       const char *what)
{
  uintptr_t offset = address - pcpu_layout_dynamic ();
  struct span *span = object_find (address, n);

  if (!span)
    refuse (function, address,
	    pcpu_layout.base == 0 || offset >= pcpu_layout.dynamic_limit
	    ? "not the address of a dynamic object"
	    : "not allocated, or freed already", what);
  if (address != object_start (span, *n))
    refuse (function, address, "in the middle of a dynamic object", what);
  return span;
}

void
__percpu_free (uintptr_t address, const char *what)
{
  struct span *span;
  unsigned int n;

  if (address == 0)
    return;
  heap_lock ();
  span = object_demand ("percpu_free", address, &n, what);
  if (span->owners && span->owners[n] != 0)
    refuse ("percpu_free", address, "owned by others too", what);
  object_give (span, n);
  heap_unlock ();
}

/* Context: the lock is held.  */
static void
object_free (uintptr_t address)
{
  unsigned int n;
  struct span *span = object_demand ("percpu_free", address, &n, NULL);

  object_give (span, n);
}

/* Where the object at ADDRESS, which waits to be freed, has the next one.  */
static uintptr_t *
waiting_next (uintptr_t address)
{
  return (uintptr_t *) (address + __percpu_displacement (percpu_cpu_next (0)));
}

/* Free what waits for that, unless somebody has the lock, who will.  */
static void __attribute__ ((noinline, cold))
waiting_free (void)
{
  while (__atomic_load_n (&heap.waiting, __ATOMIC_SEQ_CST) != 0
	 && heap_try_lock ())
    {
      uintptr_t address = __atomic_exchange_n (&heap.waiting, 0,
					       __ATOMIC_SEQ_CST);

      while (address != 0)
	{
	  uintptr_t next = *waiting_next (address);

	  object_free (address);
	  address = next;
	}
      heap_unlock_only ();
    }
}

void
pcpu_alloc_free (uintptr_t address)
{
  int error = errno;
  uintptr_t *next;

  if (address == 0)
    return;
  if (heap_try_lock ())
    {
      object_free (address);
      heap_unlock ();
    }
  else
    {
      next = waiting_next (address);
      *next = __atomic_load_n (&heap.waiting, __ATOMIC_RELAXED);
      while (!__atomic_compare_exchange_n (&heap.waiting, next, address, true,
					   __ATOMIC_SEQ_CST,
					   __ATOMIC_RELAXED))
	continue;
      waiting_free ();
    }
  errno = error;
}

void
__percpu_autofree (void *variable)
{
  __percpu_free (*(uintptr_t *) variable, NULL);
}

/* Owners.  */

bool
__percpu_retain (uintptr_t address, const char *what)
{
  struct span *span;
  unsigned int n;
  bool done = true;

  heap_lock ();
  span = object_demand ("percpu_retain", address, &n, what);
  if (!span->owners)
    {
      size_t objects = span->kind == OBJECTS ? span->objects : 1;
      size_t size = ((objects * sizeof *span->owners + PAGE - 1)
		     & -(size_t) PAGE);

      span->owners = (uint32_t *) map_memory (size);
      span->owners_size = size;
    }
  if (!span->owners)
    {
      last_error = PERCPU_ENOMEM;
      done = false;
    }
  else if (span->owners[n]++ == UINT32_MAX)
    refuse ("percpu_retain", address, "owned too often", what);
  heap_unlock ();
  return done;
}

bool
__percpu_release (uintptr_t address, const char *what)
{
  struct span *span;
  unsigned int n;
  bool last = true;

  if (address == 0)
    return false;
  heap_lock ();
  span = object_demand ("percpu_release", address, &n, what);
  if (span->owners && span->owners[n] != 0)
    {
      span->owners[n]--;
      last = false;
    }
  heap_unlock ();
  return last;
}

/* Questions.  */

/* Of which object or image INFO->address is.  */
static int
address_describe (struct percpu_address_info *info)
{
  struct span *span;
  unsigned int n;

  heap_lock ();
  span = object_find (info->address, &n);
  if (span)
    {
      info->start = object_start (span, n);
      info->size = object_size (span);
      if (info->kind == PERCPU_ADDRESS_NONE)
	info->kind = PERCPU_ADDRESS_DYNAMIC;
    }
  heap_unlock ();
  if (!span)
    pcpu_image_find (info);
  return 0;
}

int
percpu_address_info (const volatile void *address,
		     struct percpu_address_info *info)
{
  memset (info, 0, sizeof *info);
  if (!pcpu_area_find ((uintptr_t) address, info))
    return PERCPU_EADDRESS;
  return address_describe (info);
}

int
percpu_pointer_info (uintptr_t address, struct percpu_address_info *info)
{
  memset (info, 0, sizeof *info);
  info->cpu = PERCPU_NO_CPU;
  info->address = address;
  address_describe (info);
  return info->kind == PERCPU_ADDRESS_NONE ? PERCPU_EADDRESS : 0;
}

void
pcpu_alloc_stats (struct percpu_stats *stats)
{
  size_t free_pages = 0, largest = 0;

  heap_lock ();
  for (unsigned int bin = 0; bin < BINS; bin++)
    for (struct span *span = heap.bins[bin]; span; span = span->next)
      {
	free_pages += span->pages;
	if (span->pages > largest)
	  largest = span->pages;
      }
  stats->objects = heap.objects;
  stats->objects_size = heap.bytes;
  stats->dynamic_size = pcpu_layout.dynamic_size;
  stats->dynamic_limit = pcpu_layout.dynamic_limit;
  stats->dynamic_free = free_pages << PAGE_SHIFT;
  stats->dynamic_largest = largest << PAGE_SHIFT;
  heap_unlock ();
}
