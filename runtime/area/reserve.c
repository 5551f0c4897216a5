/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* The addresses of the slots of layout.c, chosen so that null pointers fault.

   An access through a per-CPU pointer adds a displacement, so a null pointer
   leads to the address that is the displacement itself.  Without precautions
   that address may belong to anything: to the end of another CPU's slot, or to
   the program's own data.  Therefore the addresses from

     displacement - PCPU_NULL_REACH   to   displacement + PCPU_NULL_REACH

   of each slot, its window, are inaccessible.  The windows of the slots in use
   are mapped without access, so no later mapping gets there, and no room grows
   into them.
   The reach also covers small negative numbers, which serve as error values,
   and members of an object that does not exist.

   A displacement is the address of the slot minus `origin', the first per-CPU
   address.  There are three cases, depending on how the origin is determined.

   Code with small fixed addresses (an executable that is not
   position-independent).  The windows are among the slots, or a little below
   them.  The stride is chosen so that each window is in the gap between two
   slots:

     lead  | slot       |  gap     | slot       |  gap     | slot ...
     [w]...             ...[w]...              ...[w]...
	   |<------- stride ------>|
			   |<-- r ->|		r = origin % stride

   that is, REACH <= r <= gap - REACH.  The lead, which is as large as the
   origin, contains the windows of the first slots.

   Code with large fixed addresses (a position-independent executable).  The
   windows are far below the slots.  A second reservation, as large as the
   first and at a distance of `origin' below it, contains only them.  If the
   slots could only be placed below the origin, displacements are negative: the
   windows are in the kernel's half of the address space.

   No fixed address (shared objects only).  The origin is chosen here.  It is
   the address of the slot of unbound threads, whose displacement is 0: the
   register of a thread that has never run code of this library.  The distance
   to the other slots is then chosen so that the windows and the unbound slot
   both lie in free address space.

   All of this is address space and takes no memory.  If even that is scarce
   (RLIMIT_AS) the room becomes smaller first; if there is still not enough,
   the process goes without windows.

   A mapping without access counts too when a process locks all of its memory
   (mlockall) and has a limit for that.  Therefore a reservation is normally
   sparse.  It is made where the system places no mapping by itself
   (pcpu_os_far), which shows that the addresses are free, and is unmapped
   again.  The pieces in use are then mapped one by one (pcpu_reserve_hold),
   and only where nothing is mapped: the parts of the slots, the windows of
   those slots, and in the slot of unbound threads the parts that any other
   slot has.  Only a program that requests such an address itself can get a
   mapping in the rest; a room that meets one does not grow further.  Processes
   with a sanitizer, and those for which no place is far enough, keep the whole
   reservation mapped.  */

#include "area/area.h"

/* Origins below this one are small.  */
#define SMALL_ORIGIN ((uintptr_t) 1 << 32)

/* A distance that fits the partition of the address space by sanitizers.  */
#define SANITIZED_DISTANCE ((uintptr_t) 1 << 38)

/* The number of attempts to find a free place for the windows.  */
enum { TRIES = 8 };

/* Returns: VALUE, rounded up to a page.  */
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

/* Returns: the bytes of a slot of LAYOUT that may ever be accessible.  */
static size_t
slot_used (const struct pcpu_layout *layout)
{
  return layout->limit + layout->dynamic_limit;
}

/* True if the windows are in gaps with the stride of LAYOUT.  An origin that
   is smaller than the reach is accepted as well: the first variable is then
   only that far from null.  */
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
  /* The windows of two slots must not overlap.  */
  if (layout->windows && layout->stride < 2 * PCPU_NULL_REACH)
    layout->stride = 2 * PCPU_NULL_REACH;
  if (!layout->windows || !among_p (layout))
    return true;
  layout->lead = page_up (origin + PCPU_NULL_REACH);
  /* Use as many strides in the origin as possible, so that gaps are small.  */
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

/* Returns: the bytes of the windows of SLOTS slots that are reserved
   separately.  */
static size_t
windows_size (const struct pcpu_layout *layout, size_t slots)
{
  return PCPU_NULL_REACH + slots * layout->stride;
}

/* The temporary mappings that reserve the addresses of a sparse layout.  */
static struct
{
  uintptr_t base;
  size_t size;
} probes[2 * TRIES + 4];
static unsigned int nr_probes;

/* Unmap those of LAYOUT.  If the system does not unmap them, they remain as
   the reservation of a layout that is not sparse.
   Returns: 0, or an error number of the system if some were unmapped, others
   could not be, and the former have been taken.  */
static int
probes_end (struct pcpu_layout *layout)
{
  unsigned int done = 0;
  int error = 0;

  while (done < nr_probes && error == 0)
    {
      error = pcpu_os_release (probes[done].base, probes[done].size);
      done += error == 0;
    }
  if (error != 0)
    {
      layout->sparse = false;
      error = 0;
      while (done > 0 && error == 0)
	{
	  done--;
	  error = pcpu_os_reserve_at (probes[done].base, probes[done].size);
	}
      for (unsigned int i = 0; i < nr_probes; i++)
	pcpu_os_leave_out (probes[i].base, probes[i].size);
    }
  nr_probes = 0;
  return error;
}

/* Record a reservation for LAYOUT whose result was ERROR.  If the process
   locks all of its mappings, and the limit is reached, the addresses are
   assumed to be free.
   Returns: the resulting error.  */
static int
probe_add (const struct pcpu_layout *layout, uintptr_t base, size_t size,
	   int error)
{
  if (error == 0 && layout->sparse)
    {
      probes[nr_probes].base = base;
      probes[nr_probes++].size = size;
    }
  if (error == 0 && !layout->sparse)
    pcpu_os_leave_out (base, size);
  return error == PCPU_OS_LOCKED && layout->sparse ? 0 : error;
}

/* Reserve SIZE bytes at ADDRESS for LAYOUT.  */
static int
reserve_at (const struct pcpu_layout *layout, uintptr_t address, size_t size)
{
  return probe_add (layout, address, size,
		    pcpu_os_reserve_at (address, size));
}

/* Reserve SIZE bytes for slots of LAYOUT, above ABOVE if possible.  LAYOUT
   becomes non-sparse if no far place exists.  */
static int
reserve_slots (struct pcpu_layout *layout, uintptr_t above, size_t size,
	       uintptr_t *base)
{
  if (layout->sparse)
    {
      int error = pcpu_os_reserve_far (above, size, base);

      if (error != PCPU_OS_TAKEN)
	return probe_add (layout, *base, size, error);
      /* The caller releases what it has reserved so far.  */
      layout->sparse = false;
      nr_probes = 0;
    }
  return pcpu_os_reserve (above, size, base);
}

/* Release a reservation of these functions; temporary mappings are unmapped
   later.  */
static void
release (const struct pcpu_layout *layout, uintptr_t base, size_t size)
{
  if (!layout->sparse)
    pcpu_os_release (base, size);
}

/* Reserve the windows of SLOTS slots of LAYOUT, the first of which is at
   AREAS.  ThreadSanitizer has already made the addresses between executables
   and libraries inaccessible.  */
static int
windows_reserve (const struct pcpu_layout *layout, uintptr_t areas,
		 size_t slots)
{
  int error;

  if (!layout->windows || among_p (layout) || areas < layout->origin)
    return 0;
  error = reserve_at (layout, areas - layout->origin - PCPU_NULL_REACH,
		      windows_size (layout, slots));
  return error == PCPU_OS_TAKEN && pcpu_os_race_checker () ? 0 : error;
}

int
pcpu_reserve_table (const struct pcpu_layout *layout, size_t size,
		    uintptr_t *base)
{
  return (layout->sparse
	  ? pcpu_os_far (0, size, base) : pcpu_os_reserve (0, size, base));
}

int
pcpu_reserve_hold (const struct pcpu_layout *layout, uintptr_t address,
		   size_t size)
{
  return layout->sparse ? pcpu_os_reserve_at (address, size) : 0;
}

int
pcpu_reserve_hold_window (const struct pcpu_layout *layout,
			  uintptr_t displacement)
{
  uintptr_t window = displacement - PCPU_NULL_REACH;
  size_t size = 2 * PCPU_NULL_REACH;
  int error;

  /* Nothing is ever mapped at address 0.  */
  if (!layout->sparse || !layout->windows || displacement == 0)
    return 0;
  /* The slot itself begins within the reach.  */
  if (layout->origin < PCPU_NULL_REACH)
    size = PCPU_NULL_REACH + layout->origin;
  error = pcpu_reserve_hold (layout, window, size);
  if (error == 0)
    pcpu_os_leave_out (window, size);
  /* Without a mapping the addresses cannot be accessed either.  */
  return error == PCPU_OS_TAKEN ? error : 0;
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

  if (layout->sparse)
    {
      pcpu_os_release (base, front);
      return;
    }
  pcpu_os_release (base, areas - base + slots * layout->stride);
  if (layout->windows && !among_p (layout) && areas >= layout->origin
      && !pcpu_os_race_checker ())
    pcpu_os_release (areas - layout->origin - PCPU_NULL_REACH,
		     windows_size (layout, slots));
}

/* Returns: the first address behind the variables with fixed per-CPU
   addresses.  */
static uintptr_t
origin_end (const struct pcpu_layout *layout)
{
  return layout->origin + (layout->fixed ? layout->size : 0);
}

/* Returns: the bytes of SLOTS slots of LAYOUT with FRONT bytes in front of
   them.  */
static size_t
slots_size (const struct pcpu_layout *layout, size_t front, size_t slots)
{
  return pcpu_reserve_areas (layout, 0, front) + slots * layout->stride;
}

/* Reserve SLOTS slots of LAYOUT with their windows, and FRONT bytes in front of
   them.
   Returns: as pcpu_reserve_more.  */
static int
reserve (struct pcpu_layout *layout, size_t front, size_t slots,
	 uintptr_t *base)
{
  /* Above the fixed per-CPU addresses, so that no displacement is negative if
     that is possible: not every kernel accepts negative ones.  */
  uintptr_t above = origin_end (layout);
  size_t size = slots_size (layout, front, slots);
  uintptr_t tried[TRIES];
  int error, n = 0;

  do
    {
      error = reserve_slots (layout, above, size, &tried[n]);
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
    release (layout, tried[--n], size);
  return error;
}

int
pcpu_reserve_more (const struct pcpu_layout *layout, size_t front,
		   size_t slots, uintptr_t *base)
{
  struct pcpu_layout copy = *layout;
  int error, n = 0;

  if (!layout->sparse)
    return reserve (&copy, front, slots, base);
  do
    {
      error = pcpu_os_far (origin_end (layout),
			   slots_size (layout, front, slots), base);
      if (error != 0)
	break;
      error = pcpu_os_reserve_at (*base, front);
    }
  while (error == PCPU_OS_TAKEN && ++n < TRIES);
  return error;
}

/* Place the unbound slot and the windows of SLOTS slots at AREAS so that the
   distance from the unbound slot to AREAS is DISTANCE.  */
static int
origin_try (struct pcpu_layout *layout, uintptr_t areas, size_t slots,
	    uintptr_t distance)
{
  uintptr_t origin = areas - distance;
  int error = reserve_at (layout, origin, layout->stride);

  if (error != 0)
    return error;
  layout->origin = origin;
  error = windows_reserve (layout, areas, slots);
  if (error == 0)
    return 0;
  release (layout, origin, layout->stride);
  layout->origin = 0;
  return error;
}

/* Returns: the distance that puts the unbound slot half as high as the slots
   at AREAS, and the windows of SLOTS slots just below it.  */
static uintptr_t
half_way (const struct pcpu_layout *layout, uintptr_t areas, size_t slots)
{
  size_t windows = windows_size (layout, slots + 1);

  return (areas - windows) / 2 & -(uintptr_t) pcpu_os_page_size ();
}

/* Place all slots of LAYOUT in one reservation, without windows; the unbound
   slot precedes the others.  */
static int
origin_plain (struct pcpu_layout *layout, size_t slots)
{
  uintptr_t base;
  int error = reserve_slots (layout, 0, (slots + 1) * layout->stride, &base);

  if (error != 0)
    return error;
  layout->origin = base;
  layout->base = base + layout->stride;
  return 0;
}

/* Places the slots of LAYOUT and, if it has windows, the unbound slot apart
   from them.  Returns: 0 or an error.  */
static int
origin_choose (struct pcpu_layout *layout, size_t slots)
{
  uintptr_t base, areas;
  int error;

  if (!layout->windows)
    return origin_plain (layout, slots);
  layout->windows = false;
  error = reserve (layout, 0, slots, &base);
  layout->windows = true;
  if (error != 0)
    return error;
  areas = pcpu_reserve_areas (layout, base, 0);
  layout->base = areas;
  error = origin_try (layout, areas, slots, half_way (layout, areas, slots));
  if (error != 0)
    error = origin_try (layout, areas, slots, SANITIZED_DISTANCE);
  if (error != 0)
    release (layout, base, areas - base + slots * layout->stride);
  return error;
}

/* Reserve SLOTS slots of LAYOUT, and set its base, and its origin if that is
   not fixed.  */
static int
layout_place (struct pcpu_layout *layout, size_t slots)
{
  uintptr_t base;
  int error;

  if (!layout->fixed)
    return origin_choose (layout, slots);
  error = reserve (layout, 0, slots, &base);
  if (error == 0)
    layout->base = pcpu_reserve_areas (layout, base, 0);
  return error;
}

int
pcpu_reserve_layout (struct pcpu_layout *layout, size_t slots)
{
  size_t extra = layout->fixed ? 2 : 1, bytes;
  int error;

  if (__builtin_add_overflow (slots, extra + 1, &slots)
      || __builtin_mul_overflow (slots, layout->stride, &bytes)
      || __builtin_add_overflow (bytes, bytes + 2 * PCPU_NULL_REACH, &bytes))
    pcpu_fail ("cannot reserve address space for the areas",
	       "the per-CPU variables are too large");
  slots--;
  layout->sparse = !pcpu_os_sanitized ();
  error = layout_place (layout, slots);
  int kept = probes_end (layout);
  if (error != 0)
    return error;
  if (kept != 0)
    return kept;
  layout->slots = slots;
  layout->reservation = (pcpu_reserve_size (layout, 0, slots)
			 + (layout->fixed ? 0 : layout->stride));
  layout->displacement = (layout->base + extra * layout->stride
			  - layout->origin);
  layout->unbound = (layout->fixed
		     ? layout->displacement - 2 * layout->stride : 0);
  return 0;
}
