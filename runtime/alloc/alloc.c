/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Allocating objects.  */

#include "alloc/heap.h"

/* Reserve the page map, on the first call.  The room itself grows later.
   Returns: 0 or one of PERCPU_E....  */
static int
heap_init (void)
{
  size_t page, pages, map, values;
  uintptr_t memory;

  if (pcpu_heap.map)
    return 0;
  if (pcpu_layout.base == 0)
    return PERCPU_EINIT;
  page = pcpu_os_page_size ();
  pages = pcpu_layout.dynamic_limit >> PAGE_SHIFT;
  map = (pages * sizeof *pcpu_heap.map + page - 1) & -page;
  values = (pages * sizeof *pcpu_dynamic_values + page - 1) & -page;
  if (pcpu_reserve_table (&pcpu_layout, map + values, &memory) != 0)
    return PERCPU_ENOMEM;
  pcpu_dynamic_values = (uint8_t *) (memory + map);
  pcpu_heap.map = (struct pcpu_span **) memory;
  return 0;
}

/* Returns: the smallest class whose objects have at least SIZE bytes and are
   aligned to ALIGN; CLASSES if there is none.  */
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
    while (class < CLASSES && (pcpu_class_size (class) & (align - 1)) != 0)
      class++;
  return class;
}

/* Take the first free object of SPAN, which has one.
   Returns: its number.  */
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

/* Take an object of CLASS, and store its address in *ADDRESS.  *DIRTY is set
   if it may differ from zero.
   Returns: 0 or one of PERCPU_E....  */
static int
objects_take (unsigned int class, uintptr_t *address, bool *dirty)
{
  struct pcpu_span *span = pcpu_heap.partial[class];
  unsigned int n;

  if (!span)
    {
      int error = pcpu_object_span (class, &span);

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

/* Take an object of SIZE bytes, aligned to ALIGN, and store its address in
   *ADDRESS.  *DIRTY is set if it may differ from zero.
   Returns: 0 or one of PERCPU_E....  */
static int
object_take (size_t size, size_t align, uintptr_t *address, bool *dirty)
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

/* Check that SIZE and ALIGN are valid.
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

/* Give the object at ADDRESS back, because the allocation failed after all.  */
static void
object_back (uintptr_t address)
{
  unsigned int n;
  struct pcpu_span *span = pcpu_object_find (address, &n);

  pcpu_object_give (span, n);
}

/* Zero the new object at ADDRESS; only the template if FLAGS have
   PERCPU_ALLOC_UNINIT, and nothing if they have ALLOC_VALUE.
   Returns: 0 or one of PERCPU_E....  */
static int
object_zero (uintptr_t address, size_t size, unsigned int flags)
{
  const uint8_t *template = pcpu_dynamic_values;
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
      pcpu_heap_lock ();
      error = heap_init ();
      if (error == 0)
	error = object_take (size, align, &address, &dirty);
      if (error == 0)
	{
	  pcpu_heap.objects++;
	  if (dirty && (error = object_zero (address, size, flags)) != 0)
	    {
	      object_back (address);
	      address = 0;
	    }
	}
      pcpu_heap_unlock ();
    }
  pcpu_alloc_last_error = error;
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
  locked = pcpu_layout_lock (&signals);
  for (uintptr_t page = address & -(uintptr_t) PAGE; page < address + size;
       page += PAGE)
    pcpu_dynamic_values[(page - pcpu_layout_dynamic ()) >> PAGE_SHIFT] = 1;
  error = pcpu_template_set (address, value, size);
  pcpu_layout_unlock (locked, &signals);
  if (error != 0)
    {
      __percpu_free (address, NULL);
      pcpu_alloc_last_error = PERCPU_ENOMEM;
      return 0;
    }
  return address;
}

int
percpu_alloc_error (void)
{
  return pcpu_alloc_last_error;
}
