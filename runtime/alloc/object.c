/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Spans of objects: of several objects of a class, or of one object.  */

#include "alloc/heap.h"

#include <string.h>

int
pcpu_object_span (unsigned int class, struct pcpu_span **made)
{
  unsigned int size = pcpu_class_size (class);
  unsigned int pages = size <= SMALL ? PAGES_SMALL : PAGES_LARGE;
  struct pcpu_span *span;
  int error = pcpu_pages_take (pages, OBJECTS, &span);

  if (error != 0)
    return error;
  span->class = class;
  span->size = size;
  /* Exact for all offsets in a span, which has few pages.  */
  span->inverse = (unsigned int) ((((uint64_t) 1 << 32) + size - 1) / size);
  span->objects = pages * PAGE / size;
  span->taken = span->hint = 0;
  memset (span->bits, 0, sizeof span->bits);
  pcpu_span_link (&pcpu_heap.partial[class], span);
  *made = span;
  return 0;
}

/* Discard the pages of SPAN, which has no objects, in all areas, and free
   them.  */
static void
span_end (struct pcpu_span *span)
{
  uint8_t *template = &pcpu_dynamic_values[span->page];
  size_t size = (size_t) span->pages << PAGE_SHIFT;
  bool value = memchr (template, 1, span->pages) != NULL;

  if (pcpu_area_discard (pcpu_page_address (span->page), size, value) == 0
      && value)
    memset (template, 0, span->pages);
  if (span->owners)
    {
      pcpu_os_release ((uintptr_t) span->owners, span->owners_size);
      span->owners = NULL;
    }
  pcpu_pages_give (span);
}

void
pcpu_object_last (struct pcpu_span *span)
{
  if (span->kind != WHOLE)
    {
      if (!pcpu_heap.spare[span->class])
	{
	  pcpu_heap.spare[span->class] = span;
	  return;
	}
      pcpu_span_unlink (span);
    }
  span_end (span);
}
