/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* The areas: one copy of all per-CPU variables for every possible CPU.

   All of them are slots of one reservation, of which only those parts are mapped
   that are in use (reserve.c):

     base
     | unbound  |g| template |g| CPU 0    |g| CPU 1    |g| ...
     |<-- stride ->|
      no access     read-only

   (where no code has fixed addresses, the unbound slot lies elsewhere;
   reserve.c says where, and why a null pointer leads to none of them).  Every
   slot looks like this:

     origin + displacement
     | images at start | images that came later | room | dynamic | room |g|
     |<--------------- size ------------------->|      |<------->| size
     |<------------------ limit ---------------------->|<-------------->| limit

   Dynamic objects (alloc.c) have a part of their own, which grows by itself.
   A displacement leads from per-CPU addresses, which begin at origin, to a
   slot.  Slot n's is that of CPU 0 plus a
   multiple of the stride, also for the two that are no CPU's:

     unbound	 the register of a thread that is not bound: it faults;
     template	 the initial values.

   Initialising an area costs nothing: the initial values of the images that
   were there at start come from a memory file, copied by the kernel where the
   area is written.  Variables that begin with zero, where an image has much of
   them, are no part of the file: their pages are as the kernel gives them.  The areas of CPUs on which the process may run are mapped at
   start, up to a number that does not delay it, so that later nothing can fail
   and no system call is needed.  Those of other CPUs, of which there may be
   thousands, are made when somebody asks for one, and so are the values of images that came later: an area is
   opened when it is used for the first time (pcpu_area_open).  Who only
   reads what was never opened reads the template.

   Code in model `rseq' looks at the tag before it touches anything, in a
   thread that never was bound too.  For it the page of the library's words
   can be read in the unbound slot; there the register of a thread points
   that has not used any area.

   The layout is made once and constant afterwards, but for the size, which
   grows within the limit.  */

#include "internal.h"

#include <string.h>

struct pcpu_layout pcpu_layout;

static struct
{
  struct pcpu_cpus possible;
  /* Highest possible number plus one; 0 means not known yet.  */
  unsigned int nr;
  /* The areas that are mapped, those that are in use.  */
  struct pcpu_cpus mapped;
  struct pcpu_cpus opened;
  /* For testing: the possible CPUs are others than the kernel's, and the
     kernel's have the numbers of some of them.  */
  bool faked;
  struct pcpu_cpus real;
} cpus;

/* The room grows by so much at least.  */
enum { GROWTH = 1 << 16 };

/* Initial values are copied by so much.  */
enum { LINE_BYTES = 64 };

/* The least that the system gives in larger pages.  */
enum { LARGE_PAGE = 1 << 21 };

/* So many areas are mapped at start at most: each takes microseconds.  */
enum { MAPPED_MAX = 128 };

static uintptr_t
round_down (uintptr_t value, size_t unit)
{
  return value & -(uintptr_t) unit;
}

static uintptr_t
round_up (uintptr_t value, size_t unit)
{
  return round_down (value + unit - 1, unit);
}

void
pcpu_fail (const char *what, const char *reason)
{
  pcpu_os_message ("%s: %s", what, reason);
  pcpu_os_exit ();
}

void
pcpu_need (int error, const char *what)
{
  if (error != 0)
    pcpu_fail (what, pcpu_os_reason (error));
}

/* The lock (below) was that of a thread that only the parent of this process had,
   and what it had begun may be half done; handlers that go on without.  */
static bool lock_inherited;
static unsigned int lock_nested;

/* True if something may be mapped already.  */
static bool
doubtful_p (void)
{
  return lock_inherited || lock_nested > 0;
}

/* CPUs.  */

void
pcpu_cpus_init (void)
{
  if (cpus.nr != 0)
    return;
  cpus.nr = pcpu_os_cpus_possible (&cpus.possible);
  if (cpus.nr == 0)
    pcpu_fail ("cannot find the possible CPUs",
	       "more than this library can count");
  const char *list = pcpu_os_test_possible ();
  if (list)
    {
      cpus.real = cpus.possible;
      memset (&cpus.possible, 0, sizeof cpus.possible);
      cpus.nr = pcpu_cpulist_parse (list, &cpus.possible);
      cpus.faked = true;
      if (cpus.nr == 0)
	pcpu_fail ("PERCPU_TEST_POSSIBLE", "not a list of CPUs");
    }
}

/* The kernel's CPU with the lowest number has the highest that is possible,
   and so on.  */
unsigned int
pcpu_cpu_number (unsigned int kernel)
{
  unsigned int number = cpus.nr;

  if (!cpus.faked)
    return kernel;
  for (unsigned int i = 0; i <= kernel; i++)
    if (pcpu_cpus_has (&cpus.real, i))
      do
	if (number-- == 0)
	  return PCPU_CPUS_MAX;
      while (!pcpu_cpus_has (&cpus.possible, number));
  return number;
}

unsigned int
pcpu_cpu_kernel (unsigned int number)
{
  if (!cpus.faked)
    return number;
  for (unsigned int i = 0; i < PCPU_CPUS_MAX; i++)
    if (pcpu_cpus_has (&cpus.real, i) && pcpu_cpu_number (i) == number)
      return i;
  return PCPU_CPUS_MAX;
}

bool
pcpu_cpu_kernel_p (uintptr_t kernel)
{
  if (kernel >= PCPU_CPUS_MAX)
    return false;
  return (cpus.faked
	  ? (pcpu_cpus_has (&cpus.real, (unsigned int) kernel)
	     && pcpu_cpu_p (pcpu_cpu_number ((unsigned int) kernel)))
	  : pcpu_cpu_p (kernel));
}

bool
pcpu_cpu_p (uintptr_t cpu)
{
  return cpu < cpus.nr && pcpu_cpus_has (&cpus.possible, (unsigned int) cpu);
}

/* Making the layout.  */

/* Copy those lines of the SIZE bytes at FROM to TO that are not zero.  */
static void
lines_copy (uintptr_t to, uintptr_t from, size_t size)
{
  static const char zero[LINE_BYTES];

  for (size_t i = 0; i < size; i += LINE_BYTES)
    if (memcmp ((const void *) (from + i), zero, LINE_BYTES) != 0)
      memcpy ((void *) (to + i), (const void *) (from + i), LINE_BYTES);
}

void
pcpu_area_withdraw (uintptr_t base, size_t size)
{
  size_t page_size = pcpu_os_page_size ();
  uintptr_t page = pcpu_layout.page;
  uintptr_t next = page + page_size;
  int error = 0;

  if (!pcpu_layout.restartable || page < base || page >= base + size)
    error = pcpu_os_protect (base, size);
  else
    {
      if (base < page)
	error = pcpu_os_protect (base, page - base);
      if (error == 0)
	error = pcpu_os_read_only (page, page_size);
      if (error == 0 && next < base + size)
	error = pcpu_os_protect (next, base + size - next);
    }
  pcpu_need (error, "cannot make the initial values inaccessible");
}

/* What an image asked for, in whole pages; no system has as much as the most.  */
static size_t
room_round (size_t room)
{
  return (room > PCPU_DYNAMIC_MAX
	  ? PCPU_DYNAMIC_MAX : round_up (room, pcpu_os_page_size ()));
}

/* Reserve address space for slots of LAYOUT.size bytes and, if possible,
   ROOM bytes more.  */
static void
layout_reserve (struct pcpu_layout *layout, size_t room)
{
  size_t page = pcpu_os_page_size ();
  size_t dynamic = room_round (layout->dynamic_limit);
  size_t wanted = room, dynamic_wanted = dynamic;
  int error;

  layout->windows = true;
  for (;;)
    {
      layout->limit = layout->size + room;
      layout->dynamic_limit = dynamic;
      if (layout->limit < room || !pcpu_reserve_stride (layout))
	pcpu_fail ("cannot reserve address space for the areas",
		   "the per-CPU variables are too large");
      error = pcpu_reserve_layout (layout, cpus.nr);
      if (error == 0)
	break;
      if (room + dynamic != 0 && error != PCPU_OS_TAKEN)
	{
	  room = round_down (room / 2, page);
	  dynamic = round_down (dynamic / 2, page);
	}
      else if (layout->windows)
	{
	  layout->windows = false;
	  room = wanted;
	  dynamic = dynamic_wanted;
	}
      else
	break;
    }
  pcpu_need (error, "cannot reserve address space for the areas");
  pcpu_reserve_check (layout);
  /* A CPU that writes a word must not take the memory of hundreds of pages.  */
  if (!layout->sparse)
    pcpu_os_small_pages (layout->base, layout->slots * layout->stride);
}

/* The result of pcpu_reserve_hold or pcpu_reserve_hold_window is ERROR.  */
static int
held (int error)
{
  return error == PCPU_OS_TAKEN && doubtful_p () ? 0 : error;
}

/* Map SIZE bytes at ADDRESS, which belong to a slot of LAYOUT, without access.  */
static int
hold (const struct pcpu_layout *layout, uintptr_t address, size_t size)
{
  int error = held (pcpu_reserve_hold (layout, address, size));

  if (error == 0 && layout->sparse && size >= LARGE_PAGE)
    pcpu_os_small_pages (address, size);
  return error;
}

/* The same for the parts of the slot with DISPLACEMENT.  */
static int
hold_parts (const struct pcpu_layout *layout, uintptr_t displacement)
{
  int error = 0;

  for (unsigned int i = 0; i < layout->parts && error == 0; i++)
    error = hold (layout,
		  layout->origin + displacement + layout->part[i].from,
		  layout->part[i].to - layout->part[i].from);
  return error;
}

/* The same for its window too.  Nothing of it will be accessible if it is that of
   unbound threads, but for the tag.  */
static int
hold_slot (const struct pcpu_layout *layout, uintptr_t displacement)
{
  int error = pcpu_reserve_hold_window (layout, displacement);

  if (error == 0)
    error = hold_parts (layout, displacement);
  for (unsigned int i = 0; i < layout->parts && layout->sparse && error == 0
	 && displacement == layout->unbound; i++)
    pcpu_os_leave_out (layout->origin + displacement + layout->part[i].from,
		       layout->part[i].to - layout->part[i].from);
  return error;
}

void
pcpu_layout_prepare (struct pcpu_layout *layout, size_t room)
{
  size_t page = pcpu_os_page_size ();
  uintptr_t template;
  int error;

  layout->size = round_up (layout->size, page);
  layout->start_size = layout->size;
  layout_reserve (layout, room_round (room));
  if (!layout->fixed)
    layout->page += layout->origin;
  template = layout->displacement - layout->stride;
  error = hold_slot (layout, layout->unbound);
  if (error == 0)
    error = hold_slot (layout, template);
  template += layout->origin;
  for (unsigned int i = 0; i < layout->parts && error == 0; i++)
    {
      size_t from = layout->part[i].from, size = layout->part[i].to - from;

      error = (layout->part[i].data
	       ? pcpu_os_commit (template + from, size)
	       : pcpu_os_commit_read_only (template + from, size));
    }
  pcpu_need (error, "cannot copy the initial values");
}

/* Nobody writes the initial values any more.  */
static void
template_protect (const struct pcpu_layout *layout)
{
  uintptr_t template = (layout->displacement + layout->origin
			- layout->stride);
  int error = 0;

  for (unsigned int i = 0; i < layout->parts && error == 0; i++)
    if (layout->part[i].data)
      error = pcpu_os_read_only (template + layout->part[i].from,
				 layout->part[i].to - layout->part[i].from);
  pcpu_need (error, "cannot protect the initial values");
}

/* Make the memory file of the initial values, one part behind the other.
   Returns: it, or a negative number if the system refuses.  */
static int
layout_file (const struct pcpu_layout *layout)
{
  uintptr_t template = (layout->displacement + layout->origin
			- layout->stride);
  size_t size = 0;
  int file;

  for (unsigned int i = 0; i < layout->parts; i++)
    if (layout->part[i].data)
      size += layout->part[i].to - layout->part[i].from;
  if (pcpu_os_file_create (size, &file) != 0)
    return -1;
  for (unsigned int i = 0; i < layout->parts; i++)
    {
      const struct pcpu_part *part = &layout->part[i];

      if (part->data
	  && pcpu_os_file_add (file, (const void *) (template + part->from),
			       part->to - part->from) != 0)
	{
	  pcpu_os_file_close (file);
	  return -1;
	}
    }
  return file;
}

/* Give the unbound slot a page of words that are nobody's.  */
static void
unbound_tag (const struct pcpu_layout *layout)
{
  uintptr_t page = layout->page + layout->unbound;
  int error = pcpu_os_commit (page, pcpu_os_page_size ());

  if (error == 0)
    {
      struct __percpu_page *words = (struct __percpu_page *) page;

      words->this_displacement = PERCPU_NOWHERE;
      words->tag = PERCPU_TAG_NONE;
      error = pcpu_os_read_only (page, pcpu_os_page_size ());
    }
  pcpu_need (error, "cannot map the tag");
}

/* Give the area of CPU the initial values: from FILE, or, if that is negative or
   cannot be mapped, by a copy.  */
static void
layout_map (const struct pcpu_layout *layout, int file, unsigned int cpu)
{
  uintptr_t area = (layout->displacement + layout->origin
		    + cpu * layout->stride);
  uintptr_t template = (layout->displacement + layout->origin
			- layout->stride);
  size_t offset = 0;

  pcpu_need (pcpu_reserve_hold_window (layout, area - layout->origin),
	     "cannot map an area");
  for (unsigned int i = 0; i < layout->parts; i++)
    {
      size_t from = layout->part[i].from, size = layout->part[i].to - from;
      bool data = layout->part[i].data;

      if (!data || file < 0
	  || pcpu_os_map (file, offset, area + from, size,
			  !layout->sparse) != 0)
	{
	  int error = hold (layout, area + from, size);

	  if (error == 0)
	    error = pcpu_os_commit (area + from, size);
	  pcpu_need (error, "cannot map an area");
	  if (data)
	    lines_copy (area + from, template + from, size);
	}
      if (data)
	offset += size;
    }
  pcpu_cpus_add (&cpus.mapped, cpu);
}

void
pcpu_layout_publish (const struct pcpu_layout *layout)
{
  uintptr_t base = layout->base;
  struct pcpu_cpus allowed;
  unsigned int nr = 0;
  int file = layout_file (layout);

  pcpu_os_affinity_known (&allowed);
  for (unsigned int kernel = 0; kernel < PCPU_CPUS_MAX && nr < MAPPED_MAX;
       kernel++)
    if (pcpu_cpus_has (&allowed, kernel) && pcpu_cpu_kernel_p (kernel))
      {
	layout_map (layout, file, pcpu_cpu_number (kernel));
	nr++;
      }
  if (file >= 0)
    pcpu_os_file_close (file);
  template_protect (layout);
  if (layout->restartable)
    unbound_tag (layout);
  pcpu_layout = *layout;
  pcpu_layout.base = 0;
  /* Another thread may look at the base to see whether the rest is there.  */
  __atomic_store_n (&pcpu_layout.base, base, __ATOMIC_RELEASE);
}

void
pcpu_layout_restartable (void)
{
  if (pcpu_layout.restartable)
    return;
  unbound_tag (&pcpu_layout);
  if (!pcpu_layout.leak_checker && pcpu_layout.fixed)
    pcpu_need (pcpu_os_read_only (pcpu_layout.page, pcpu_os_page_size ()),
	       "cannot map the tag");
  pcpu_layout.restartable = true;
}

/* One lock for what is rare: opening areas, registering images.

   Its owner has all signals blocked but those that it raises itself, by an
   instruction or by a system call that is filtered; if their handler comes
   here it goes on without.  A child of fork may be born with the lock of a
   thread that it does not have.  */
static uint64_t lock_owner;

bool
pcpu_lock (struct pcpu_os_signals *signals)
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
pcpu_unlock (bool locked, const struct pcpu_os_signals *signals)
{
  if (locked)
    __atomic_store_n (&lock_owner, 0, __ATOMIC_RELEASE);
  else
    lock_nested--;
  pcpu_os_signals_restore (signals);
}

/* Areas.  */

/* Whether SIZE bytes at ADDRESS are zero.  To look makes no page resident.  */
static bool
zero_p (uintptr_t address, size_t size)
{
  const char *p = (const char *) address;

  return size == 0 || (*p == 0 && memcmp (p, p + 1, size - 1) == 0);
}

static void
area_zero (uintptr_t displacement, uintptr_t address, size_t size)
{
  size_t page = pcpu_os_page_size ();

  for (uintptr_t end = address + size, next; address < end; address = next)
    {
      next = round_down (address, page) + page;
      if (next > end)
	next = end;
      if (!zero_p (address + displacement, next - address))
	memset ((void *) (address + displacement), 0, next - address);
    }
}

/* Whoever comes next takes these pages for zero.  */
static void
area_empty (uintptr_t displacement, uintptr_t address, size_t size)
{
  if (pcpu_os_discard (address + displacement, size) != 0)
    area_zero (displacement, address, size);
}

/* Copy what is not zero in [FROM, TO) of the template to the area with
   DISPLACEMENT, which is zero there.  */
static void
area_copy (uintptr_t displacement, size_t from, size_t to)
{
  lines_copy (displacement + pcpu_layout.origin + from,
	      pcpu_layout_template () + pcpu_layout.origin + from, to - from);
}

/* Map SIZE bytes at the per-CPU address ADDRESS in the slot with DISPLACEMENT, and
   make them accessible as those of that slot are: not for unbound threads, and
   in the template for reading.
   Returns: 0 or an error number of the system; nothing has changed then.  */
static int
slot_extend (uintptr_t displacement, uintptr_t address, size_t size)
{
  int error;

  address += displacement;
  error = hold (&pcpu_layout, address, size);
  if (error != 0)
    return error;
  if (displacement == pcpu_layout_unbound ())
    {
      pcpu_os_leave_out (address, size);
      return 0;
    }
  /* In the end all pieces may be so many.  */
  if (pcpu_layout.sparse)
    pcpu_os_small_pages (address, size);
  error = (displacement == pcpu_layout_template ()
	   ? pcpu_os_commit_read_only (address, size)
	   : pcpu_os_commit (address, size));
  if (error != 0 && pcpu_layout.sparse)
    pcpu_os_release (address, size);
  return error;
}

/* The same for dynamic objects, whose room is accessible already if the area is
   MAPPED.  */
static int
area_fill_dynamic (uintptr_t displacement, bool mapped)
{
  size_t page = pcpu_os_page_size ();
  size_t from = pcpu_layout.limit, to = from + pcpu_layout.dynamic_size;
  int error = 0;

  if (from < to && !mapped)
    error = slot_extend (displacement, pcpu_layout.origin + from, to - from);
  if (error == 0 && from < to && lock_inherited)
    area_empty (displacement, pcpu_layout.origin + from, to - from);
  if (error == 0)
    for (size_t i = from; i < to; i += page)
      if (pcpu_alloc_template_p (pcpu_layout.origin + i))
	area_copy (displacement, i, i + page);
  return error;
}

/* Likewise for the initial values of images, from FROM on.  */
static void
area_copy_images (uintptr_t displacement, size_t from)
{
  uintptr_t address = pcpu_layout.origin + from;
  size_t size;

  while (pcpu_image_data (&address, &size))
    {
      size_t first = address - pcpu_layout.origin;

      area_copy (displacement, round_down (first, LINE_BYTES), first + size);
      address += size;
    }
}

int
pcpu_area_fill (uintptr_t displacement, bool mapped)
{
  uintptr_t area = pcpu_layout.origin + displacement;
  size_t from = pcpu_layout.start_size, size = pcpu_layout.size;
  int error = 0;

  if (!mapped)
    error = hold_parts (&pcpu_layout, displacement);
  for (unsigned int i = 0; i < pcpu_layout.parts && !mapped && error == 0; i++)
    error = pcpu_os_commit (area + pcpu_layout.part[i].from,
			    pcpu_layout.part[i].to - pcpu_layout.part[i].from);
  if (error == 0 && from < size)
    error = slot_extend (displacement, pcpu_layout.origin + from, size - from);
  if (error == 0 && !mapped)
    area_copy (displacement, pcpu_layout.page - pcpu_layout.origin,
	       pcpu_layout.page - pcpu_layout.origin
	       + sizeof (struct __percpu_page));
  if (error == 0)
    /* Later images may begin in the last page of the others.  */
    area_copy_images (displacement, mapped ? pcpu_layout.start_end : 0);
  if (error == 0)
    error = area_fill_dynamic (displacement, mapped);
  return error;
}

static bool
area_opened_p (unsigned int cpu)
{
  return pcpu_cpus_has_atomic (&cpus.opened, cpu);
}

void
pcpu_area_open (unsigned int cpu)
{
  struct pcpu_os_signals signals;
  bool locked;
  int error = 0;

  if (area_opened_p (cpu))
    return;
  locked = pcpu_lock (&signals);
  if (!area_opened_p (cpu))
    {
      uintptr_t displacement = pcpu_layout_displacement (cpu);
      bool mapped = pcpu_cpus_has (&cpus.mapped, cpu);

      if (!mapped)
	error = held (pcpu_reserve_hold_window (&pcpu_layout, displacement));
      if (error == 0)
	error = pcpu_area_fill (displacement, mapped);
      if (error == 0)
	pcpu_cpus_add_atomic (&cpus.opened, cpu);
    }
  pcpu_unlock (locked, &signals);
  if (error != 0)
    {
      pcpu_os_message ("cannot make the area of CPU %u: %s", cpu,
		       pcpu_os_reason (error));
      pcpu_os_abort ();
    }
}

/* Locks have words that there is to be only one of.  They are those of the
   instance in one area, which is always in use: the first that was.  */
static uintptr_t locks_home;

void
pcpu_area_sign (uintptr_t displacement, uint32_t tag)
{
  struct __percpu_page *page
    = (struct __percpu_page *) (pcpu_layout.page + displacement);
  uintptr_t first = 0;

  if (__atomic_load_n (&page->tag, __ATOMIC_ACQUIRE) == tag)
    return;
  if (__atomic_compare_exchange_n (&locks_home, &first, displacement, false,
				   __ATOMIC_ACQ_REL, __ATOMIC_ACQUIRE))
    first = displacement;
  __atomic_store_n (&page->home, first, __ATOMIC_RELAXED);
  __atomic_store_n (&page->this_displacement, displacement, __ATOMIC_RELAXED);
  __atomic_store_n (&page->cpu,
		    tag & PERCPU_TAG_PRIVATE
		    ? cpus.nr + (tag & ~PERCPU_TAG_PRIVATE)
		    : pcpu_cpu_number (tag), __ATOMIC_RELAXED);
  __atomic_store_n (&page->tag, tag, __ATOMIC_RELEASE);
}

uintptr_t
pcpu_area_prepare (unsigned int cpu)
{
  uintptr_t displacement = pcpu_layout_displacement (cpu);

  pcpu_area_open (cpu);
  pcpu_area_sign (displacement, pcpu_cpu_kernel (cpu));
  return displacement;
}

/* Call DO_AREA for each area that is in use.  */
static void
areas_each (void (*do_area) (uintptr_t displacement, uintptr_t address,
			     size_t size),
	    uintptr_t address, size_t size)
{
  for (unsigned int first = 0; first < cpus.nr; first += PCPU_LONG_BITS)
    for (unsigned long opened = pcpu_cpus_word_atomic (&cpus.opened, first);
	 opened != 0; opened &= opened - 1)
      do_area (pcpu_layout_displacement
	       (first + (unsigned int) __builtin_ctzl (opened)),
	       address, size);
  for (unsigned int i = 0; i < pcpu_private_nr (); i++)
    if (pcpu_private_p (i))
      do_area (pcpu_private_displacement (i), address, size);
}

/* How many slots have more already, and the error that the next one has met.  */
static unsigned int grow_done;
static int grow_error;

/* Let the slot with DISPLACEMENT have SIZE bytes more at ADDRESS.  */
static void
slot_grow (uintptr_t displacement, uintptr_t address, size_t size)
{
  if (grow_error != 0)
    return;
  grow_error = slot_extend (displacement, address, size);
  if (grow_error == 0)
    grow_done++;
}

/* Undo that.  */
static void
slot_shrink (uintptr_t displacement, uintptr_t address, size_t size)
{
  if (grow_done == 0)
    return;
  grow_done--;
  pcpu_os_release (address + displacement, size);
}

/* Call DO_SLOT for each slot that is in use, and, if WAITING, for those that wait
   to be opened, for which no system call must be needed then.  */
static void
slots_each (void (*do_slot) (uintptr_t displacement, uintptr_t address,
			     size_t size),
	    uintptr_t address, size_t size, bool waiting)
{
  do_slot (pcpu_layout_unbound (), address, size);
  do_slot (pcpu_layout_template (), address, size);
  areas_each (do_slot, address, size);
  for (unsigned int cpu = 0; waiting && cpu < cpus.nr; cpu++)
    if (pcpu_cpus_has (&cpus.mapped, cpu) && !area_opened_p (cpu))
      do_slot (pcpu_layout_displacement (cpu), address, size);
}

/* Let all slots have SIZE bytes more at the per-CPU address ADDRESS.
   Returns: 0 or an error number of the system; nothing has changed then.  */
static int
slots_grow (uintptr_t address, size_t size, bool waiting)
{
  grow_done = 0;
  grow_error = 0;
  slots_each (slot_grow, address, size, waiting);
  if (grow_error != 0 && pcpu_layout.sparse)
    slots_each (slot_shrink, address, size, waiting);
  return grow_error;
}

bool
pcpu_layout_grow (size_t size)
{
  size_t more;

  if (size <= pcpu_layout.size)
    return true;
  if (size > pcpu_layout.limit)
    return false;
  more = round_up (size - pcpu_layout.size, GROWTH);
  if (more > pcpu_layout.limit - pcpu_layout.size)
    more = pcpu_layout.limit - pcpu_layout.size;
  pcpu_need (slots_grow (pcpu_layout.origin + pcpu_layout.size, more, false),
	     "cannot make the areas larger");
  __atomic_store_n (&pcpu_layout.size, pcpu_layout.size + more,
		    __ATOMIC_RELEASE);
  pcpu_reserve_check (&pcpu_layout);
  return true;
}

int
pcpu_layout_grow_dynamic (size_t size)
{
  uintptr_t from = pcpu_layout_dynamic () + pcpu_layout.dynamic_size;
  size_t more = size - pcpu_layout.dynamic_size;
  struct pcpu_os_signals signals;
  bool locked = pcpu_lock (&signals);
  int error = slots_grow (from, more, true);

  if (error == 0)
    {
      __atomic_store_n (&pcpu_layout.dynamic_size, size, __ATOMIC_RELEASE);
      pcpu_reserve_check (&pcpu_layout);
    }
  pcpu_unlock (locked, &signals);
  return error;
}

/* Copy SIZE bytes; in one piece if it is an aligned word, so that a reader
   on another CPU sees the old value or the new one.  */
static void
instance_copy (uintptr_t to, uintptr_t from, size_t size)
{
#define COPY_IF(TYPE)							\
  if (size == sizeof (TYPE) && to % sizeof (TYPE) == 0)			\
    {									\
      *(volatile TYPE *) to = *(const TYPE *) from;			\
      return;								\
    }
  COPY_IF (uint64_t)
  COPY_IF (uint32_t)
  COPY_IF (uint16_t)
#undef COPY_IF
  memcpy ((void *) to, (const void *) from, size);
}

/* Goes page by page and compares first: what was never written must not
   take memory now.  */
static void
area_reset (uintptr_t displacement, uintptr_t address, size_t size)
{
  size_t page = pcpu_os_page_size ();
  uintptr_t template = pcpu_layout_template ();

  for (uintptr_t end = address + size, next; address < end; address = next)
    {
      next = round_down (address - pcpu_layout.origin, page) + page
	     + pcpu_layout.origin;
      if (next > end)
	next = end;
      if (memcmp ((void *) (address + displacement),
		  (void *) (address + template), next - address) != 0)
	instance_copy (address + displacement, address + template,
		       next - address);
    }
}

/* Copy SIZE bytes DATA, or zero if it is NULL, to the template at the per-CPU
   address ADDRESS.
   Returns: 0 or an error number of the system.  */
static int
template_write (uintptr_t address, const void *data, size_t size)
{
  size_t page = pcpu_os_page_size ();
  uintptr_t to = pcpu_layout_template () + address;
  uintptr_t low = round_down (to, page), high = round_up (to + size, page);
  int error = pcpu_os_writable (low, high - low);

  if (error != 0)
    return error;
  if (data)
    memcpy ((void *) to, data, size);
  else
    memset ((void *) to, 0, size);
  return pcpu_os_read_only (low, high - low);
}

int
pcpu_template_set (uintptr_t address, const void *data, size_t size)
{
  int error = template_write (address, data, size);

  if (error == 0)
    areas_each (area_reset, address, size);
  return error;
}

/* Give back the whole pages among the SIZE bytes.  If the system does not want
   them, an image that comes there overwrites them.  */
static void
area_discard (uintptr_t displacement, uintptr_t address, size_t size)
{
  uintptr_t low = round_up (address + displacement, pcpu_os_page_size ());
  uintptr_t high = round_down (address + displacement + size,
			       pcpu_os_page_size ());

  if (low < high)
    pcpu_os_discard (low, high - low);
}

int
pcpu_template_clear (uintptr_t address, size_t size)
{
  int error = template_write (address, NULL, size);

  if (error == 0 && address >= pcpu_layout.origin + pcpu_layout.start_size)
    areas_each (area_discard, address, size);
  return error;
}

/* The pages at both ends may be others' too.  */
static void
area_clear (uintptr_t displacement, uintptr_t address, size_t size)
{
  size_t page = pcpu_os_page_size ();
  uintptr_t low = round_up (address, page);
  uintptr_t high = round_down (address + size, page);

  if (low >= high)
    area_zero (displacement, address, size);
  else
    {
      area_zero (displacement, address, low - address);
      area_empty (displacement, low, high - low);
      area_zero (displacement, high, address + size - high);
    }
}

void
pcpu_area_clear (uintptr_t address, size_t size)
{
  areas_each (area_clear, address, size);
}

int
pcpu_area_zero (uintptr_t address, size_t size, bool with_template)
{
  struct pcpu_os_signals signals;
  bool locked;
  int error = 0;

  /* An area that is opened meanwhile has what the template has.  */
  if (!with_template)
    {
      areas_each (area_zero, address, size);
      return 0;
    }
  locked = pcpu_lock (&signals);
  if (!zero_p (address + pcpu_layout_template (), size))
    error = template_write (address, NULL, size);
  if (error == 0)
    areas_each (area_zero, address, size);
  pcpu_unlock (locked, &signals);
  return error;
}

int
pcpu_area_discard (uintptr_t address, size_t size, bool with_template)
{
  struct pcpu_os_signals signals;
  bool locked;
  int error = 0;

  if (with_template)
    {
      locked = pcpu_lock (&signals);
      error = pcpu_os_discard (address + pcpu_layout_template (), size);
      if (error != 0)
	error = template_write (address, NULL, size);
      pcpu_unlock (locked, &signals);
    }
  areas_each (area_empty, address, size);
  return error;
}

/* The library's own words have no initial value to go back to.  */
void
__percpu_reset (uintptr_t address, size_t size)
{
  struct pcpu_os_signals signals;
  bool dynamic = pcpu_alloc_has (address, size);
  bool locked = pcpu_lock (&signals);
  bool variable = (dynamic || (pcpu_layout.base != 0
			       && pcpu_image_has (address, size)));

  if (variable)
    areas_each (area_reset, address, size);
  pcpu_unlock (locked, &signals);
  if (!variable)
    {
      pcpu_os_message ("cannot reset what is not a per-CPU variable");
      pcpu_os_abort ();
    }
}

/* There is no area to go to: say why, and stop before a wild address comes
   of it.  */
static void __attribute__ ((noinline, cold, noreturn))
cpu_refuse (unsigned int cpu)
{
  char list[80];

  if (pcpu_layout.base == 0)
    pcpu_os_message ("per-CPU data used before it was initialised");
  else if (cpu >= cpus.nr)
    pcpu_os_message ("CPU number %u is out of range (0 to %u)", cpu,
		     percpu_nr_cpus () - 1);
  else
    pcpu_os_message ("CPU number %u does not exist (possible: %s)", cpu,
		     pcpu_cpulist_print (&cpus.possible, list, sizeof list));
  pcpu_os_abort ();
}

uintptr_t
__percpu_displacement (unsigned int cpu)
{
  if (!percpu_cpu_possible (cpu) || pcpu_layout.base == 0)
    cpu_refuse (cpu);
  if (cpu >= cpus.nr)
    return pcpu_private_displacement (cpu - cpus.nr);
  pcpu_area_open (cpu);
  return pcpu_layout_displacement (cpu);
}

uintptr_t
__percpu_displacement_read (unsigned int cpu)
{
  if (cpu < cpus.nr && pcpu_cpus_has (&cpus.possible, cpu)
      && pcpu_layout.base != 0 && !area_opened_p (cpu))
    return pcpu_layout_template ();
  return __percpu_displacement (cpu);
}

uintptr_t
pcpu_area_in_use (unsigned int number)
{
  if (number >= cpus.nr)
    return (pcpu_private_p (number - cpus.nr)
	    ? pcpu_private_displacement (number - cpus.nr) : 0);
  return area_opened_p (number) ? pcpu_layout_displacement (number) : 0;
}

/* A word of the set at a time, for it may have thousands.  */
uintptr_t
pcpu_area_next (unsigned int *number)
{
  unsigned int cpu = *number;

  while (cpu < cpus.nr)
    {
      unsigned long word
	= __atomic_load_n (&cpus.opened.bit[cpu / PCPU_LONG_BITS],
			   __ATOMIC_ACQUIRE) >> cpu % PCPU_LONG_BITS;

      if (word != 0)
	{
	  *number = cpu + (unsigned int) __builtin_ctzl (word);
	  return pcpu_layout_displacement (*number);
	}
      cpu = (cpu / PCPU_LONG_BITS + 1) * PCPU_LONG_BITS;
    }
  for (cpu = *number > cpus.nr ? *number : cpus.nr; cpu < percpu_nr_cpus ();
       cpu++)
    if (pcpu_private_p (cpu - cpus.nr))
      {
	*number = cpu;
	return pcpu_private_displacement (cpu - cpus.nr);
      }
  return 0;
}

unsigned int
percpu_nr_cpus (void)
{
  return cpus.nr + pcpu_private_nr ();
}

bool
percpu_cpu_possible (unsigned int cpu)
{
  return pcpu_cpu_p (cpu) || (cpu >= cpus.nr
			      && pcpu_private_p (cpu - cpus.nr));
}

unsigned int
percpu_cpu_next (unsigned int cpu)
{
  unsigned int nr = percpu_nr_cpus ();

  while (cpu < nr && !percpu_cpu_possible (cpu))
    cpu++;
  return cpu < nr ? cpu : nr;
}

void *
percpu_area_base (unsigned int cpu)
{
  if (!percpu_cpu_possible (cpu) || pcpu_layout.base == 0)
    return NULL;
  return (void *) (pcpu_layout.origin + __percpu_displacement (cpu));
}

size_t
percpu_area_size (void)
{
  return __atomic_load_n (&pcpu_layout.size, __ATOMIC_ACQUIRE);
}

/* Bytes of memory in all areas; those of the CPUs are one behind the other.  */
static size_t
areas_resident (void)
{
  size_t own = pcpu_os_resident (pcpu_layout.origin + pcpu_layout.displacement,
				 cpus.nr * pcpu_layout.stride);
  size_t private = pcpu_private_resident ();

  return own == SIZE_MAX || private == SIZE_MAX ? SIZE_MAX : own + private;
}

void
pcpu_area_stats (struct percpu_stats *stats)
{
  struct pcpu_os_signals signals;
  bool locked = pcpu_lock (&signals);

  for (unsigned int cpu = 0; cpu < cpus.nr; cpu++)
    {
      stats->cpus += pcpu_cpu_p (cpu);
      stats->cpus_used += area_opened_p (cpu);
    }
  for (unsigned int i = 0; i < pcpu_private_nr (); i++)
    stats->private_areas += pcpu_private_p (i);
  if (pcpu_layout.base != 0)
    {
      stats->area_size = pcpu_layout.size;
      stats->area_limit = pcpu_layout.limit;
      stats->reserved = pcpu_layout.reservation + pcpu_private_reserved ();
      stats->resident = areas_resident ();
    }
  pcpu_unlock (locked, &signals);
}

size_t
percpu_area_resident (unsigned int cpu)
{
  uintptr_t displacement = pcpu_layout.base ? pcpu_area_in_use (cpu) : 0;

  return displacement == 0 ? 0
	 : pcpu_os_resident (pcpu_layout.origin + displacement,
			     pcpu_layout.stride);
}

/* If ADDRESS is in the area with DISPLACEMENT, say so.  */
static bool
area_has (uintptr_t displacement, uintptr_t address,
	  struct percpu_address_info *info)
{
  uintptr_t offset = address - displacement - pcpu_layout.origin;

  if (offset >= pcpu_layout.limit + pcpu_layout.dynamic_limit)
    return false;
  info->address = address - displacement;
  return true;
}

bool
pcpu_area_find (uintptr_t address, struct percpu_address_info *info)
{
  info->cpu = PERCPU_NO_CPU;
  if (pcpu_layout.base == 0)
    return false;
  for (unsigned int i = 0; i < percpu_nr_cpus (); i++)
    {
      uintptr_t displacement = pcpu_area_in_use (i);

      if (displacement != 0 && area_has (displacement, address, info))
	{
	  info->cpu = i;
	  return true;
	}
    }
  if (!area_has (pcpu_layout_template (), address, info))
    return false;
  info->kind = PERCPU_ADDRESS_TEMPLATE;
  return true;
}
