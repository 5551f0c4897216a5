/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* The part of the runtime that every executable and shared object has for
   itself: it alone can say where the image's section `__percpu' lies.

   It is linked statically, from libpercpu_nonshared.a or libpercpu.a, when
   an object file with per-CPU variables refers to __percpu_image.  What only
   some images need is in files of its own, and is missing (NULL) in others:

     image/exec.c   code that is not position-independent: an executable
     image/rseq.c   such code in model `rseq'
     image/pic.c	   position-independent code, as in shared objects
     image/pic-rseq.c  such code in model `rseq'
     image/guard.c  percpu_guard_enter and percpu_guard_leave
     image/list.c   percpu_list_push and its like
     image/lock.c   percpu_rwlock_read_enter and its like
     image/ref.c    percpu_ref_get and what is like it
     image/race.c   what tells ThreadSanitizer of all these

   The library finds all images that are there when the program starts by a
   note, before any of them runs a constructor; the addresses of their
   variables are fixed then.  An image that comes later, by dlopen, registers
   itself before all of its own constructors.

     .note.percpu   "percpu", type 1: the distance to __percpu_image  */

#include "image/image.h"

/* In assembler, for the compiler would give the section a type that does
   not fit those of the program.  It may be the only one.  */
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

/* What may be missing.  Its definitions are hidden, and so no other image's
   can be meant.  But the references are not: gold would leave those that are
   not defined to the dynamic linker, which for a hidden symbol does not find
   nothing but the start of the image.  */
#define IF_THERE(type, name)						\
  extern type name##_if_there __asm__ (#name)				\
    __attribute__ ((weak, visibility ("default")))
IF_THERE (struct __percpu_page, __percpu_page);
IF_THERE (intptr_t, __percpu_rseq_offset);
IF_THERE (uintptr_t, __percpu_pic_page);
IF_THERE (uintptr_t, __percpu_pic_bias);
IF_THERE (intptr_t, __percpu_pic_rseq_offset);
IF_THERE (const size_t, __percpu_room);
IF_THERE (const size_t, __percpu_dynamic_room);

/* Linkers define the bounds of a section that is empty, or has been left out
   by --gc-sections, or they do not; they are then the same at least.  */
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
};

static void
image_register (void)
{
  __percpu_image_register (&__percpu_image);
}

static void
image_unregister (void)
{
  __percpu_image_unregister (&__percpu_image);
}

PCPU_IMAGE_CONSTRUCTOR (image_constructor, image_register);
PCPU_IMAGE_DESTRUCTOR (image_destructor, image_unregister);
