/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* The memory of one area.  Pages that are zero are not written, so they do not
   become resident.  */

#include "area/bytes.h"

#include <string.h>

void
pcpu_bytes_copy (uintptr_t to, uintptr_t from, size_t size)
{
  static const char zero[PCPU_LINE_BYTES];

  for (size_t i = 0; i < size; i += PCPU_LINE_BYTES)
    if (memcmp ((const void *) (from + i), zero, PCPU_LINE_BYTES) != 0)
      memcpy ((void *) (to + i), (const void *) (from + i), PCPU_LINE_BYTES);
}

bool
pcpu_bytes_zero_p (uintptr_t address, size_t size)
{
  const char *p = (const char *) address;

  return size == 0 || (*p == 0 && memcmp (p, p + 1, size - 1) == 0);
}

void
pcpu_bytes_zero (uintptr_t displacement, uintptr_t address, size_t size)
{
  size_t page = pcpu_os_page_size ();

  for (uintptr_t end = address + size, next; address < end; address = next)
    {
      next = pcpu_round_down (address, page) + page;
      if (next > end)
	next = end;
      if (!pcpu_bytes_zero_p (address + displacement, next - address))
	memset ((void *) (address + displacement), 0, next - address);
    }
}

void
pcpu_bytes_discard (uintptr_t displacement, uintptr_t address, size_t size)
{
  if (pcpu_os_discard (address + displacement, size) != 0)
    pcpu_bytes_zero (displacement, address, size);
}
