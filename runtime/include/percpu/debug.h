/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* The table for debuggers and monitors, which read the memory of another
   process, or a core file.  Programs do not use it.

   A reader finds the table by the symbol __percpu_debug: of libpercpu.so, or of
   a program that is linked statically.  The table is constant.  It has the
   addresses of the library's own variables, so the library has no work with it,
   and the values are always the present ones.  A reader takes no lock; if the
   program changes something at the same time, the reader sees the state before
   or after the change, except that an image that is unloaded at this moment may
   be missing in the list.

   These are the steps of a reader:

     1. Read MAGIC, VERSION and SIZE.  Refuse another magic and a version that
	is not known.  Within a version the table only grows: members behind
	those that the reader knows are of no concern, and members behind SIZE
	do not exist.
     2. Read *BASE.  If it is 0, there are no areas yet.
     3. The area of CPU n, for each n below *CPUS whose bit is set in POSSIBLE,
	has the displacement

	  *displacement + n * *stride	if the bit n is set in OPENED,
	  *displacement - *stride	otherwise: the initial values, which the
					area will have.

     4. Private area n, for each n below *PRIVATE_NR, is number n of block 0 if
	n < PRIVATE_FIRST.  Each block has twice as many areas as the previous
	one.  Area i of block b has the displacement

	  private_displacements[b] + i * *stride

	and exists if neither private_displacements[b] nor the word i at
	private_owners[b] is 0.  The lower half of that word is the number of
	the thread that the area belongs, or last belonged, to.  The area has
	the CPU number *CPUS + n.
     5. The image at *IMAGES, and then that at its member NEXT, and so on, has
	variables from START to STOP and from ZERO_START to ZERO_STOP.  These
	are the addresses in debugging information and symbol tables.  The
	per-CPU address is

	  address - first + image.address

	where FIRST is the lower one of START and ZERO_START, among those of
	the two ranges that are not empty.  The per-CPU addresses from
	*origin + *limit to that + *dynamic_size are those of dynamic objects.
     6. An instance is at the per-CPU address plus a displacement.

   The members IMAGE_... and PAGE_... are offsets: of members of struct
   __percpu_image and struct __percpu_page of percpu/abi.h.  The page of an area
   is at *PAGE plus the displacement.  On x86-64 a thread's displacement is its
   GS base; it is that of CPU n, at the thread's last access, if the page's tag
   is not PERCPU_TAG_NONE, and the page's member CPU is n.  A register with the
   value 0, or *UNBOUND, belongs to a thread that has no area yet.  */

#ifndef PERCPU_DEBUG_H
#define PERCPU_DEBUG_H 1

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Without the final null character these are the eight bytes of MAGIC.  */
#define PERCPU_DEBUG_MAGIC "percpu\r\n"

/* The version, which changes if a member changes its place or meaning.  */
#define PERCPU_DEBUG_VERSION 1

struct __percpu_image;

struct __percpu_debug
{
  char magic[8];
  uint32_t version;
  /* sizeof (struct __percpu_debug) in the library.  */
  uint32_t size;

  /* The number of CPU numbers, and sets of *CPUS bits in words of the type
     long: the CPUs that are possible, and those whose area is in use.  */
  const unsigned int *cpus;
  const unsigned long *possible;
  const unsigned long *opened;

  /* The address of the areas; 0 if there are none yet.  */
  const uintptr_t *base;
  const uintptr_t *displacement;
  const size_t *stride;
  const uintptr_t *unbound;
  const uintptr_t *origin;
  const uintptr_t *page;
  const size_t *limit;
  const size_t *dynamic_size;

  struct __percpu_image *const *images;

  /* The number of private areas, and arrays of PRIVATE_BLOCKS elements.  */
  const unsigned int *private_nr;
  const uintptr_t *private_owners;
  const uintptr_t *private_displacements;
  uint32_t private_first;
  uint32_t private_blocks;

  uint32_t image_start;
  uint32_t image_stop;
  uint32_t image_zero_start;
  uint32_t image_zero_stop;
  uint32_t image_next;
  uint32_t image_address;
  uint32_t page_tag;
  uint32_t page_cpu;
};

extern const struct __percpu_debug __percpu_debug
  __attribute__ ((visibility ("default")));

#ifdef __cplusplus
}
#endif

#endif /* PERCPU_DEBUG_H */
