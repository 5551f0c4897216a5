/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Where the slots of area.c lie, so that a null pointer faults.

   A per-CPU pointer is followed by adding a displacement, so a null pointer
   leads to the address that is the displacement itself.  If nothing is done
   that address may belong to anything: to the end of another CPU's slot, or
   to the program's own data.  Therefore the addresses from

     displacement - PCPU_NULL_REACH   to   displacement + PCPU_NULL_REACH

   of each slot, its window, are inaccessible.  They are part of a reservation
   of ours, so no later mapping gets there, and no room grows into them.  The
   reach also covers small negative numbers, which serve as error values, and
   members of an object that is not there.

   A displacement is the address of the slot minus `origin', the first per-CPU
   address.  There are three cases, by what determines the origin.

   Code with small fixed addresses (an executable that is not position-
   independent).  The windows are among the slots, or a little below them.
   The stride is chosen so that each window is in the gap between two slots:

     lead  | slot       |  gap     | slot       |  gap     | slot ...
     [w]...             ...[w]...              ...[w]...
	   |<------- stride ------>|
			   |<-- r ->|		r = origin % stride

   that is, REACH <= r <= gap - REACH.  The lead, which is as large as the
   origin, is for the windows of the first slots.

   Code with large fixed addresses (a position-independent executable).  The
   windows are far below the slots.  A second reservation, as large as the
   first and at a distance of `origin' below it, is for them alone.  Where
   the slots could only be placed below the origin, displacements are
   negative: the windows are in the kernel's half of the address space.

   No fixed address (shared objects only).  The origin is chosen here.  It is
   the address of the slot of unbound threads, whose displacement is 0: the
   register of a thread that has never run code of this library.  The
   distance to the other slots is then chosen so that the windows and the
   unbound slot both lie in free address space.

   All of this is address space and takes no memory.  Where even that is scarce
   (RLIMIT_AS) the room becomes smaller first; if there is still not enough,
   the process goes without windows.  */

#include "internal.h"

/* Origins below this one are small.  */
#define SMALL_ORIGIN ((uintptr_t) 1 << 32)

/* A distance that suits processes whose address space is divided up by a
   sanitizer.  */
#define SANITIZED_DISTANCE ((uintptr_t) 1 << 38)

/* Reservations that are tried until the place of the windows is free.  */
enum { TRIES = 8 };

static uintptr_t
page_up (uintptr_t value)
{
  size_t page = pcpu_os_page_size ();

  return (value + page - 1) & -(uintptr_t) page;
}

/* True if the windows of LAYOUT's slots are among the slots.  */
static bool
among_p (const struct pcpu_layout *layout)
{
  return layout->fixed && layout->origin < SMALL_ORIGIN;
}

/* The bytes of a slot of LAYOUT that may ever be accessible.  */
static size_t
slot_used (const struct pcpu_layout *layout)
{
  return layout->limit + layout->dynamic_limit;
}

/* True if the windows are in gaps, at the stride that LAYOUT has.  An origin
   that is smaller than the reach is below all windows: what is as far from
   null is the first variable.  */
static bool
windows_fit_p (const struct pcpu_layout *layout)
{
  uintptr_t rest = layout->origin % layout->stride;

  return ((rest >= PCPU_NULL_REACH || rest == layout->origin)
	  && layout->stride >= slot_used (layout)
	  && rest + PCPU_NULL_REACH <= layout->stride - slot_used (layout));
}

bool
pcpu_reserve_stride (struct pcpu_layout *layout)
{
  size_t page = pcpu_os_page_size ();
  size_t used = slot_used (layout), least = used + 2 * PCPU_NULL_REACH;
  uintptr_t origin = layout->origin;

  layout->lead = 0;
  layout->stride = used + page;
  if (least < used || used < layout->limit)
    return false;
  if (!layout->windows || !among_p (layout))
    return true;
  layout->lead = page_up (origin + PCPU_NULL_REACH);
  /* As many strides as possible in the origin, so that gaps are small.  */
  for (uintptr_t n = origin / least; n > 0; n--)
    {
      layout->stride = (origin - PCPU_NULL_REACH) / n & -(uintptr_t) page;
      if (windows_fit_p (layout))
	return true;
    }
  layout->stride = page_up (used + origin + PCPU_NULL_REACH);
  return true;
}

void
pcpu_reserve_check (const struct pcpu_layout *layout)
{
  if (layout->size > layout->limit
      || layout->dynamic_size > layout->dynamic_limit
      || (layout->windows && among_p (layout) && !windows_fit_p (layout)))
    pcpu_fail ("the layout of the areas is wrong",
	       "a null pointer would lead into an area");
}

/* The bytes of windows for SLOTS slots that lie apart from them.  */
static size_t
windows_size (const struct pcpu_layout *layout, size_t slots)
{
  return PCPU_NULL_REACH + slots * layout->stride;
}

/* Reserve the windows of SLOTS slots of LAYOUT, of which the first is at
   AREAS.  ThreadSanitizer has made inaccessible already what lies between
   executables and libraries.  */
static int
windows_reserve (const struct pcpu_layout *layout, uintptr_t areas,
		 size_t slots)
{
  int error;

  if (!layout->windows || among_p (layout) || areas < layout->origin)
    return 0;
  error = pcpu_os_reserve_at (areas - layout->origin - PCPU_NULL_REACH,
			      windows_size (layout, slots));
  return error == PCPU_OS_TAKEN && pcpu_os_race_checker () ? 0 : error;
}

size_t
pcpu_reserve_size (const struct pcpu_layout *layout, size_t front,
		   size_t slots)
{
  return (front + layout->lead + PCPU_NULL_REACH + slots * layout->stride
	  + (layout->windows && !among_p (layout)
	     ? windows_size (layout, slots) : 0));
}

uintptr_t
pcpu_reserve_areas (const struct pcpu_layout *layout, uintptr_t base,
		    size_t front)
{
  return base + front + PCPU_NULL_REACH + layout->lead;
}

void
pcpu_reserve_release (const struct pcpu_layout *layout, uintptr_t base,
		      size_t front, size_t slots)
{
  uintptr_t areas = pcpu_reserve_areas (layout, base, front);

  pcpu_os_release (base, areas - base + slots * layout->stride);
  if (layout->windows && !among_p (layout) && areas >= layout->origin
      && !pcpu_os_race_checker ())
    pcpu_os_release (areas - layout->origin - PCPU_NULL_REACH,
		     windows_size (layout, slots));
}

int
pcpu_reserve (const struct pcpu_layout *layout, size_t front, size_t slots,
	      uintptr_t *base)
{
  /* Above what has its per-CPU address by itself, so that no displacement is
     negative if that is possible: not every kernel takes it then.  */
  uintptr_t above = layout->origin + (layout->fixed ? layout->size : 0);
  size_t size = (pcpu_reserve_areas (layout, 0, front)
		 + slots * layout->stride);
  uintptr_t tried[TRIES];
  int error, n = 0;

  do
    {
      error = pcpu_os_reserve (above, size, &tried[n]);
      if (error != 0)
	break;
      n++;
      error = windows_reserve (layout,
			       pcpu_reserve_areas (layout, tried[n - 1],
						   front), slots);
    }
  while (error == PCPU_OS_TAKEN && n < TRIES);
  if (error == 0)
    *base = tried[--n];
  while (n > 0)
    pcpu_os_release (tried[--n], size);
  return error;
}

/* Place the unbound slot and the windows of SLOTS slots at AREAS so that the
   distance between them is DISTANCE.  */
static int
origin_try (struct pcpu_layout *layout, uintptr_t areas, size_t slots,
	    uintptr_t distance)
{
  uintptr_t origin = areas - distance;
  int error = pcpu_os_reserve_at (origin, layout->stride);

  if (error != 0)
    return error;
  layout->origin = origin;
  error = windows_reserve (layout, areas, slots);
  if (error == 0)
    return 0;
  pcpu_os_release (origin, layout->stride);
  layout->origin = 0;
  return error;
}

/* The distance that puts the unbound slot half as high as the slots at AREAS,
   and the windows of SLOTS slots just below it.  */
static uintptr_t
half_way (const struct pcpu_layout *layout, uintptr_t areas, size_t slots)
{
  size_t windows = windows_size (layout, slots + 1);

  return (areas - windows) / 2 & -(uintptr_t) pcpu_os_page_size ();
}

/* The same without windows: the unbound slot is the one before the others.  */
static int
origin_plain (struct pcpu_layout *layout, size_t slots)
{
  uintptr_t base;
  int error = pcpu_os_reserve (0, (slots + 1) * layout->stride, &base);

  if (error != 0)
    return error;
  layout->origin = base;
  layout->base = base + layout->stride;
  return 0;
}

static int
origin_choose (struct pcpu_layout *layout, size_t slots)
{
  uintptr_t base, areas;
  int error;

  if (!layout->windows)
    return origin_plain (layout, slots);
  layout->windows = false;
  error = pcpu_reserve (layout, 0, slots, &base);
  layout->windows = true;
  if (error != 0)
    return error;
  areas = pcpu_reserve_areas (layout, base, 0);
  layout->base = areas;
  error = origin_try (layout, areas, slots, half_way (layout, areas, slots));
  if (error != 0)
    error = origin_try (layout, areas, slots, SANITIZED_DISTANCE);
  if (error != 0)
    pcpu_os_release (base, areas - base + slots * layout->stride);
  return error;
}

int
pcpu_reserve_layout (struct pcpu_layout *layout, size_t slots)
{
  size_t extra = layout->fixed ? 2 : 1, bytes;
  uintptr_t base;
  int error;

  if (__builtin_add_overflow (slots, extra + 1, &slots)
      || __builtin_mul_overflow (slots, layout->stride, &bytes)
      || __builtin_add_overflow (bytes, bytes + 2 * PCPU_NULL_REACH, &bytes))
    pcpu_fail ("cannot reserve address space for the areas",
	       "the per-CPU variables are too large");
  slots--;
  if (layout->fixed)
    {
      error = pcpu_reserve (layout, 0, slots, &base);
      if (error != 0)
	return error;
      layout->base = pcpu_reserve_areas (layout, base, 0);
    }
  else if ((error = origin_choose (layout, slots)) != 0)
    return error;
  layout->slots = slots;
  layout->reservation = (pcpu_reserve_size (layout, 0, slots)
			 + (layout->fixed ? 0 : layout->stride));
  layout->displacement = (layout->base + extra * layout->stride
			  - layout->origin);
  layout->unbound = (layout->fixed
		     ? layout->displacement - 2 * layout->stride : 0);
  return 0;
}
