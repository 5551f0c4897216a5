/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Pages of the room of dynamic objects, and the spans that they belong to.  */

#include "alloc/heap.h"

#include <limits.h>
#include <string.h>

uintptr_t
pcpu_heap_map (size_t size)
{
  uintptr_t base;

  if (pcpu_os_reserve (0, size, &base) != 0)
    return 0;
  if (pcpu_os_commit (base, size) == 0)
    return base;
  pcpu_os_release (base, size);
  return 0;
}

/* Returns: an unused description of a span, which is zero, or NULL.  Context:
   the heap lock is held.  */
static struct pcpu_span *
description_take (void)
{
  struct pcpu_span *span = pcpu_heap.descriptions;

  if (span)
    {
      pcpu_heap.descriptions = span->next;
      memset (span, 0, sizeof *span);
      return span;
    }
  if (pcpu_heap.pool_left < sizeof *span)
    {
      uintptr_t more = pcpu_heap_map (DESCRIPTIONS);

      if (more == 0)
	return NULL;
      pcpu_heap.pool = more;
      pcpu_heap.pool_left = DESCRIPTIONS;
    }
  span = (struct pcpu_span *) pcpu_heap.pool;
  pcpu_heap.pool += sizeof *span;
  pcpu_heap.pool_left -= sizeof *span;
  return span;
}

/* Frees the description SPAN.  Context: the heap lock is held.  */
static void
description_give (struct pcpu_span *span)
{
  if (span->owners)
    pcpu_os_release ((uintptr_t) span->owners, span->owners_size);
  span->next = pcpu_heap.descriptions;
  pcpu_heap.descriptions = span;
}

/* Returns: the number of pages in the room.  */
static unsigned int
pages_usable (void)
{
  return (unsigned int) (pcpu_layout.dynamic_size >> PAGE_SHIFT);
}

/* Returns: the bin of free spans with PAGES pages: the logarithm of PAGES.  */
static unsigned int
bin_of (unsigned int pages)
{
  return 31 - (unsigned int) __builtin_clz (pages);
}

/* Returns: the free span that ends before PAGE, or that begins with it; NULL
   if there is none.  */
static struct pcpu_span *
free_before (unsigned int page)
{
  struct pcpu_span *span = page > 0 ? pcpu_heap.map[page - 1] : NULL;

  return span && span->kind == FREE ? span : NULL;
}

/* Returns: the free span to which PAGE belongs, or NULL.  */
static struct pcpu_span *
free_at (unsigned int page)
{
  struct pcpu_span *span = page < pages_usable () ? pcpu_heap.map[page] : NULL;

  return span && span->kind == FREE ? span : NULL;
}

void
pcpu_pages_give (struct pcpu_span *span)
{
  struct pcpu_span *other;

  span->kind = FREE;
  if ((other = free_before (span->page)))
    {
      pcpu_span_unlink (other);
      span->page = other->page;
      span->pages += other->pages;
      description_give (other);
    }
  if ((other = free_at (span->page + span->pages)))
    {
      pcpu_span_unlink (other);
      span->pages += other->pages;
      description_give (other);
    }
  pcpu_heap.map[span->page] = span;
  pcpu_heap.map[span->page + span->pages - 1] = span;
  pcpu_span_link (&pcpu_heap.bins[bin_of (span->pages)], span);
}

/* Make the first NEED bytes at TABLE accessible; *HAVE of them are accessible
   already.
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

/* Enlarge the room to SIZE bytes.
   Returns: 0 or an error number of the system.  */
static int
room_grow (size_t size)
{
  size_t pages = size >> PAGE_SHIFT;
  int error = table_grow ((uintptr_t) pcpu_heap.map, &pcpu_heap.map_size,
			  pages * sizeof *pcpu_heap.map);

  if (error == 0)
    error = table_grow ((uintptr_t) pcpu_dynamic_values,
			&pcpu_heap.values_size,
			pages * sizeof *pcpu_dynamic_values);
  return error == 0 ? pcpu_layout_grow_dynamic (size) : error;
}

/* Enlarge the room so that there is a free span of PAGES.
   Returns: 0 or one of PERCPU_E....  */
static int
pages_grow (unsigned int pages)
{
  unsigned int usable = pages_usable ();
  struct pcpu_span *last = free_before (usable), *span;
  size_t size = pcpu_layout.dynamic_size;
  size_t more = (size_t) pages << PAGE_SHIFT, least;

  if (last && last->pages < pages)
    more -= (size_t) last->pages << PAGE_SHIFT;
  if (more > pcpu_layout.dynamic_limit - size)
    return PERCPU_ENOROOM;
  least = more;
  /* Grow by a quarter at least, so that growth is rare.  */
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
  pcpu_pages_give (span);
  return 0;
}

/* Find a free span of at least PAGES pages, and remove it from its list.  Only
   PROBES spans of the bin of PAGES are checked before those of larger bins.
   Returns: the span, or NULL.  */
static struct pcpu_span *
pages_find (unsigned int pages, unsigned int probes)
{
  struct pcpu_span *span = pcpu_heap.bins[bin_of (pages)];

  for (; span && span->pages < pages; span = span->next)
    if (probes-- == 0)
      {
	span = NULL;
	break;
      }
  for (unsigned int bin = bin_of (pages) + 1; !span && bin < BINS; bin++)
    span = pcpu_heap.bins[bin];
  if (span)
    pcpu_span_unlink (span);
  return span;
}

int
pcpu_pages_take (unsigned int pages, enum pcpu_span_kind kind,
		 struct pcpu_span **taken)
{
  struct pcpu_span *span = pages_find (pages, PROBES), *rest = NULL;
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
	  pcpu_pages_give (span);
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
      pcpu_heap.map[span->page + i] = span;
      if (pcpu_dynamic_values[span->page + i])
	span->clean = UINT_MAX;
    }
  if (rest)
    pcpu_pages_give (rest);
  *taken = span;
  return 0;
}
