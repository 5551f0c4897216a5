/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Changes in all areas that are in use, and in the template.  */

#include "area/bytes.h"

#include <string.h>

/* The minimum growth of a room.  */
enum { GROWTH = 1 << 16 };

/* Call DO_AREA for each area that is in use.  */
static void
areas_each (void (*do_area) (uintptr_t displacement, uintptr_t address,
			     size_t size),
	    uintptr_t address, size_t size)
{
  uintptr_t displacement;

  for (unsigned int i = 0; (displacement = pcpu_area_next (&i)) != 0; i++)
    do_area (displacement, address, size);
}

/* The number of slots that were extended, and the error of the next one.  */
static unsigned int grow_done;
static int grow_error;

/* Extend the slot with DISPLACEMENT by SIZE bytes at ADDRESS.  */
static void
slot_grow (uintptr_t displacement, uintptr_t address, size_t size)
{
  if (grow_error != 0)
    return;
  grow_error = pcpu_slot_extend (displacement, address, size);
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

/* Call DO_SLOT for each slot that is in use, and, if WAITING, for those of
   mapped areas that are not open yet, which must not need a system call when
   they are opened.  */
static void
slots_each (void (*do_slot) (uintptr_t displacement, uintptr_t address,
			     size_t size),
	    uintptr_t address, size_t size, bool waiting)
{
  do_slot (pcpu_layout_unbound (), address, size);
  do_slot (pcpu_layout_template (), address, size);
  areas_each (do_slot, address, size);
  for (unsigned int cpu = 0; waiting && cpu < pcpu_cpus_nr; cpu++)
    if (pcpu_cpus_has (&pcpu_areas_mapped, cpu) && !pcpu_area_opened_p (cpu))
      do_slot (pcpu_layout_displacement (cpu), address, size);
}

/* Extend all slots by SIZE bytes at the per-CPU address ADDRESS.
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
  more = pcpu_round_up (size - pcpu_layout.size, GROWTH);
  if (more > pcpu_layout.limit - pcpu_layout.size)
    more = pcpu_layout.limit - pcpu_layout.size;
  pcpu_layout_growing (pcpu_layout.size + more, 0);
  pcpu_need (slots_grow (pcpu_layout.origin + pcpu_layout.size, more, false),
	     "cannot make the areas larger");
  __atomic_store_n (&pcpu_layout.size, pcpu_layout.size + more,
		    __ATOMIC_RELEASE);
  pcpu_layout_grown (pcpu_layout.size, pcpu_layout.dynamic_size);
  pcpu_reserve_check (&pcpu_layout);
  return true;
}

int
pcpu_layout_grow_dynamic (size_t size)
{
  uintptr_t from = pcpu_layout_dynamic () + pcpu_layout.dynamic_size;
  size_t more = size - pcpu_layout.dynamic_size;
  struct pcpu_os_signals signals;
  bool locked = pcpu_layout_lock (&signals);
  int error;

  pcpu_layout_growing (0, size);
  error = slots_grow (from, more, true);
  if (error == 0)
    {
      __atomic_store_n (&pcpu_layout.dynamic_size, size, __ATOMIC_RELEASE);
      pcpu_reserve_check (&pcpu_layout);
    }
  pcpu_layout_grown (pcpu_layout.size, pcpu_layout.dynamic_size);
  pcpu_layout_unlock (locked, &signals);
  return error;
}

/* Copy SIZE bytes; by one store if it is an aligned word, so that a reader on
   another CPU sees either the old or the new value.  */
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

/* The function compares page by page first: pages that were never written must
   not become resident.  */
static void
area_reset (uintptr_t displacement, uintptr_t address, size_t size)
{
  size_t page = pcpu_os_page_size ();
  uintptr_t template = pcpu_layout_template ();

  for (uintptr_t end = address + size, next; address < end; address = next)
    {
      next = pcpu_round_down (address - pcpu_layout.origin, page) + page
	     + pcpu_layout.origin;
      if (next > end)
	next = end;
      if (memcmp ((void *) (address + displacement),
		  (void *) (address + template), next - address) != 0)
	instance_copy (address + displacement, address + template,
		       next - address);
    }
}

void
pcpu_area_reset (uintptr_t address, size_t size)
{
  areas_each (area_reset, address, size);
}

/* Copy SIZE bytes DATA, or zero if it is NULL, to the template at the per-CPU
   address ADDRESS.
   Returns: 0 or an error number of the system.  */
static int
template_write (uintptr_t address, const void *data, size_t size)
{
  size_t page = pcpu_os_page_size ();
  uintptr_t to = pcpu_layout_template () + address;
  uintptr_t low = pcpu_round_down (to, page);
  uintptr_t high = pcpu_round_up (to + size, page);
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

/* Free the whole pages among the SIZE bytes.  If the system refuses, an image
   that gets the place later overwrites them.  */
static void
area_discard (uintptr_t displacement, uintptr_t address, size_t size)
{
  uintptr_t low = pcpu_round_up (address + displacement, pcpu_os_page_size ());
  uintptr_t high = pcpu_round_down (address + displacement + size,
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

/* The pages at both ends may be shared with other images.  */
static void
area_clear (uintptr_t displacement, uintptr_t address, size_t size)
{
  size_t page = pcpu_os_page_size ();
  uintptr_t low = pcpu_round_up (address, page);
  uintptr_t high = pcpu_round_down (address + size, page);

  if (low >= high)
    pcpu_bytes_zero (displacement, address, size);
  else
    {
      pcpu_bytes_zero (displacement, address, low - address);
      pcpu_bytes_discard (displacement, low, high - low);
      pcpu_bytes_zero (displacement, high, address + size - high);
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

  /* An area that is opened meanwhile gets the values of the template.  */
  if (!with_template)
    {
      areas_each (pcpu_bytes_zero, address, size);
      return 0;
    }
  locked = pcpu_layout_lock (&signals);
  if (!pcpu_bytes_zero_p (address + pcpu_layout_template (), size))
    error = template_write (address, NULL, size);
  if (error == 0)
    areas_each (pcpu_bytes_zero, address, size);
  pcpu_layout_unlock (locked, &signals);
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
      locked = pcpu_layout_lock (&signals);
      error = pcpu_os_discard (address + pcpu_layout_template (), size);
      if (error != 0)
	error = template_write (address, NULL, size);
      pcpu_layout_unlock (locked, &signals);
    }
  areas_each (pcpu_bytes_discard, address, size);
  return error;
}
