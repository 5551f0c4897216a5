/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* The part of the runtime in every executable and shared object: only this
   part can tell where the image's section `__percpu' is.

   It is linked statically, from libpercpu_nonshared.a or libpercpu.a, when an
   object file with per-CPU variables refers to __percpu_image.  Parts that
   only some images need are in files of their own, and are missing (NULL) in
   other images:

     image/exec.c      code that is not position-independent: an executable
     image/rseq.c      such code in model `rseq'
     image/pic.c       position-independent code, as in shared objects
     image/pic-rseq.c  such code in model `rseq'
     image/guard.c     percpu_guard_enter and percpu_guard_leave
     image/list.c      the functions of lists and stacks
     image/lock.c      the functions of locks
     image/ref.c       the functions of references
     image/race.c      wrappers of all these for ThreadSanitizer

   When the program starts, the library finds all of its images by a note,
   before any of them runs a constructor; the per-CPU addresses of their
   variables are fixed then.  An image that is loaded later, by dlopen,
   registers itself before all of its own constructors.

     .note.percpu   "percpu", type 1: the distance to __percpu_image  */

#include "image/image.h"

/* In assembler, because the compiler would give the section a type that
   conflicts with that of the program's sections.  It is defined here because
   it may be the only one of the image.  */
__asm__ (".pushsection __percpu,\"aw\",%progbits\n"
	 "\t.popsection\n"
	 "\t.pushsection __rseq_cs,\"aw\",%progbits\n"
	 "\t.popsection\n"
	 "\t.pushsection .note.percpu,\"a\",%note\n"
	 "\t.balign 4\n"
	 "\t.long 7, 8, 1\n"
	 "\t.asciz \"percpu\"\n"
	 "\t.balign 4\n"
	 "\t.quad __percpu_image - .\n"
	 "\t.popsection");

/* Symbols that may be undefined.  Their definitions are hidden, so a reference
   cannot be bound to another image.  The references have default visibility:
   gold leaves undefined references to the dynamic linker, which resolves a
   hidden one to the start of the image instead of null.  */
#define IF_THERE(type, name)						\
  extern type name##_if_there __asm__ (#name)				\
    __attribute__ ((weak, visibility ("default")))
IF_THERE (struct __percpu_page, __percpu_page);
IF_THERE (intptr_t, __percpu_rseq_offset);
IF_THERE (uintptr_t, __percpu_pic_page);
IF_THERE (uintptr_t, __percpu_pic_bias);
IF_THERE (intptr_t, __percpu_pic_rseq_offset);
#ifdef PERCPU_RSEQ_TABLE
IF_THERE (uintptr_t, __percpu_rseq_table);
IF_THERE (uintptr_t, __percpu_pic_rseq_table);
IF_THERE (intptr_t, __percpu_register_offset);
IF_THERE (intptr_t, __percpu_pic_register_offset);
#endif
IF_THERE (const size_t, __percpu_room);
IF_THERE (const size_t, __percpu_dynamic_room);

/* Linkers may or may not define the bounds of a section that is empty or was
   removed by --gc-sections; both bounds are equal in either case.  */
#pragma weak __start___percpu
#pragma weak __stop___percpu
#pragma weak __start___percpu_zero
#pragma weak __stop___percpu_zero
#pragma weak __start___rseq_cs
#pragma weak __stop___rseq_cs

HIDDEN struct __percpu_image __percpu_image =
{
  .size = sizeof __percpu_image,
  .start = __start___percpu,
  .stop = __stop___percpu,
  .zero_start = __start___percpu_zero,
  .zero_stop = __stop___percpu_zero,
  .sequences = __start___rseq_cs,
  .sequences_stop = __stop___rseq_cs,
  .page = &__percpu_page_if_there,
  .rseq_offset = &__percpu_rseq_offset_if_there,
  .pic_page = &__percpu_pic_page_if_there,
  .pic_bias = &__percpu_pic_bias_if_there,
  .pic_rseq_offset = &__percpu_pic_rseq_offset_if_there,
  .room = &__percpu_room_if_there,
  .dynamic_room = &__percpu_dynamic_room_if_there,
#ifdef PERCPU_RSEQ_TABLE
  .rseq_table = &__percpu_rseq_table_if_there,
  .pic_rseq_table = &__percpu_pic_rseq_table_if_there,
  .register_offset = &__percpu_register_offset_if_there,
  .pic_register_offset = &__percpu_pic_register_offset_if_there,
#endif
};

/* Registers this image when it is loaded.  */
static void
image_register (void)
{
  __percpu_image_register (&__percpu_image);
}

/* Unregisters this image before it is unloaded.  */
static void
image_unregister (void)
{
  __percpu_image_unregister (&__percpu_image);
}

PCPU_IMAGE_CONSTRUCTOR (image_constructor, image_register);
PCPU_IMAGE_DESTRUCTOR (image_destructor, image_unregister);
