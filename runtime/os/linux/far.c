/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Address space that is far from where the system places mappings.

   Without a hint, Linux places a mapping at the highest free addresses below a
   limit that is a little under the stack; with an unlimited stack it begins at
   a third of the address space and proceeds upwards.  The heap (brk) grows
   upwards from the end of the executable.  Both are randomised when a process
   starts.  The system would place a mapping in the middle
   between the two only after it has given out terabytes.  If the executable
   itself is as high as mappings are (a static PIE), the free addresses between
   it and the stack are above that limit, and are never given out.  */

#define _GNU_SOURCE 1

#include "os/linux/linux.h"

#include <errno.h>
#include <sys/mman.h>
#include <unistd.h>

enum
{
  /* The number of places that are tried.  */
  FAR_TRIES = 8,
  /* The free space below each place, and the alignment of places.  */
  FAR_GAP = 1 << 24,
  FAR_ALIGN = 1 << 21
};

/* The minimum distance between the heap and the mappings.  */
#define FAR_LEAST ((uintptr_t) 1 << 42)

/* The next place ends below TOP, which is 0 before the first and changes
   atomically, and no place begins below LOW.  */
static struct
{
  uintptr_t top;
  uintptr_t low;
} far;

/* Choose the place of the first SIZE bytes.
   Returns: as pcpu_os_far.  */
static int
far_init (uintptr_t above, size_t size)
{
  size_t page = pcpu_os_page_size ();
  uintptr_t high = (uintptr_t) __builtin_frame_address (0), gap;
  void *heap = sbrk (0);
  void *next = mmap (NULL, page, PROT_NONE,
		     MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);

  if (heap == (void *) -1 || next == MAP_FAILED)
    return PCPU_OS_TAKEN;
  munmap (next, page);
  if (above < (uintptr_t) heap)
    above = (uintptr_t) heap;
  if ((uintptr_t) next > above)
    {
      high = (uintptr_t) next;
      if (high - above < FAR_LEAST)
	return PCPU_OS_TAKEN;
    }
  gap = high > above ? high - above : 0;
  if (size > gap / 4)
    return PCPU_OS_TAKEN;
  far.low = above + gap / 4;
  far.top = above + gap / 8 * 5 + size;
  return 0;
}

int
pcpu_os_far (uintptr_t above, size_t size, uintptr_t *base)
{
  uintptr_t top = __atomic_load_n (&far.top, __ATOMIC_RELAXED);

  if (top == 0)
    {
      int error = far_init (above, size);

      if (error != 0)
	return error;
      top = far.top;
    }
  if (above < far.low)
    above = far.low;
  do
    {
      if (top < above || size > top - above
	  || top - above - size < FAR_GAP + FAR_ALIGN)
	return PCPU_OS_TAKEN;
      *base = (top - size) & -(uintptr_t) FAR_ALIGN;
    }
  while (!__atomic_compare_exchange_n (&far.top, &top, *base - FAR_GAP, false,
				       __ATOMIC_RELAXED, __ATOMIC_RELAXED));
  return 0;
}

int
pcpu_os_reserve_far (uintptr_t above, size_t size, uintptr_t *base)
{
  int error = PCPU_OS_TAKEN;

  for (int i = 0; i < FAR_TRIES && error == PCPU_OS_TAKEN; i++)
    {
      error = pcpu_os_far (above, size, base);
      if (error != 0)
	break;
      error = pcpu_os_reserve_at (*base, size);
      /* The caller tries again with a smaller size.  */
      if (error == ENOMEM)
	far.top = 0;
    }
  return error;
}
