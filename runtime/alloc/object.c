/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Objects: one of several in a span of its class, or a span of its own.  */

#include "alloc/heap.h"

#include <string.h>

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

static int
span_make (unsigned int class, struct pcpu_span **made)
{
  unsigned int size = class_size (class);
  unsigned int pages = size <= SMALL ? PAGES_SMALL : PAGES_LARGE;
  struct pcpu_span *span;
  int error = pcpu_pages_take (pages, OBJECTS, &span);

  if (error != 0)
    return error;
  span->class = class;
  span->size = size;
  /* Exact for all offsets in so few pages.  */
  span->inverse = (unsigned int) ((((uint64_t) 1 << 32) + size - 1) / size);
  span->objects = pages * PAGE / size;
  span->taken = span->hint = 0;
  memset (span->bits, 0, sizeof span->bits);
  pcpu_span_link (&pcpu_heap.partial[class], span);
  *made = span;
  return 0;
}

/* Give the pages of SPAN, of which nobody has any, back to the system.  */
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

/* The first free object of SPAN, which has one.  */
static unsigned int
first_take (struct pcpu_span *span)
{
  unsigned int word = span->hint, n;

  while (span->bits[word] == UINT64_MAX)
    word++;
  n = word * 64 + (unsigned int) __builtin_ctzl (~span->bits[word]);
  span->hint = word;
  span->bits[word] |= (uint64_t) 1 << n % 64;
  if (++span->taken == span->objects)
    pcpu_span_unlink (span);
  return n;
}

/* Take an object of CLASS, at *ADDRESS; *DIRTY says whether it may be other
   than zero.
   Returns: 0 or one of PERCPU_E....  */
static int
objects_take (unsigned int class, uintptr_t *address, bool *dirty)
{
  struct pcpu_span *span = pcpu_heap.partial[class];
  unsigned int n;

  if (!span)
    {
      int error = span_make (class, &span);

      if (error != 0)
	return error;
    }
  if (span == pcpu_heap.spare[class])
    pcpu_heap.spare[class] = NULL;
  n = first_take (span);
  *dirty = n < span->clean;
  if (!*dirty)
    span->clean = n + 1;
  pcpu_heap.bytes += span->size;
  *address = pcpu_page_address (span->page) + (uintptr_t) n * span->size;
  return 0;
}

int
pcpu_object_take (size_t size, size_t align, uintptr_t *address, bool *dirty)
{
  unsigned int class = class_of (size, align);
  unsigned int pages = (unsigned int) ((size + PAGE - 1) >> PAGE_SHIFT);
  struct pcpu_span *span;
  int error;

  if (class < CLASSES)
    return objects_take (class, address, dirty);
  error = pcpu_pages_take (pages, WHOLE, &span);
  if (error != 0)
    return error;
  *dirty = span->clean != 0;
  pcpu_heap.bytes += (size_t) pages << PAGE_SHIFT;
  *address = pcpu_page_address (span->page);
  return 0;
}

void
pcpu_object_give (struct pcpu_span *span, unsigned int n)
{
  pcpu_heap.objects--;
  pcpu_heap.bytes -= pcpu_object_size (span);
  if (span->kind == WHOLE)
    {
      span_end (span);
      return;
    }
  span->bits[n / 64] &= ~((uint64_t) 1 << n % 64);
  if (n / 64 < span->hint)
    span->hint = n / 64;
  if (span->taken-- == span->objects)
    pcpu_span_link (&pcpu_heap.partial[span->class], span);
  if (span->taken != 0)
    return;
  if (!pcpu_heap.spare[span->class])
    {
      pcpu_heap.spare[span->class] = span;
      return;
    }
  pcpu_span_unlink (span);
  span_end (span);
}
