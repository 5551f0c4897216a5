/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* What compiled code, the per-image file and the library agree on.

   Every symbol of the linker level is listed here and nowhere else.  They
   come from three hands:

     the linker    __start___percpu, __stop___percpu: bounds of the section
		   `percpu' of one executable or shared object (an image);

     image.c       __percpu_image, __percpu_this_displacement,
		   __percpu_page: hidden, so that each image has its own;

     libpercpu     __percpu_image_register, __percpu_displacement,
		   __percpu_reset: one for the whole process.

   The sum that everything rests on:

     address of an instance = per-CPU address + displacement of its area

   Programs have no business here; they include <percpu.h>.  */

#ifndef PERCPU_ABI_H
#define PERCPU_ABI_H 1

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#pragma GCC visibility push (hidden)

/* Bounds of the image's section: the template.  After start-up nobody may
   read or write between them.  */
extern char __start___percpu[];
extern char __stop___percpu[];

/* How an image describes itself to the library.  */
struct __percpu_image
{
  /* sizeof (struct __percpu_image) when the image was built: a library
     that does not know the size refuses the image.  */
  size_t size;
  char *start;
  char *stop;
  uintptr_t *this_displacement;
};

/* The image's own description.  An object file that uses per-CPU variables
   has an undefined reference to it, which pulls image.c in.  */
extern const struct __percpu_image __percpu_image;

/* A per-CPU word: each CPU's instance holds the displacement of that CPU's
   area, so that one load relative to the per-CPU register finds it.
   Written when a thread binds itself to the CPU for the first time.  */
extern uintptr_t __percpu_this_displacement;

/* Gives the section the alignment of a page, at both ends.  Holds nothing.  */
extern char __percpu_page[];

#pragma GCC visibility pop
#pragma GCC visibility push (default)

/* Lay out the areas for IMAGE, copy its template into them and make the
   template inaccessible.  *IMAGE is copied.  Does not return if it fails:
   one line on stderr, exit status 127.
   Context: a constructor; no other thread uses per-CPU data yet.  */
extern void __percpu_image_register (const struct __percpu_image *image);

/* Returns: the displacement of the area of CPU.  A number that is not that
   of a possible CPU ends the program: a message and abort.
   Context: any, signal handlers included.  */
extern uintptr_t __percpu_displacement (unsigned int cpu);

/* Give the SIZE bytes at the per-CPU address ADDRESS their initial value
   on every CPU; what percpu_reset expands to.  */
extern void __percpu_reset (uintptr_t address, size_t size);

#pragma GCC visibility pop

#ifdef __cplusplus
}
#endif

#endif /* PERCPU_ABI_H */
