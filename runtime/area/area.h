/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Layer area: the areas, each a copy of all per-CPU variables for one possible
   CPU.

     layout.c       the addresses of the areas, and the areas at start
     layout-lock.c  the lock of the layout
     reserve.c      the address space of the areas, and the windows of null
                    pointers
     bytes.c        reading and writing the memory of one area
     slot.c         mapping parts of a slot
     places.c       the places of images in the areas
     private.c      the areas of single threads
     fill.c         the initial values of one area
     open.c         the first use of an area; the areas in use
     contents.c     changes in all areas that are in use
     usage.c        the memory of the areas, and the area of an address

   Each file calls only those above it; layout.c and layout-lock.c count as
   coming after reserve.c and bytes.c.  */

#ifndef PCPU_AREA_H
#define PCPU_AREA_H 1

#include "cpu/cpu.h"

#pragma GCC visibility push (hidden)

/* The layout.  */

/* The allocator counts pages in 32 bits.  */
#define PCPU_DYNAMIC_MAX ((size_t) 1 << 43)

/* A part of every area, in whole pages, as offsets from the first address.
   The initial values of parts with DATA are in the template; all other parts
   begin as zero.  */
struct pcpu_part
{
  size_t from;
  size_t to;
  bool data;
};

/* The maximum number of parts of the images that the program starts with.  */
#define PCPU_PARTS_MAX 8

/* The areas of the process; layout.c has a drawing.  */
struct pcpu_layout
{
  /* The start of the first slot, 0 before the first image is registered; the
     number of consecutive slots; the bytes of the whole reservation.  */
  uintptr_t base;
  size_t slots;
  size_t reservation;
  /* The distance between two slots; the free space required before the first
     one.  */
  size_t stride;
  size_t lead;
  /* Bytes of a slot: the limit; those in use at present; those of the images
     at start, in whole pages and exactly.  All but the last are multiples of a
     page.  */
  size_t limit;
  size_t size;
  size_t start_size;
  size_t start_end;
  /* The parts of START_SIZE that are in use, in ascending order.  */
  struct pcpu_part part[PCPU_PARTS_MAX];
  unsigned int parts;
  /* The room of dynamic objects, which begins at LIMIT: its limit, and its
     bytes in use at present.  Multiples of a page; the limit is at most
     PCPU_DYNAMIC_MAX.  */
  size_t dynamic_limit;
  size_t dynamic_size;
  /* The displacements of CPU 0's area and of the unbound slot.  */
  uintptr_t displacement;
  uintptr_t unbound;
  /* The first per-CPU address, and the per-CPU address of the library's page
     of words.  */
  uintptr_t origin;
  uintptr_t page;
  /* An executable with fixed addresses determines the origin.  */
  bool fixed;
  /* The windows of null pointers are reserved.  */
  bool windows;
  /* Only what is in use is mapped, not the whole reservation (reserve.c).  */
  bool sparse;
  /* There is code in model `rseq'.  */
  bool restartable;
  /* A leak checker reads whole images, so nothing in them may be made
     inaccessible.  */
  bool leak_checker;
};

extern struct pcpu_layout pcpu_layout;

/* The areas that are mapped, and those that are in use (open.c).  */
extern struct pcpu_cpus pcpu_areas_mapped;
extern struct pcpu_cpus pcpu_areas_opened;

/* Returns: the displacement of CPU's area.  CPU must be a possible one.  */
static inline uintptr_t
pcpu_layout_displacement (unsigned int cpu)
{
  return pcpu_layout.displacement + cpu * pcpu_layout.stride;
}

/* Returns: the displacement of the template.  */
static inline uintptr_t
pcpu_layout_template (void)
{
  return pcpu_layout.displacement - pcpu_layout.stride;
}

/* Returns: the displacement of threads that are not bound.  Everything at it
   is inaccessible, except the page of the library's words if there is code in
   model `rseq'.  */
static inline uintptr_t
pcpu_layout_unbound (void)
{
  return pcpu_layout.unbound;
}

/* Returns: the per-CPU address of the first byte for dynamic objects.  */
static inline uintptr_t
pcpu_layout_dynamic (void)
{
  return pcpu_layout.origin + pcpu_layout.limit;
}

/* Returns: the library's words in the area with DISPLACEMENT.  */
static inline struct __percpu_page *
pcpu_words (uintptr_t displacement)
{
  return (struct __percpu_page *) (pcpu_layout.page + displacement);
}

/* The layout is made in two steps, neither of which returns if it fails.

   The first step reads these members of *LAYOUT: `size', the size of the
   images at start, their parts, `page', `dynamic_limit', and `origin' if it is
   fixed; otherwise `page' is a distance from the origin, which is chosen.  It
   reserves the slots with ROOM more bytes, or smaller rooms if there is not
   enough address space, and makes the data of the template writable, for the
   caller to fill.  */
void pcpu_layout_prepare (struct pcpu_layout *layout, size_t room);

/* The second step makes the areas of *LAYOUT and publishes it in
   pcpu_layout.  */
void pcpu_layout_publish (const struct pcpu_layout *layout);

/* Prepare for the first code in model `rseq' when it is loaded later than
   other images.  Does not return if it fails.  */
void pcpu_layout_restartable (void);

/* Make a part of an image inaccessible, except the library's words if they are
   needed.  */
void pcpu_area_withdraw (uintptr_t base, size_t size);

/* The lock of the layout.  */

/* Lock the layout: exclude other threads and signal handlers.
   Returns: the argument LOCKED of pcpu_layout_unlock.
   Context: any.  */
bool pcpu_layout_lock (struct pcpu_os_signals *signals);
void pcpu_layout_unlock (bool locked, const struct pcpu_os_signals *signals);

/* Record that the area of CPU is being made.
   Returns: the argument BEFORE of pcpu_layout_opened, which records that the
   area is complete.
   Context: the lock is held.  */
unsigned int pcpu_layout_opening (unsigned int cpu);
void pcpu_layout_opened (unsigned int before);

/* Record that the areas grow to SIZE bytes, or their rooms for dynamic objects
   to DYNAMIC; the other number is 0.
   Context: the lock is held.  */
void pcpu_layout_growing (size_t size, size_t dynamic);

/* Record that the growth is done or has failed: the areas now have SIZE bytes,
   and their rooms DYNAMIC.
   Context: the lock is held.  */
void pcpu_layout_grown (size_t size, size_t dynamic);

/* Returns: whether a thread of the parent process had begun the recorded
   operation before fork, so that it may be half done.  */
bool pcpu_layout_inherited_p (void);

/* Returns: whether memory may be mapped already: pcpu_layout_inherited_p, or a
   signal handler runs without the lock.  */
bool pcpu_layout_doubtful_p (void);

/* Address space.  */

/* The bytes on both sides of a null pointer that are inaccessible.  */
#define PCPU_NULL_REACH ((size_t) 1 << 16)

/* Choose the stride and the lead of LAYOUT, whose origin, limits and flags are
   set.
   Returns: false if there are none.  */
bool pcpu_reserve_stride (struct pcpu_layout *layout);

/* Reserve the slots of LAYOUT, SLOTS for CPUs and the special ones; set its
   base, its displacements, and its origin if that is not fixed.
   Returns: 0, PCPU_OS_TAKEN if there is no place for the windows, or another
   error number of the system.  */
int pcpu_reserve_layout (struct pcpu_layout *layout, size_t slots);

/* Reserve SLOTS more slots with their windows and lead, and FRONT bytes in
   front of them, whole pages, and store the address of these in *BASE.
   Returns: 0, PCPU_OS_TAKEN if there is no place for the windows, or another
   error number of the system.  */
int pcpu_reserve_more (const struct pcpu_layout *layout, size_t front,
		       size_t slots, uintptr_t *base);

/* Release such a reservation.  */
void pcpu_reserve_release (const struct pcpu_layout *layout, uintptr_t base,
			   size_t front, size_t slots);

/* Reserve SIZE bytes for a table, as LAYOUT is reserved; hold its parts before
   making them accessible.
   Returns: 0 or an error number of the system.  */
int pcpu_reserve_table (const struct pcpu_layout *layout, size_t size,
			uintptr_t *base);

/* Map SIZE bytes at ADDRESS, an unused part of a reservation of LAYOUT,
   without access.  Does nothing if LAYOUT is not sparse.
   Returns: 0, PCPU_OS_TAKEN if another mapping is there, or another error
   number of the system.  */
int pcpu_reserve_hold (const struct pcpu_layout *layout, uintptr_t address,
		       size_t size);

/* Do the same for the null pointer's window of the slot with DISPLACEMENT.
   Returns: 0, or PCPU_OS_TAKEN if another mapping is there; a window that the
   system does not map for another reason is inaccessible, too.  */
int pcpu_reserve_hold_window (const struct pcpu_layout *layout,
			      uintptr_t displacement);

/* Returns: the address of the first slot of the reservation at BASE.  */
uintptr_t pcpu_reserve_areas (const struct pcpu_layout *layout,
			      uintptr_t base, size_t front);

/* Returns: the bytes of address space of such a reservation.  */
size_t pcpu_reserve_size (const struct pcpu_layout *layout, size_t front,
			  size_t slots);

/* End the program if a null pointer could lead into a slot of LAYOUT.  */
void pcpu_reserve_check (const struct pcpu_layout *layout);

/* Parts of slots.  These functions return 0 or an error number of the
   system.  */

/* Returns: ERROR, the result of pcpu_reserve_hold or pcpu_reserve_hold_window;
   but 0 if something may be mapped already.  */
int pcpu_slot_held (int error);

/* Map SIZE bytes at ADDRESS, which belong to a slot of LAYOUT, without
   access.  */
int pcpu_slot_hold (const struct pcpu_layout *layout, uintptr_t address,
		    size_t size);

/* Do the same for the parts of the slot with DISPLACEMENT.  */
int pcpu_slot_hold_parts (const struct pcpu_layout *layout,
			  uintptr_t displacement);

/* Do the same for its parts and its window.  If the slot is that of unbound
   threads, nothing of it will become accessible, except the tag.  */
int pcpu_slot_hold_all (const struct pcpu_layout *layout,
			uintptr_t displacement);

/* Map SIZE bytes at the per-CPU address ADDRESS in the slot with DISPLACEMENT,
   and make them accessible as the slot requires: not for unbound threads,
   read-only in the template.
   Returns: 0 or an error number of the system; nothing has changed then.  */
int pcpu_slot_extend (uintptr_t displacement, uintptr_t address, size_t size);

/* Places of images.  */

/* The images with a place, by ascending address.  The lock protects the
   list.  */
extern struct __percpu_image *pcpu_images;

/* The process is about to end, and other images may still call functions of
   images whose destructors run now; or the template of a place could not be
   cleared.  Places are then not reused.  */
extern bool pcpu_images_ending;

/* An image was unregistered after that.  Its initial values still exist.  */
extern bool pcpu_images_forgotten;

/* The alignment that gives images cache lines of their own.  */
enum { PCPU_IMAGE_LINE = 64 };

/* One of the two sections of an image.  */
struct pcpu_section
{
  char *start;
  size_t size;
  bool data;
};

/* Set SECTION to the sections that IMAGE has, in the order of their addresses.
   Returns: their number.  */
unsigned int pcpu_image_sections (const struct __percpu_image *image,
				  struct pcpu_section section[2]);

/* Returns: the first byte of IMAGE's sections.  */
char *pcpu_image_start (const struct __percpu_image *image);

/* Returns: the distance from pcpu_image_start to the end of the last
   section.  */
size_t pcpu_image_size (const struct __percpu_image *image);

/* Returns: the per-CPU address of SECTION of IMAGE, which has a place.  */
uintptr_t pcpu_image_section (const struct __percpu_image *image,
			      const struct pcpu_section *section);

/* Give IMAGE the place at the per-CPU address ADDRESS.
   Context: the lock is held.  */
void pcpu_image_insert (struct __percpu_image *image, uintptr_t address);

/* Give IMAGE the first free place that begins at LOW or above.
   Returns: the address behind the place.
   Context: the lock is held.  */
uintptr_t pcpu_image_place (struct __percpu_image *image, uintptr_t low);

/* True if the SIZE bytes at the per-CPU address ADDRESS belong to one image,
   and not to the library's words.
   Context: the lock is held.  */
bool pcpu_image_has (uintptr_t address, size_t size);

/* Find the first initial values at *ADDRESS or above that may differ from
   zero, and store their per-CPU address in *ADDRESS and their size in *SIZE.
   Returns: false if there are none.
   Context: the lock is held.  */
bool pcpu_image_data (uintptr_t *address, size_t *size);

/* Store the section of the image that contains INFO->address in *INFO.
   Context: takes the lock.  */
void pcpu_image_find (struct percpu_address_info *info);

/* Fill in the members of *STATS about images.
   Context: takes the lock.  */
void pcpu_image_stats (struct percpu_stats *stats);

/* Private areas, each of which belongs to one thread.  They are numbered from
   0; in the public interface their numbers follow those of the CPUs.  */

enum
{
  PCPU_PRIVATE_BLOCKS = 18,
  /* The number of areas of block 0.  */
  PCPU_PRIVATE_FIRST = 16
};

/* The private areas, for private.c and for debuggers.  */
struct pcpu_private_pool
{
  /* The number of areas that were ever taken.  */
  unsigned int nr;
  /* The starts of the blocks, which are those of the words of the owners, and
     the displacements of their first areas.  Both are 0 if there is no such
     block, and the latter is set last.  */
  uintptr_t owners[PCPU_PRIVATE_BLOCKS];
  uintptr_t displacement[PCPU_PRIVATE_BLOCKS];
};

extern struct pcpu_private_pool pcpu_private_pool;

/* Returns: the number of private areas that were ever taken.  */
unsigned int pcpu_private_nr (void);

/* True if the area was ever taken; it then remains.  */
bool pcpu_private_p (unsigned int number);

/* Returns: the displacement of an area that was taken.  */
uintptr_t pcpu_private_displacement (unsigned int number);

/* Returns: the bytes of address space of all private areas, and those of
   memory, or SIZE_MAX.  */
size_t pcpu_private_reserved (void);
size_t pcpu_private_resident (void);

/* Take an area whose owner has ended for the thread SELF.
   Returns: true, and its number in *NUMBER; false if none was found.  */
bool pcpu_private_inherit (uint64_t self, unsigned int *number);

/* Reserve the address space of one more area, which has no owner yet.
   Returns: its number.  Does not return if there is no room.
   Context: the lock is held.  */
unsigned int pcpu_private_add (void);

/* Make the thread SELF the owner of area NUMBER, which is complete.  */
void pcpu_private_give (unsigned int number, uint64_t self);

/* End the program because a thread cannot get an area.  */
void pcpu_private_refuse (const char *reason) __attribute__ ((noreturn));

/* Areas.  */

/* For each 4096 bytes of the room of dynamic objects: not 0 if initial values
   there may differ from zero.  NULL if there are no objects.  The allocator
   sets a byte before it sets values, and clears it after they are cleared.  */
enum { PCPU_DYNAMIC_SHIFT = 12 };
extern uint8_t *pcpu_dynamic_values;

/* Map the area with DISPLACEMENT and fill in its initial values; if it is
   MAPPED already, only those of later images.
   Returns: 0 or an error number of the system.
   Context: the lock is held.  */
int pcpu_area_fill (uintptr_t displacement, bool mapped);

/* Open the area of CPU: afterwards it has its initial values.
   Context: any.  No system call for memory is needed if CPU was allowed at
   start and no image was loaded since.  */
void pcpu_area_open (unsigned int cpu);

/* Open the area of CPU, and write the words that identify it.
   Returns: its displacement.
   Context: any.  */
uintptr_t pcpu_area_prepare (unsigned int cpu);

/* Take a private area whose owner has ended, or make one.
   Returns: its number.  Does not return if there is no room.
   Context: all signals are blocked.  Takes the lock.  */
unsigned int pcpu_area_take_private (void);

/* True if the area of CPU is in use.  */
bool pcpu_area_opened_p (unsigned int cpu);

/* Returns: the displacement of the area with NUMBER, private or not, or 0 if
   it was never used.
   Context: any.  */
uintptr_t pcpu_area_in_use (unsigned int number);

/* Find the first area in use whose number is *NUMBER or higher, and store its
   number in *NUMBER.
   Returns: its displacement; 0 if there is none.
   Context: any.  */
uintptr_t pcpu_area_next (unsigned int *number);

/* All areas in use.  ADDRESS is a per-CPU address; the functions change SIZE
   bytes at it in every area.  */

/* Enlarge every area to SIZE bytes.
   Returns: false if that is more than the limit.
   Context: the lock is held.  */
bool pcpu_layout_grow (size_t size);

/* Enlarge the part for dynamic objects to SIZE bytes in every area.
   Returns: 0 or an error number of the system; nothing has changed then.
   Context: takes the lock.  */
int pcpu_layout_grow_dynamic (size_t size);

/* Zero the bytes of a dynamic object; and their initial value too, if
   WITH_TEMPLATE is set.  Bytes that are zero are not written.
   Returns: 0 or an error number of the system, and nothing has changed.
   Context: takes the lock if WITH_TEMPLATE.  */
int pcpu_area_zero (uintptr_t address, size_t size, bool with_template);

/* Zero whole pages of dynamic objects, and free their memory; and zero their
   initial value too, if WITH_TEMPLATE is set.
   Returns: 0 or an error number of the system, and only the initial value has
   not changed.
   Context: takes the lock if WITH_TEMPLATE.  */
int pcpu_area_discard (uintptr_t address, size_t size, bool with_template);

/* Zero the bytes, whose initial value is zero, and free their memory.
   Context: the lock is held.  */
void pcpu_area_clear (uintptr_t address, size_t size);

/* Reset the bytes to their initial values.
   Context: the lock is held.  */
void pcpu_area_reset (uintptr_t address, size_t size);

/* Set the initial values of the bytes to DATA, in the template and in all
   areas.
   Returns: 0 or an error number of the system, and the areas have not changed.
   Context: the lock is held.  */
int pcpu_template_set (uintptr_t address, const void *data, size_t size);

/* Remove the initial values of the bytes, and free their memory.
   Returns: 0 or an error number of the system, and the areas have not changed.
   Context: the lock is held.  */
int pcpu_template_clear (uintptr_t address, size_t size);

/* Usage.  */

/* Find the area that contains the plain address ADDRESS, and store it in
   *INFO.
   Returns: false if there is none.  */
bool pcpu_area_find (uintptr_t address, struct percpu_address_info *info);

/* Fill in the members of *STATS about areas.
   Context: takes the lock.  */
void pcpu_area_stats (struct percpu_stats *stats);

#pragma GCC visibility pop

#endif /* PCPU_AREA_H */
