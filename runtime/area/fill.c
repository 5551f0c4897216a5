/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* The initial values of an area, from the template.  Only values that may
   differ from zero are copied.  */

#include "area/bytes.h"

uint8_t *pcpu_dynamic_values;

/* True if dynamic objects may have an initial value other than zero in the
   page of the per-CPU address ADDRESS.  */
static bool
dynamic_values_p (uintptr_t address)
{
  uintptr_t offset = address - pcpu_layout_dynamic ();

  return (pcpu_dynamic_values && offset < pcpu_layout.dynamic_size
	  && pcpu_dynamic_values[offset >> PCPU_DYNAMIC_SHIFT]);
}

/* Copy the lines of [FROM, TO) of the template that are not zero to the area
   with DISPLACEMENT, which is zero there.  */
static void
area_copy (uintptr_t displacement, size_t from, size_t to)
{
  size_t place = pcpu_layout.origin + from;

  pcpu_bytes_copy (displacement + place, pcpu_layout_template () + place,
		   to - from);
}

int
pcpu_slot_extend (uintptr_t displacement, uintptr_t address, size_t size)
{
  int error;

  address += displacement;
  error = pcpu_slot_hold (&pcpu_layout, address, size);
  if (error != 0)
    return error;
  if (displacement == pcpu_layout_unbound ())
    {
      pcpu_os_leave_out (address, size);
      return 0;
    }
  /* The pieces add up to large mappings, which the system would give large
     pages.  */
  if (pcpu_layout.sparse)
    pcpu_os_small_pages (address, size);
  error = (displacement == pcpu_layout_template ()
	   ? pcpu_os_commit_read_only (address, size)
	   : pcpu_os_commit (address, size));
  if (error != 0 && pcpu_layout.sparse)
    pcpu_os_release (address, size);
  return error;
}

/* Fill in the initial values of dynamic objects, whose room is accessible
   already if the area is MAPPED.  */
static int
area_fill_dynamic (uintptr_t displacement, bool mapped)
{
  size_t page = pcpu_os_page_size ();
  size_t from = pcpu_layout.limit, to = from + pcpu_layout.dynamic_size;
  int error = 0;

  if (from < to && !mapped)
    error = pcpu_slot_extend (displacement, pcpu_layout.origin + from,
			      to - from);
  if (error == 0 && from < to && pcpu_layout_inherited_p ())
    pcpu_bytes_discard (displacement, pcpu_layout.origin + from, to - from);
  if (error == 0)
    for (size_t i = from; i < to; i += page)
      if (dynamic_values_p (pcpu_layout.origin + i))
	area_copy (displacement, i, i + page);
  return error;
}

/* Copy the initial values of images, from FROM on.  */
static void
area_copy_images (uintptr_t displacement, size_t from)
{
  uintptr_t address = pcpu_layout.origin + from;
  size_t size;

  while (pcpu_image_data (&address, &size))
    {
      size_t first = address - pcpu_layout.origin;

      area_copy (displacement, pcpu_round_down (first, PCPU_LINE_BYTES),
		 first + size);
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
    error = pcpu_slot_hold_parts (&pcpu_layout, displacement);
  for (unsigned int i = 0; i < pcpu_layout.parts && !mapped && error == 0; i++)
    error = pcpu_os_commit (area + pcpu_layout.part[i].from,
			    pcpu_layout.part[i].to - pcpu_layout.part[i].from);
  if (error == 0 && from < size)
    error = pcpu_slot_extend (displacement, pcpu_layout.origin + from,
			      size - from);
  if (error == 0 && !mapped)
    area_copy (displacement, pcpu_layout.page - pcpu_layout.origin,
	       pcpu_layout.page - pcpu_layout.origin
	       + sizeof (struct __percpu_page));
  if (error == 0 && pcpu_layout_inherited_p ())
    {
      /* The template may have changed since the values were copied.  */
      pcpu_bytes_zero (displacement,
		       pcpu_layout.origin + pcpu_layout.start_end,
		       from - pcpu_layout.start_end);
      if (from < size)
	pcpu_bytes_discard (displacement, pcpu_layout.origin + from,
			    size - from);
    }
  if (error == 0)
    /* Later images may begin in the last page of the images at start.  */
    area_copy_images (displacement, mapped ? pcpu_layout.start_end : 0);
  if (error == 0)
    error = area_fill_dynamic (displacement, mapped);
  return error;
}
