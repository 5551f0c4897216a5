/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Layer area: the areas, which are one copy of all per-CPU variables for every
   possible CPU.

     layout.c       where the areas lie, and the areas at start
     layout-lock.c  the lock that keeps other threads away from the layout
     reserve.c      the address space of the areas, and why null pointers fault
     bytes.c        reading and writing the memory of one area
     slot.c         mapping parts of a slot
     places.c       which images have a place in the areas, and where
     private.c      the areas of threads that need one of their own
     fill.c         the initial values of one area
     open.c         the first use of an area; which areas are in use
     contents.c     changes in all areas that are in use
     usage.c        what the areas take, and in which area an address lies

   Each file calls only those above it, layout.c and layout-lock.c both after
   reserve.c and bytes.c.  */

#ifndef PCPU_AREA_H
#define PCPU_AREA_H 1

#include "cpu/cpu.h"

#pragma GCC visibility push (hidden)

/* The layout.  */

/* The allocator counts pages in 32 bits.  */
#define PCPU_DYNAMIC_MAX ((size_t) 1 << 43)

/* Part of every area, from the first address on, in whole pages: the initial
   values of DATA are in the template, all others are zero.  */
struct pcpu_part
{
  size_t from;
  size_t to;
  bool data;
};

/* The images that the program starts with have so many parts at most.  */
#define PCPU_PARTS_MAX 8

/* The process's areas, as layout.c draws them.  */
struct pcpu_layout
{
  /* Start of the first slot, 0 before the first image came; the number of
     slots that lie one behind the other; all that was reserved, in bytes.  */
  uintptr_t base;
  size_t slots;
  size_t reservation;
  /* Distance between two slots; what must lie free before the first one.  */
  size_t stride;
  size_t lead;
  /* Bytes of a slot: those that can be used at most, those that can be used
     now, those of the images that were there at start (in whole pages, and
     without what is left of the last page).  All but the last are multiples
     of a page.  */
  size_t limit;
  size_t size;
  size_t start_size;
  size_t start_end;
  /* What is used of START_SIZE, in ascending order.  */
  struct pcpu_part part[PCPU_PARTS_MAX];
  unsigned int parts;
  /* Behind LIMIT is the room of dynamic objects: so much at most, and so much
     of it can be used now.  Multiples of a page; the limit is PCPU_DYNAMIC_MAX
     at most.  */
  size_t dynamic_limit;
  size_t dynamic_size;
  /* Displacements of CPU 0's area and of the unbound slot.  */
  uintptr_t displacement;
  uintptr_t unbound;
  /* The first per-CPU address, and that of the library's page of words.  */
  uintptr_t origin;
  uintptr_t page;
  /* The origin is given, by an executable whose addresses are fixed.  */
  bool fixed;
  /* Null pointers lead to address space that is reserved.  */
  bool windows;
  /* Only what is in use is mapped, not all that was reserved (reserve.c).  */
  bool sparse;
  /* There is code in model `rseq'.  */
  bool restartable;
  /* There is a checker that reads whole images, so that nothing in them may
     be made inaccessible.  */
  bool leak_checker;
};

extern struct pcpu_layout pcpu_layout;

/* The areas that are mapped.  */
extern struct pcpu_cpus pcpu_areas_mapped;

/* The displacement of CPU's area.  CPU must be a possible one.  */
static inline uintptr_t
pcpu_layout_displacement (unsigned int cpu)
{
  return pcpu_layout.displacement + cpu * pcpu_layout.stride;
}

/* The displacement of the initial values.  */
static inline uintptr_t
pcpu_layout_template (void)
{
  return pcpu_layout.displacement - pcpu_layout.stride;
}

/* The displacement of a thread that is bound to no CPU: whatever it
   touches is inaccessible, except the words of the library's own where
   there is code in model `rseq'.  */
static inline uintptr_t
pcpu_layout_unbound (void)
{
  return pcpu_layout.unbound;
}

/* The per-CPU address of the first byte for dynamic objects.  */
static inline uintptr_t
pcpu_layout_dynamic (void)
{
  return pcpu_layout.origin + pcpu_layout.limit;
}

/* The library's words in the area with DISPLACEMENT.  */
static inline struct __percpu_page *
pcpu_words (uintptr_t displacement)
{
  return (struct __percpu_page *) (pcpu_layout.page + displacement);
}

/* The layout is made in two steps, neither of which returns if it fails.

   The first takes of *LAYOUT `size', the size of what is there at start, its
   parts, `page', `dynamic_limit', and `origin' if that is given; if it is 0,
   the origin is chosen and `page' is a distance from it.  It reserves the
   slots with ROOM bytes more, or less of both rooms if there is not so much
   address space, and makes the data of the template writable, which the caller
   fills.  */
void pcpu_layout_prepare (struct pcpu_layout *layout, size_t room);

/* The second makes the areas of *LAYOUT and lets the rest of the library have
   them.  */
void pcpu_layout_publish (const struct pcpu_layout *layout);

/* Prepare for code in model `rseq' that comes later than all other.  Does not
   return if it fails.  */
void pcpu_layout_restartable (void);

/* Make a part of an image inaccessible, except the library's words where
   they are needed.  */
void pcpu_area_withdraw (uintptr_t base, size_t size);

/* The lock of the layout.  */

/* Keep all other threads, and signal handlers, away from the layout.
   Returns: the LOCKED that pcpu_layout_unlock needs.
   Context: any.  */
bool pcpu_layout_lock (struct pcpu_os_signals *signals);
void pcpu_layout_unlock (bool locked, const struct pcpu_os_signals *signals);

/* True if the lock was that of a thread of the parent process: what that thread
   had begun may be half done.  */
bool pcpu_layout_inherited_p (void);

/* True if that is so, or if a handler goes on without the lock: something may
   be mapped already.  */
bool pcpu_layout_doubtful_p (void);

/* Address space.  */

/* This far on both sides of a null pointer all is inaccessible.  */
#define PCPU_NULL_REACH ((size_t) 1 << 16)

/* Choose the stride and the lead of LAYOUT, whose origin, limits and flags are
   set.
   Returns: false if there are no such numbers.  */
bool pcpu_reserve_stride (struct pcpu_layout *layout);

/* Reserve the slots of LAYOUT, which are SLOTS for CPUs and those besides; set
   its base, its displacements, and its origin if that is not fixed.
   Returns: 0, PCPU_OS_TAKEN if the windows have no place, or another error
   number of the system.  */
int pcpu_reserve_layout (struct pcpu_layout *layout, size_t slots);

/* Reserve SLOTS more slots with all that LAYOUT wants beside them, and FRONT
   bytes in front, whole pages, whose address becomes *BASE.
   Returns: 0, PCPU_OS_TAKEN if the windows have no place, or another error
   number of the system.  */
int pcpu_reserve_more (const struct pcpu_layout *layout, size_t front,
		       size_t slots, uintptr_t *base);

/* Give that back.  */
void pcpu_reserve_release (const struct pcpu_layout *layout, uintptr_t base,
			   size_t front, size_t slots);

/* Reserve SIZE bytes, as LAYOUT is reserved, for a table; its parts are to be
   held before they are made accessible.
   Returns: 0 or an error number of the system.  */
int pcpu_reserve_table (const struct pcpu_layout *layout, size_t size,
			uintptr_t *base);

/* Map SIZE bytes at ADDRESS, which belong to a reservation of LAYOUT and were
   not used before, and allow no access to them.  Does nothing if LAYOUT is not
   sparse.
   Returns: 0, PCPU_OS_TAKEN if a mapping of others is there, or another error
   number of the system.  */
int pcpu_reserve_hold (const struct pcpu_layout *layout, uintptr_t address,
		       size_t size);

/* Do the same for the null pointer's window of the slot with DISPLACEMENT.  */
int pcpu_reserve_hold_window (const struct pcpu_layout *layout,
			      uintptr_t displacement);

/* Returns: the address of the first slot of what was reserved at BASE.  */
uintptr_t pcpu_reserve_areas (const struct pcpu_layout *layout,
			      uintptr_t base, size_t front);

/* Returns: the bytes of address space that it takes.  */
size_t pcpu_reserve_size (const struct pcpu_layout *layout, size_t front,
			  size_t slots);

/* End the program if a null pointer could lead into a slot of LAYOUT.  */
void pcpu_reserve_check (const struct pcpu_layout *layout);

/* Parts of slots.  These return 0 or an error number of the system.  */

/* Returns: the result of pcpu_reserve_hold or pcpu_reserve_hold_window, which
   was ERROR; 0 if something may be mapped already.  */
int pcpu_slot_held (int error);

/* Map SIZE bytes at ADDRESS, which belong to a slot of LAYOUT, without
   access.  */
int pcpu_slot_hold (const struct pcpu_layout *layout, uintptr_t address,
		    size_t size);

/* Do the same for the parts of the slot with DISPLACEMENT.  */
int pcpu_slot_hold_parts (const struct pcpu_layout *layout,
			  uintptr_t displacement);

/* Do the same for its window too.  Nothing of it will be accessible if it is
   that of unbound threads, except the tag.  */
int pcpu_slot_hold_all (const struct pcpu_layout *layout,
			uintptr_t displacement);

/* Map SIZE bytes at the per-CPU address ADDRESS in the slot with DISPLACEMENT,
   and make them accessible as those of that slot are: not for unbound threads,
   and in the template for reading.
   Returns: 0 or an error number of the system; nothing has changed then.  */
int pcpu_slot_extend (uintptr_t displacement, uintptr_t address, size_t size);

/* Places of images.  */

/* The images that have a place, by address.  The lock protects the list.  */
extern struct __percpu_image *pcpu_images;

/* The process is about to end: others may still call the functions of images
   whose destructors run now.  Their places are not used again, nor are any if a
   place could not be cleared.  */
extern bool pcpu_images_ending;

/* An image was given up after that.  Its initial values are still there.  */
extern bool pcpu_images_forgotten;

/* The alignment that keeps images off each other's cache lines.  */
enum { PCPU_IMAGE_LINE = 64 };

/* One of the two sections of an image.  */
struct pcpu_section
{
  char *start;
  size_t size;
  bool data;
};

/* Set SECTION to the sections that IMAGE has, in the order of their addresses.
   Returns: how many.  */
unsigned int pcpu_image_sections (const struct __percpu_image *image,
				  struct pcpu_section section[2]);

/* Returns: the first byte of IMAGE's sections.  */
char *pcpu_image_start (const struct __percpu_image *image);

/* Returns: the distance from that to the end of the last section.  */
size_t pcpu_image_size (const struct __percpu_image *image);

/* Returns: the per-CPU address of SECTION of IMAGE, which has a place.  */
uintptr_t pcpu_image_section (const struct __percpu_image *image,
			      const struct pcpu_section *section);

/* Give IMAGE the place at the per-CPU address ADDRESS.
   Context: the lock is held.  */
void pcpu_image_insert (struct __percpu_image *image, uintptr_t address);

/* Put IMAGE into the first free place that begins at LOW or above.
   Returns: the address behind it.
   Context: the lock is held.  */
uintptr_t pcpu_image_place (struct __percpu_image *image, uintptr_t low);

/* True if the SIZE bytes at the per-CPU address ADDRESS are one image's, and
   none of the library's words.
   Context: the lock is held.  */
bool pcpu_image_has (uintptr_t address, size_t size);

/* Find initial values at *ADDRESS or above, and only those that may be other
   than zero.  *ADDRESS becomes the per-CPU address of the first, *SIZE their
   number.
   Returns: false if there are none.
   Context: the lock is held.  */
bool pcpu_image_data (uintptr_t *address, size_t *size);

/* Say of which image INFO->address is.
   Context: takes the lock.  */
void pcpu_image_find (struct percpu_address_info *info);

/* Fill in the members of *STATS about images.
   Context: takes the lock.  */
void pcpu_image_stats (struct percpu_stats *stats);

/* Private areas, which belong to one thread.  They are numbered from 0; in
   the interface they follow the CPUs.  */

/* The numbers that were ever taken are below this.  */
unsigned int pcpu_private_nr (void);

/* True if the area was ever taken; it then stays.  */
bool pcpu_private_p (unsigned int number);

/* The displacement of an area that was taken.  */
uintptr_t pcpu_private_displacement (unsigned int number);

/* Bytes of address space for all of them, and of memory, or SIZE_MAX.  */
size_t pcpu_private_reserved (void);
size_t pcpu_private_resident (void);

/* Take for the thread SELF an area whose owner has ended.
   Returns: true, and its number in *NUMBER.  */
bool pcpu_private_inherit (uint64_t self, unsigned int *number);

/* Reserve the address space of one more area, which has no owner yet.
   Returns: its number.  Does not return if there is no room.
   Context: the lock is held.  */
unsigned int pcpu_private_add (void);

/* Let the thread SELF be the owner of area NUMBER, which is complete.  */
void pcpu_private_give (unsigned int number, uint64_t self);

/* End the program because a thread cannot get an area.  */
void pcpu_private_refuse (const char *reason) __attribute__ ((noreturn));

/* Areas.  */

/* For each 4096 bytes of the room of dynamic objects: not 0 if initial values
   there may be other than zero.  NULL as long as there are no objects.  The
   allocator sets a byte before it sets values, and clears it when they are
   cleared.  */
enum { PCPU_DYNAMIC_SHIFT = 12 };
extern uint8_t *pcpu_dynamic_values;

/* Give the area with DISPLACEMENT its memory and its initial values; if it is
   MAPPED, only those of later images.
   Returns: 0 or an error number of the system.
   Context: the lock is held.  */
int pcpu_area_fill (uintptr_t displacement, bool mapped);

/* Let the area of CPU be used: it has its initial values.
   Context: any; no system call for memory if CPU was allowed at start and no
   image has come since.  */
void pcpu_area_open (unsigned int cpu);

/* Open and sign the area of CPU.
   Returns: its displacement.
   Context: any.  */
uintptr_t pcpu_area_prepare (unsigned int cpu);

/* Take a private area that no living thread has, or make one.
   Returns: its number.  Does not return if there is no room.
   Context: all signals are blocked.  Takes the lock.  */
unsigned int pcpu_area_take_private (void);

/* True if the area of CPU is in use.  */
bool pcpu_area_opened_p (unsigned int cpu);

/* Returns: the displacement of the area with NUMBER, private or not, or 0 if
   it was never used.
   Context: any.  */
uintptr_t pcpu_area_in_use (unsigned int number);

/* Find the first area in use with *NUMBER or a higher one, whose number *NUMBER
   becomes.
   Returns: its displacement; 0 if there is none.
   Context: any.  */
uintptr_t pcpu_area_next (unsigned int *number);

/* All areas in use.  The SIZE bytes at the per-CPU address ADDRESS are meant on
   every CPU.  */

/* Let every area have SIZE bytes.
   Returns: false if that is more than the limit.
   Context: the lock is held.  */
bool pcpu_layout_grow (size_t size);

/* Let dynamic objects have SIZE bytes in every area.
   Returns: 0 or an error number of the system; nothing has changed then.
   Context: takes the lock.  */
int pcpu_layout_grow_dynamic (size_t size);

/* Let the bytes of a dynamic object be zero; and their initial value too, if
   WITH_TEMPLATE is set.  What is zero is not written.
   Returns: 0 or an error number of the system, and nothing has changed.
   Context: takes the lock if WITH_TEMPLATE.  */
int pcpu_area_zero (uintptr_t address, size_t size, bool with_template);

/* Let whole pages of dynamic objects be zero, and take no memory any more; and
   their initial value too, if WITH_TEMPLATE is set.
   Returns: 0 or an error number of the system, and only the initial value has
   not changed.
   Context: takes the lock if WITH_TEMPLATE.  */
int pcpu_area_discard (uintptr_t address, size_t size, bool with_template);

/* Let the bytes, whose initial value is zero, be zero and take no memory.
   Context: the lock is held.  */
void pcpu_area_clear (uintptr_t address, size_t size);

/* Give the bytes their initial values again.
   Context: the lock is held.  */
void pcpu_area_reset (uintptr_t address, size_t size);

/* Give the bytes the initial values DATA, in the template and in all areas.
   Returns: 0 or an error number of the system, and the areas have not changed.
   Context: the lock is held.  */
int pcpu_template_set (uintptr_t address, const void *data, size_t size);

/* Let the bytes have no initial values any more, and give their memory back.
   Returns: 0 or an error number of the system, and the areas have not changed.
   Context: the lock is held.  */
int pcpu_template_clear (uintptr_t address, size_t size);

/* Usage.  */

/* Say in *INFO in whose area the plain address ADDRESS is.
   Returns: false if in none.  */
bool pcpu_area_find (uintptr_t address, struct percpu_address_info *info);

/* Fill in the members of *STATS about areas.
   Context: takes the lock.  */
void pcpu_area_stats (struct percpu_stats *stats);

#pragma GCC visibility pop

#endif /* PCPU_AREA_H */
