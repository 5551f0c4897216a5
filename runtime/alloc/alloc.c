/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Allocating objects.  */

#include "alloc/heap.h"

/* Make what there is but for the room.
   Returns: 0 or one of PERCPU_E....  */
static int
heap_init (void)
{
  size_t page = pcpu_os_page_size ();
  size_t pages = pcpu_layout.dynamic_limit >> PAGE_SHIFT;
  size_t map = (pages * sizeof *pcpu_heap.map + page - 1) & -page;
  size_t values;
  uintptr_t memory;

  if (pcpu_heap.map)
    return 0;
  if (pcpu_layout.base == 0)
    return PERCPU_EINIT;
  values = (pages * sizeof *pcpu_dynamic_values + page - 1) & -page;
  if (pcpu_reserve_table (&pcpu_layout, map + values, &memory) != 0)
    return PERCPU_ENOMEM;
  pcpu_dynamic_values = (uint8_t *) (memory + map);
  pcpu_heap.map = (struct pcpu_span **) memory;
  return 0;
}

/* SIZE and ALIGN are such as there are.
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

/* The object at ADDRESS cannot be had after all.  */
static void
object_back (uintptr_t address)
{
  unsigned int n;
  struct pcpu_span *span = pcpu_object_find (address, &n);

  pcpu_object_give (span, n);
}

/* The object that is at ADDRESS now is zero; but the template alone is enough
   if FLAGS have PERCPU_ALLOC_UNINIT, and nothing if they have ALLOC_VALUE.
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
	error = pcpu_object_take (size, align, &address, &dirty);
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
