/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* The images: executables and shared objects with per-CPU variables, and
   where in the areas each of them has its place.

   One of them at most is fixed: an executable with code that is not
   position-independent has its variables at per-CPU addresses that are
   their own.  The range of per-CPU addresses then begins at its section, and
   it is the first in every area.  All others are put behind it, or behind the
   page of the library's words that is needed if there is none:

     origin
     | executable's section ... words |  A  | B |       C       |
     |			      words |  A  | B |       C       |

   in the first free place that keeps their alignment.  How much an image's
   section is aligned nobody says; but not more than its address is.

   Those that are there at start are found before any of them has run a
   constructor, by their notes, and laid out together.  They are found by the
   library's own constructor, which comes before those of all other objects;
   in a static program, by that of the image; or by an access that is earlier
   still.  An image that comes later, by dlopen, registers itself; others that
   were loaded with it may need it, and be run, before it could do that, so
   they are looked for as well.

   After dlclose the place is free for the next that fits.  */

#include "internal.h"
#include "register.h"

#include <string.h>

/* By address.  */
static struct __percpu_image *images;

/* The process is about to end: others may still call the functions of images
   whose destructors run now, so nobody gets their place.  */
static bool ending;

/* The address of an image that was given up.  Others that go with it may
   still run its code, but it must not come back.  */
#define GONE PERCPU_NOWHERE

/* What a byte of the template becomes where it cannot be made
   inaccessible.  As a pointer it is not canonical.  */
enum { POISON = 0xa5 };

/* Room for images that come later and for dynamic objects, and the alignment
   that keeps images off each other's cache lines.  */
enum { ROOM = 1 << 20, DYNAMIC_ROOM = 1 << 26, LINE = 64 };

static size_t
image_size (const struct __percpu_image *image)
{
  return (size_t) (image->stop - image->start);
}

/* Returns: what the place of IMAGE must be a multiple of.  */
static size_t
image_align (const struct __percpu_image *image)
{
  uintptr_t start = (uintptr_t) image->start;
  size_t align = start & -start;

  if (align < LINE)
    return LINE;
  return align < pcpu_os_page_size () ? align : pcpu_os_page_size ();
}

static bool
image_restartable_p (const struct __percpu_image *image)
{
  return image->rseq_offset || image->pic_rseq_offset;
}

static void
image_insert (struct __percpu_image *image, uintptr_t address)
{
  struct __percpu_image **link = &images;

  while (*link && (*link)->address < address)
    link = &(*link)->next;
  image->next = *link;
  image->address = address;
  __atomic_store_n (link, image, __ATOMIC_RELEASE);
}

/* Put IMAGE into the first free place that begins at LOW or above.
   Returns: the address behind it.  */
static uintptr_t
image_place (struct __percpu_image *image, uintptr_t low)
{
  size_t align = image_align (image);
  uintptr_t address = (low + align - 1) & -align;

  for (struct __percpu_image *other = images; other; other = other->next)
    {
      if (address + image_size (image) <= other->address)
	break;
      low = other->address + image_size (other);
      if (low > address)
	address = (low + align - 1) & -align;
    }
  image_insert (image, address);
  return address + image_size (image);
}

/* Make the section of IMAGE unusable where it lies: a plain access that got
   around the compiler must not look right by accident.  Pages that others
   may share are overwritten instead.  */
static void
image_withdraw (const struct __percpu_image *image)
{
  size_t page = pcpu_os_page_size ();
  uintptr_t start = (uintptr_t) image->start;
  uintptr_t stop = (uintptr_t) image->stop;
  uintptr_t low = (start + page - 1) & -page;
  uintptr_t high = stop & -page;
  uintptr_t words = (uintptr_t) image->page;

  if (!image->page)
    {
      memset (image->start, POISON, image_size (image));
      return;
    }
  if (pcpu_layout.leak_checker)
    {
      /* It reads all of the data of every image.  */
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

/* Let the code of IMAGE know where its variables are.  */
static void
image_tell (const struct __percpu_image *image)
{
  if (image->pic_bias)
    __atomic_store_n (image->pic_bias,
		      image->address - (uintptr_t) image->start,
		      __ATOMIC_RELAXED);
  if (image->pic_page)
    __atomic_store_n (image->pic_page, pcpu_layout.page, __ATOMIC_RELAXED);
  if (image_restartable_p (image))
    pcpu_rseq_init (image);
}

static void
image_check (const struct __percpu_image *image)
{
  if (image->size != sizeof *image)
    pcpu_fail ("cannot lay out the areas",
	       "the program was linked for another version of this library");
}

/* The images that were found and have no place yet.  */
static struct __percpu_image *found;

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

static void
found_remove (struct __percpu_image *image)
{
  struct __percpu_image **link = &found;

  while (*link != image)
    link = &(*link)->next;
  *link = image->next;
  image->next = NULL;
}

/* Lay out the areas for the images that were found.  */
static void
layout_init (void)
{
  struct pcpu_layout layout = { .dynamic_limit = DYNAMIC_ROOM };
  struct __percpu_image *fixed = NULL, *image;
  size_t page = pcpu_os_page_size (), room = ROOM;
  uintptr_t first = page, end = page, template;

  /* Nobody else's, that of another copy of the library included.  */
  if (pcpu_register_read () != 0)
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
      layout.origin = (uintptr_t) fixed->start & -page;
      layout.page = (uintptr_t) fixed->page;
      layout.fixed = true;
      found_remove (fixed);
      image_insert (fixed, (uintptr_t) fixed->start);
      first = end = (uintptr_t) fixed->stop;
    }
  /* Without a fixed one addresses are distances at first.  */
  while ((image = found))
    {
      uintptr_t stop;

      found_remove (image);
      stop = image_place (image, first);
      if (stop > end)
	end = stop;
    }
  end = (end + LINE - 1) & -(uintptr_t) LINE;
  layout.size = end - layout.origin;
  layout.start_end = layout.size;
  pcpu_layout_prepare (&layout, room);
  if (!fixed)
    for (image = images; image; image = image->next)
      image->address += layout.origin;

  layout.leak_checker
    = pcpu_os_leak_checker (layout.base, layout.slots * layout.stride);
  template = layout.displacement - layout.stride;
  for (image = images; image; image = image->next)
    memcpy ((void *) (image->address + template), image->start,
	    image_size (image));
  if (!fixed)
    ((struct __percpu_page *) (layout.page + template))->tag
      = PERCPU_TAG_NONE;
  pcpu_layout_publish (&layout);
  pcpu_thread_init ();
  for (image = images; image; image = image->next)
    {
      image_withdraw (image);
      image_tell (image);
    }
}

/* IMAGE comes when the areas are there.  */
static void
image_add (struct __percpu_image *image)
{
  uintptr_t first = (pcpu_layout.origin
		     + (ending ? pcpu_layout.size : pcpu_layout.start_end));
  uintptr_t end;

  if (image->page)
    pcpu_fail ("cannot lay out the areas",
	       "the note of the executable cannot be found");
  end = image_place (image, first);
  if (!pcpu_layout_grow (end - pcpu_layout.origin))
    {
      pcpu_os_message ("no room for %zu bytes of per-CPU variables (of %zu"
		       " that PERCPU_ROOM has set aside)", image_size (image),
		       pcpu_layout.limit - pcpu_layout.start_end);
      pcpu_os_exit ();
    }
  pcpu_need (pcpu_template_set (image->address, image->start,
				image_size (image)),
	     "cannot change the initial values");
  if (image_restartable_p (image))
    pcpu_layout_restartable ();
  image_withdraw (image);
  image_tell (image);
}

/* The dynamic linker calls this with a lock of its own, which the callbacks
   of others have too when they come for ours: never the other way round.  */
static void
image_found (struct __percpu_image *image)
{
  struct pcpu_os_signals signals;
  bool locked;

  image_check (image);
  if (__atomic_load_n (&image->address, __ATOMIC_ACQUIRE) != 0)
    return;
  locked = pcpu_lock (&signals);
  if (locked)
    found_add (image);
  pcpu_unlock (locked, &signals);
}

static void
process_end (void)
{
  ending = true;
}

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
  locked = pcpu_lock (&signals);
  /* A handler that interrupts this very function has to wait, which it cannot;
     it uses per-CPU data before there is any.  */
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
  pcpu_unlock (locked, &signals);
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
  struct __percpu_image **link = &images;
  bool locked;

  if (image->address == 0 || image->address == GONE)
    return;
  locked = pcpu_lock (&signals);
  while (*link != image)
    link = &(*link)->next;
  __atomic_store_n (link, image->next, __ATOMIC_RELEASE);
  if (!ending)
    {
      pcpu_rseq_forget (image);
      pcpu_need (pcpu_template_clear (image->address, image_size (image)),
		 "cannot change the initial values");
    }
  __atomic_store_n (&image->address, GONE, __ATOMIC_RELEASE);
  image->next = NULL;
  pcpu_unlock (locked, &signals);
}

bool
pcpu_image_has (uintptr_t address, size_t size)
{
  for (struct __percpu_image *image = images; image; image = image->next)
    {
      uintptr_t words = (uintptr_t) image->page;

      if (address >= image->address
	  && size <= image_size (image)
	  && address - image->address <= image_size (image) - size)
	return (!words || address + size <= words
		|| address >= words + pcpu_os_page_size ());
    }
  /* It may be that of an image that was given up.  */
  return (ending && address >= pcpu_layout.origin
	  && size <= pcpu_layout.size
	  && address - pcpu_layout.origin <= pcpu_layout.size - size);
}

void
pcpu_image_find (struct percpu_address_info *info)
{
  struct pcpu_os_signals signals;
  bool locked = pcpu_lock (&signals);

  for (struct __percpu_image *image = images; image; image = image->next)
    if (info->address - image->address < image_size (image))
      {
	if (info->kind == PERCPU_ADDRESS_NONE)
	  info->kind = PERCPU_ADDRESS_VARIABLE;
	info->start = image->address;
	info->size = image_size (image);
	info->section = (uintptr_t) image->start;
      }
  pcpu_unlock (locked, &signals);
}

void
pcpu_image_stats (struct percpu_stats *stats)
{
  struct pcpu_os_signals signals;
  bool locked = pcpu_lock (&signals);

  for (struct __percpu_image *image = images; image; image = image->next)
    {
      stats->images++;
      stats->variables += image_size (image);
      if (image->page)
	stats->variables -= pcpu_os_page_size ();
    }
  pcpu_unlock (locked, &signals);
}

void
__percpu_barrier_prepare (void)
{
  static bool prepared;

  if (!__atomic_exchange_n (&prepared, true, __ATOMIC_RELAXED))
    pcpu_os_barrier_prepare ();
}

/* By then all that the program starts with is loaded and relocated.  The
   library has DF_1_INITFIRST, so that this is the first constructor of the
   process, and comes even before .preinit_array: constructors of other objects
   may call functions that count, such as an interposed malloc.  The C library
   has not set `environ' yet, and ThreadSanitizer is not ready for the functions
   that it intercepts; then the first image's constructor does it all.  */
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
