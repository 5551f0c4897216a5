/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* The areas: one copy of all per-CPU variables for every possible CPU.

   All of them are slots of one reservation, of which only the parts in use are
   mapped (reserve.c):

     base
     | unbound  |g| template |g| CPU 0    |g| CPU 1    |g| ...
     |<-- stride ->|
      no access     read-only

   If no code has fixed addresses, the unbound slot is elsewhere; reserve.c
   explains this, and why no null pointer leads into a slot.  Every slot looks
   like this:

     origin + displacement
     | images at start | images loaded later | room | dynamic | room |g|
     |<--------------- size ---------------->|      |<------->| size
     |<------------------ limit ------------------->|<-------------->| limit

   Dynamic objects (alloc/) have a part of their own, which grows separately.
   The sum of a per-CPU address, which is origin or higher, and a displacement
   is an address in a slot.  The displacement of slot n is that of CPU 0 plus a
   multiple of the stride, also for the two slots that do not belong to a CPU:

     unbound	 the register of a thread that is not bound: accesses fault;
     template	 the initial values.

   Initialising an area costs nothing: the initial values of the images at
   start are private mappings of a memory file, which the kernel copies when
   the area is written.  Large parts of variables that begin with zero are not
   in the file: their pages are as the kernel gives them.

   The areas of CPUs on which the process may run are mapped at start, up to a
   number that does not delay it, so that later nothing can fail and no system
   call is needed.  Those of other CPUs, of which there may be thousands, are
   made when a thread needs one, and the initial values of images that were
   loaded later are copied then: an area is opened when it is used for the
   first time (pcpu_area_open).  Reads of an area that was never opened see the
   template.

   Code in model `rseq' reads the tag before it accesses anything, also in a
   thread that was never bound.  Therefore the page of the library's words is
   readable in the unbound slot, to which the register of a thread points that
   has not used any area.

   The layout is made once.  Afterwards it is constant, except for the sizes,
   which grow up to their limits.  */

#include "area/bytes.h"

struct pcpu_layout pcpu_layout;
struct pcpu_cpus pcpu_areas_mapped;

/* The maximum number of areas that are mapped at start: each takes
   microseconds.  */
enum { MAPPED_MAX = 128 };

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

/* Returns: ROOM, the request of an image, in whole pages, at most
   PCPU_DYNAMIC_MAX.  No system has that much address space.  */
static size_t
room_round (size_t room)
{
  return (room > PCPU_DYNAMIC_MAX
	  ? PCPU_DYNAMIC_MAX : pcpu_round_up (room, pcpu_os_page_size ()));
}

/* Reserve address space for slots of LAYOUT->size bytes and, if possible, ROOM
   bytes more.  */
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
      error = pcpu_reserve_layout (layout, pcpu_cpus_nr);
      if (error == 0)
	break;
      if (room + dynamic != 0 && error != PCPU_OS_TAKEN)
	{
	  room = pcpu_round_down (room / 2, page);
	  dynamic = pcpu_round_down (dynamic / 2, page);
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
  /* A CPU that writes a word must not get a large page for it.  */
  if (!layout->sparse)
    pcpu_os_small_pages (layout->base, layout->slots * layout->stride);
}

void
pcpu_layout_prepare (struct pcpu_layout *layout, size_t room)
{
  size_t page = pcpu_os_page_size ();
  uintptr_t template;
  int error;

  layout->size = pcpu_round_up (layout->size, page);
  layout->start_size = layout->size;
  layout_reserve (layout, room_round (room));
  if (!layout->fixed)
    layout->page += layout->origin;
  template = layout->displacement - layout->stride;
  error = pcpu_slot_hold_all (layout, layout->unbound);
  if (error == 0)
    error = pcpu_slot_hold_all (layout, template);
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

/* Make the template read-only.  */
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

/* Make the memory file of the initial values, one part after the other.
   Returns: its descriptor, or a negative number if the system refuses.  */
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

/* Give the unbound slot a page of words with a tag that no CPU has.  */
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

/* Give the area of CPU its initial values: by mappings of FILE, or, if that is
   negative or cannot be mapped, by a copy.  */
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
	  int error = pcpu_slot_hold (layout, area + from, size);

	  if (error == 0)
	    error = pcpu_os_commit (area + from, size);
	  pcpu_need (error, "cannot map an area");
	  if (data)
	    pcpu_bytes_copy (area + from, template + from, size);
	}
      if (data)
	offset += size;
    }
  pcpu_cpus_add (&pcpu_areas_mapped, cpu);
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
  /* Another thread may check the base to see whether the other members are
     valid.  */
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
