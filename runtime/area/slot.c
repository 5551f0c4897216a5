/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Mapping parts of a slot.  A layout that is not sparse is mapped already
   (reserve.c).  */

#include "area/area.h"

/* The smallest mapping for which the system uses larger pages.  */
enum { LARGE_PAGE = 1 << 21 };

int
pcpu_slot_held (int error)
{
  return error == PCPU_OS_TAKEN && pcpu_layout_doubtful_p () ? 0 : error;
}

int
pcpu_slot_hold (const struct pcpu_layout *layout, uintptr_t address,
		size_t size)
{
  int error = pcpu_slot_held (pcpu_reserve_hold (layout, address, size));

  if (error == 0 && layout->sparse && size >= LARGE_PAGE)
    pcpu_os_small_pages (address, size);
  return error;
}

int
pcpu_slot_hold_parts (const struct pcpu_layout *layout, uintptr_t displacement)
{
  int error = 0;

  for (unsigned int i = 0; i < layout->parts && error == 0; i++)
    {
      uintptr_t from = displacement + layout->origin + layout->part[i].from;

      error = pcpu_slot_hold (layout, from,
			      layout->part[i].to - layout->part[i].from);
    }
  return error;
}

int
pcpu_slot_hold_all (const struct pcpu_layout *layout, uintptr_t displacement)
{
  int error = pcpu_reserve_hold_window (layout, displacement);

  if (error == 0)
    error = pcpu_slot_hold_parts (layout, displacement);
  if (error != 0 || !layout->sparse || displacement != layout->unbound)
    return error;
  for (unsigned int i = 0; i < layout->parts; i++)
    pcpu_os_leave_out (layout->origin + displacement + layout->part[i].from,
		       layout->part[i].to - layout->part[i].from);
  return error;
}
