/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* The registry of images, which are executables and shared objects with
   per-CPU variables: their registration and unregistration, and the layout of
   the areas for those that are loaded at start.  area/places.c explains
   places.

   At most one image is fixed: in an executable with code that is not
   position-independent, a variable's own address is its per-CPU address.  The
   range of per-CPU addresses then begins at its section, which is the first in
   every area.  All other images follow it, or, if there is none, the page of
   the library's words:

     origin
     | executable's section ... words |  A  | B |       C       |
     |			      words |  A  | B |       C       |

   Each one gets the first free place (area/places.c).

   The images at start are found by their notes before any of them has run a
   constructor, and are laid out together.  The library's own constructor does
   so, which precedes those of all other objects; in a static program, that of
   the image; or an access that is earlier still.  An image that is loaded
   later, by dlopen, registers itself.  Other images that are loaded with it
   may be used by it, and run, before they can register themselves, so their
   notes are searched as well.

   After dlclose the place is free for the next image that fits.  */

#include "registry/registry.h"
#include "register.h"

#include <percpu/debug.h>

#include <string.h>

/* The address of an image that was unregistered.  Destructors of other images
   that are unloaded with it may still run its code, but it must not be
   registered again.  */
#define GONE PERCPU_NOWHERE

/* The value of bytes of the template that cannot be made inaccessible.  As a
   pointer it is not canonical.  */
enum { POISON = 0xa5 };

/* The default rooms for images that are loaded later, and for dynamic
   objects.  */
enum { ROOM = 1 << 20, DYNAMIC_ROOM = 1 << 26 };

/* Returns: whether IMAGE contains code of model rseq.  */
static bool
image_restartable_p (const struct __percpu_image *image)
{
  return image->rseq_offset || image->pic_rseq_offset;
}

/* Make the section ZERO, which is longer than a page, unusable; whole pages
   are not overwritten, because that would take memory.  */
static void
zero_withdraw (const struct pcpu_section *zero)
{
  size_t page = pcpu_os_page_size ();
  uintptr_t start = (uintptr_t) zero->start, stop = start + zero->size;
  uintptr_t low = (start + page - 1) & -page, high = stop & -page;

  if (low >= high)
    {
      memset (zero->start, POISON, zero->size);
      return;
    }
  memset (zero->start, POISON, low - start);
  memset ((void *) high, POISON, stop - high);
  /* The leak checker reads it.  */
  pcpu_need (pcpu_layout.leak_checker ? pcpu_os_read_only (low, high - low)
	     : pcpu_os_protect (low, high - low),
	     "cannot make the initial values inaccessible");
}

/* Make the sections of IMAGE unusable at their own addresses: a plain access
   that the compiler did not detect must not appear to work.  Pages that are
   shared with other data are overwritten instead of protected.  */
static void
image_withdraw (const struct __percpu_image *image)
{
  size_t page = pcpu_os_page_size ();
  uintptr_t start = (uintptr_t) image->start;
  uintptr_t stop = (uintptr_t) image->stop;
  uintptr_t low = (start + page - 1) & -page;
  uintptr_t high = stop & -page;
  uintptr_t words = (uintptr_t) image->page;
  struct pcpu_section section[2];

  for (unsigned int i = pcpu_image_sections (image, section); i-- > 0; )
    if (!section[i].data)
      zero_withdraw (&section[i]);
  if (!image->page)
    {
      memset (image->start, POISON, stop - start);
      return;
    }
  if (pcpu_layout.leak_checker)
    {
      /* The leak checker reads all of the data of every image.  */
      low = words;
      high = words + page;
      if (!pcpu_layout.restartable)
	memset ((void *) words, POISON, page);
    }
  memset ((void *) start, POISON, low - start);
  memset ((void *) high, POISON, stop - high);
  if (!pcpu_layout.leak_checker)
    pcpu_area_withdraw (low, high - low);
}

/* Store the bias and the offsets in the variables of IMAGE.  */
static void
image_tell (const struct __percpu_image *image)
{
  if (image->pic_bias)
    __atomic_store_n (image->pic_bias,
		      image->address - (uintptr_t) pcpu_image_start (image),
		      __ATOMIC_RELAXED);
  if (image->pic_page)
    __atomic_store_n (image->pic_page, pcpu_layout.page, __ATOMIC_RELAXED);
#ifdef PERCPU_RSEQ_TABLE
  if (image->register_offset)
    __atomic_store_n (image->register_offset, pcpu_register_offset (),
		      __ATOMIC_RELAXED);
  if (image->pic_register_offset)
    __atomic_store_n (image->pic_register_offset, pcpu_register_offset (),
		      __ATOMIC_RELAXED);
#endif
  if (image_restartable_p (image))
    pcpu_rseq_init (image);
}

/* Ends the program if IMAGE was linked for another version.  */
static void
image_check (const struct __percpu_image *image)
{
  if (image->size != sizeof *image)
    pcpu_fail ("cannot lay out the areas",
	       "the program was linked for another version of this library");
}

/* The table for debuggers is part of every program, also of a static one.  */
static const struct __percpu_debug *const debug_table
  __attribute__ ((used)) = &__percpu_debug;

/* Images that were found and have no place yet.  */
static struct __percpu_image *found;

/* Adds IMAGE to the list of images that were found, unless it is registered or
   in the list.  */
static void
found_add (struct __percpu_image *image)
{
  if (image->address != 0)
    return;
  for (struct __percpu_image *other = found; other; other = other->next)
    if (other == image)
      return;
  image->next = found;
  found = image;
}

/* Removes IMAGE from the list of images that were found.  */
static void
found_remove (struct __percpu_image *image)
{
  struct __percpu_image **link = &found;

  while (*link != image)
    link = &(*link)->next;
  *link = image->next;
  image->next = NULL;
}

/* Parts with a distance up to this become one: a mapping of each area costs
   more than these bytes in the memory file.  */
enum { PART_JOIN = 1 << 15 };

/* Add [FROM, TO), which is above all others, to the parts of *LAYOUT: data of
   the initial values or, if DATA is not set, zero.  */
static void
part_add (struct pcpu_layout *layout, uintptr_t from, uintptr_t to, bool data)
{
  size_t page = pcpu_os_page_size ();
  struct pcpu_part part
    = { (from - layout->origin) & -page,
	(to - layout->origin + page - 1) & -page, data };
  struct pcpu_part *last = (layout->parts == 0 ? NULL
			    : &layout->part[layout->parts - 1]);

  /* A page that both share is data.  */
  if (last && part.from < last->to && last->data && !data)
    part.from = last->to;
  else if (last && part.from < last->to && !last->data && data)
    last->to = part.from;
  if (last && last->from >= last->to)
    {
      *last = part;
      return;
    }
  if (part.from >= part.to)
    return;
  if (last
      && (layout->parts == PCPU_PARTS_MAX
	  || (part.from <= last->to + PART_JOIN
	      && (data == last->data
		  || (data ? last->to - last->from
		      : part.to - part.from) <= PART_JOIN))))
    {
      last->to = part.to;
      last->data |= data;
    }
  else
    layout->part[layout->parts++] = part;
}

/* Lay out the areas for the images that were found.  */
static void
layout_init (void)
{
  struct pcpu_layout layout = { .dynamic_limit = DYNAMIC_ROOM };
  struct __percpu_image *fixed = NULL, *image;
  size_t page = pcpu_os_page_size (), room = ROOM;
  uintptr_t first = page, end = page, template;
  struct pcpu_section section[2];

  /* No other user of the register is possible, not even another copy of the
     library.  */
  if (pcpu_register_read () != PCPU_REGISTER_INITIAL)
    pcpu_fail ("cannot use the per-CPU register", "it is already in use");

  for (image = found; image; image = image->next)
    {
      if (image->page)
	fixed = image;
      if (image->room && *image->room > room)
	room = *image->room;
      if (image->dynamic_room && *image->dynamic_room > layout.dynamic_limit)
	layout.dynamic_limit = *image->dynamic_room;
      layout.restartable |= image_restartable_p (image);
    }
  if (fixed)
    {
      layout.origin = (uintptr_t) pcpu_image_start (fixed) & -page;
      layout.page = (uintptr_t) fixed->page;
      layout.fixed = true;
      found_remove (fixed);
      pcpu_image_insert (fixed, (uintptr_t) pcpu_image_start (fixed));
      first = end = fixed->address + pcpu_image_size (fixed);
    }
  /* Without a fixed image addresses are relative to the origin at first.  */
  while ((image = found))
    {
      uintptr_t stop;

      found_remove (image);
      stop = pcpu_image_place (image, first);
      if (stop > end)
	end = stop;
    }
  end = (end + PCPU_IMAGE_LINE - 1) & -(uintptr_t) PCPU_IMAGE_LINE;
  layout.size = end - layout.origin;
  layout.start_end = layout.size;
  if (!fixed)
    part_add (&layout, 0, page, true);
  for (image = pcpu_images; image; image = image->next)
    {
      unsigned int n = pcpu_image_sections (image, section);

      for (unsigned int i = 0; i < n; i++)
	{
	  uintptr_t address = pcpu_image_section (image, &section[i]);

	  part_add (&layout, address, address + section[i].size,
		    section[i].data);
	}
    }
  pcpu_layout_prepare (&layout, room);
  if (!fixed)
    for (image = pcpu_images; image; image = image->next)
      image->address += layout.origin;

  layout.leak_checker
    = pcpu_os_leak_checker (layout.base, layout.slots * layout.stride);
  template = layout.displacement - layout.stride;
  for (image = pcpu_images; image; image = image->next)
    for (unsigned int i = pcpu_image_sections (image, section); i-- > 0; )
      if (section[i].data)
	memcpy ((void *) (pcpu_image_section (image, &section[i]) + template),
		section[i].start, section[i].size);
  if (!fixed)
    ((struct __percpu_page *) (layout.page + template))->tag
      = PERCPU_TAG_NONE;
  pcpu_layout_publish (&layout);
  pcpu_thread_init ();
  for (image = pcpu_images; image; image = image->next)
    {
      image_withdraw (image);
      image_tell (image);
    }
}

/* Register IMAGE when the areas exist already.  */
static void
image_add (struct __percpu_image *image)
{
  uintptr_t first = (pcpu_layout.origin
		     + (pcpu_images_ending
			? pcpu_layout.size : pcpu_layout.start_end));
  struct pcpu_section section[2];
  uintptr_t end;

  if (image->page)
    pcpu_fail ("cannot lay out the areas",
	       "the note of the executable cannot be found");
  end = pcpu_image_place (image, first);
  if (!pcpu_layout_grow (end - pcpu_layout.origin))
    {
      pcpu_os_message ("no room for %zu bytes of per-CPU variables (of %zu"
		       " that PERCPU_ROOM has set aside)",
		       pcpu_image_size (image),
		       pcpu_layout.limit - pcpu_layout.start_end);
      pcpu_os_exit ();
    }
  for (unsigned int i = pcpu_image_sections (image, section); i-- > 0; )
    if (section[i].data)
      pcpu_need (pcpu_template_set (pcpu_image_section (image, &section[i]),
				    section[i].start, section[i].size),
		 "cannot change the initial values");
    else
      pcpu_area_clear (pcpu_image_section (image, &section[i]),
		       section[i].size);
  if (image_restartable_p (image))
    pcpu_layout_restartable ();
  image_withdraw (image);
  image_tell (image);
}

/* The dynamic linker calls this function with its own lock held.  Callbacks of
   other threads hold that lock too when they take ours, so the order must
   never be reversed.  */
static void
image_found (struct __percpu_image *image)
{
  struct pcpu_os_signals signals;
  bool locked;

  image_check (image);
  if (__atomic_load_n (&image->address, __ATOMIC_ACQUIRE) != 0)
    return;
  locked = pcpu_layout_lock (&signals);
  if (locked)
    found_add (image);
  pcpu_layout_unlock (locked, &signals);
}

/* Called when the process exits, before destructors of objects.  */
static void
process_end (void)
{
  pcpu_images_ending = true;
}

/* Registers KNOWN, if it is not NULL, and all images that the dynamic linker
   has loaded.  The first call lays out the areas.  */
static void
images_register (struct __percpu_image *known)
{
  static bool registered;
  struct pcpu_os_signals signals;
  struct __percpu_image *image;
  bool locked;

  if (!__atomic_exchange_n (&registered, true, __ATOMIC_RELAXED))
    pcpu_os_at_exit (process_end);
  pcpu_os_images (image_found);
  locked = pcpu_layout_lock (&signals);
  /* A handler that interrupts this function would have to wait, which is
     impossible; it uses per-CPU data before there is any.  */
  if (locked)
    {
      pcpu_cpus_init ();
      if (known)
	found_add (known);
      if (found && pcpu_layout.base == 0)
	layout_init ();
      else
	while ((image = found))
	  {
	    found_remove (image);
	    image_add (image);
	  }
    }
  pcpu_layout_unlock (locked, &signals);
}

void
__percpu_image_register (struct __percpu_image *image)
{
  image_check (image);
  if (__atomic_load_n (&image->address, __ATOMIC_ACQUIRE) == 0
      || pcpu_layout.base == 0)
    images_register (image);
}

void
__percpu_image_unregister (struct __percpu_image *image)
{
  struct pcpu_os_signals signals;
  struct __percpu_image **link = &pcpu_images;
  struct pcpu_section section[2];
  bool locked;

  if (image->address == 0 || image->address == GONE)
    return;
  locked = pcpu_layout_lock (&signals);
  while (*link != image)
    link = &(*link)->next;
  __atomic_store_n (link, image->next, __ATOMIC_RELEASE);
  pcpu_images_forgotten |= pcpu_images_ending;
  if (!pcpu_images_ending)
    {
      pcpu_retry_forget (image);
      for (unsigned int i = pcpu_image_sections (image, section); i-- > 0; )
	if (section[i].data)
	  /* If the system refuses, no other image may get the place.  */
	  pcpu_images_ending
	    |= pcpu_template_clear (pcpu_image_section (image, &section[i]),
				    section[i].size) != 0;
	else
	  pcpu_area_clear (pcpu_image_section (image, &section[i]),
			   section[i].size);
    }
  __atomic_store_n (&image->address, GONE, __ATOMIC_RELEASE);
  image->next = NULL;
  pcpu_layout_unlock (locked, &signals);
}

/* When this runs, all objects that the program starts with are loaded and
   relocated.  The library has DF_1_INITFIRST, so that this is the first
   constructor of the process and precedes even .preinit_array: constructors of
   other objects may call functions that use per-CPU variables, such as an
   interposed malloc.  The C library has not set `environ' yet, and
   ThreadSanitizer is not ready for the functions that it intercepts; with it,
   the first image's constructor registers the images.  */
static void __attribute__ ((constructor (101)))
images_constructor (int argc, char **argv, char **environment)
{
  (void) argc;
  (void) argv;
  pcpu_os_environment (environment);
  pcpu_cpus_init ();
  if (!pcpu_os_race_checker ())
    images_register (NULL);
}
