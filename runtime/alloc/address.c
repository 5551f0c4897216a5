/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Information about addresses, and the allocator's part of percpu_stats.  */

#include "alloc/heap.h"

#include <string.h>

/* True if the SIZE bytes at the per-CPU address ADDRESS are in one dynamic
   object, which must not be freed meanwhile.  If they are not, the result may
   be wrong while another thread allocates or frees.
   Context: any.  */
static bool
object_has (uintptr_t address, size_t size)
{
  unsigned int n;
  const struct pcpu_span *span = pcpu_object_find (address, &n);

  return (span && size <= pcpu_object_size (span)
	  && (address - pcpu_object_start (span, n)
	      <= pcpu_object_size (span) - size));
}

/* Store the object or image of INFO->address in *INFO.
   Returns: 0.  */
static int
address_describe (struct percpu_address_info *info)
{
  struct pcpu_span *span;
  unsigned int n;

  pcpu_heap_lock ();
  span = pcpu_object_find (info->address, &n);
  if (span)
    {
      info->start = pcpu_object_start (span, n);
      info->size = pcpu_object_size (span);
      if (info->kind == PERCPU_ADDRESS_NONE)
	info->kind = PERCPU_ADDRESS_DYNAMIC;
    }
  pcpu_heap_unlock ();
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

/* The library's own words are refused, because they have no initial value.  */
void
__percpu_reset (uintptr_t address, size_t size)
{
  struct pcpu_os_signals signals;
  bool dynamic = object_has (address, size);
  bool locked = pcpu_layout_lock (&signals);
  bool variable = (dynamic || (pcpu_layout.base != 0
			       && pcpu_image_has (address, size)));

  if (variable)
    pcpu_area_reset (address, size);
  pcpu_layout_unlock (locked, &signals);
  if (!variable)
    {
      pcpu_os_message ("cannot reset what is not a per-CPU variable");
      pcpu_os_abort ();
    }
}

void
pcpu_alloc_stats (struct percpu_stats *stats)
{
  size_t free_pages = 0, largest = 0;

  pcpu_heap_lock ();
  for (unsigned int bin = 0; bin < BINS; bin++)
    for (struct pcpu_span *span = pcpu_heap.bins[bin]; span; span = span->next)
      {
	free_pages += span->pages;
	if (span->pages > largest)
	  largest = span->pages;
      }
  stats->objects = pcpu_heap.objects;
  stats->objects_size = pcpu_heap.bytes;
  stats->dynamic_size = pcpu_layout.dynamic_size;
  stats->dynamic_limit = pcpu_layout.dynamic_limit;
  stats->dynamic_free = free_pages << PAGE_SHIFT;
  stats->dynamic_largest = largest << PAGE_SHIFT;
  pcpu_heap_unlock ();
}
