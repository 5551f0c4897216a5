/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Objects with several owners.  The span has a count for each object; the
   counts are allocated when an object of it gets a second owner for the first
   time.  */

#include "alloc/heap.h"

bool
__percpu_retain (uintptr_t address, const char *what)
{
  struct pcpu_span *span;
  unsigned int n;
  bool done = true;

  pcpu_heap_lock ();
  span = pcpu_object_demand ("percpu_retain", address, &n, what);
  if (!span->owners)
    {
      size_t objects = span->kind == OBJECTS ? span->objects : 1;
      size_t size = ((objects * sizeof *span->owners + PAGE - 1)
		     & -(size_t) PAGE);

      span->owners = (uint32_t *) pcpu_heap_map (size);
      span->owners_size = size;
    }
  if (!span->owners)
    {
      pcpu_alloc_last_error = PERCPU_ENOMEM;
      done = false;
    }
  else if (span->owners[n]++ == UINT32_MAX)
    pcpu_object_refuse ("percpu_retain", address, "owned too often", what);
  pcpu_heap_unlock ();
  return done;
}

bool
__percpu_release (uintptr_t address, const char *what)
{
  struct pcpu_span *span;
  unsigned int n;
  bool last = true;

  if (address == 0)
    return false;
  pcpu_heap_lock ();
  span = pcpu_object_demand ("percpu_release", address, &n, what);
  if (span->owners && span->owners[n] != 0)
    {
      span->owners[n]--;
      last = false;
    }
  pcpu_heap_unlock ();
  return last;
}
