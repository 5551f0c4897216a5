/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* The part of the runtime that every executable and shared object has for
   itself: it alone can say where the image's section `__percpu' lies.

   It is linked statically, from libpercpu_nonshared.a or libpercpu.a, when
   an object file with per-CPU variables refers to __percpu_image.

   The template is to become inaccessible when it has been copied, and only
   whole pages can.  The section is an ordinary one, somewhere among the
   data, and no linker script gives it pages of its own; but two sections
   of the same name in one object file do.  Linkers put them down in this
   order:

     page boundary		  page boundary		     page boundary
     v				  v			     v
     | x  y  z	...		  | this_displacement  tag   |
     ^ other files		  ^ this file: one page
     __start___percpu						 __stop___percpu

   The output section is as aligned as the most aligned of its parts, and so
   starts on a page boundary; it ends on one because this file stands last,
   which is where a library stands.  If other files follow, the area gets
   one page longer, and area.c sees from __stop___percpu that the last page
   may have other tenants.

   The page of this file holds nothing of the program's.  So it alone can
   stay readable where the model `rseq' needs it, in the template and in the
   slot of threads that are not bound: there the tag is that of no CPU.  */

#include "internal.h"

#define HIDDEN __attribute__ ((visibility ("hidden")))

#define TEXT(x) TEXT_ (x)
#define TEXT_(x) #x

/* In assembler, for the compiler is free to choose an order.  */
__asm__ (".pushsection __percpu,\"aw\",%progbits\n"
	 "\t.popsection\n"
	 "\t.pushsection __percpu,\"aw\",%progbits,unique,1\n"
	 "\t.balign 4096\n"
	 "\t.globl __percpu_page\n"
	 "\t.hidden __percpu_page\n"
	 "__percpu_page:\n"
	 "\t.globl __percpu_this_displacement\n"
	 "\t.hidden __percpu_this_displacement\n"
	 "\t.type __percpu_this_displacement, %object\n"
	 "\t.size __percpu_this_displacement, 8\n"
	 "__percpu_this_displacement:\n"
	 "\t.quad 0\n"
	 "\t.globl __percpu_tag\n"
	 "\t.hidden __percpu_tag\n"
	 "\t.type __percpu_tag, %object\n"
	 "\t.size __percpu_tag, 4\n"
	 "__percpu_tag:\n"
	 "\t.long " TEXT (PERCPU_TAG_NONE) "\n"
	 "\t.balign 4096\n"
	 "\t.popsection");
_Static_assert (sizeof (uintptr_t) == 8, "the word above is one of 8 bytes");

/* Only code in model `rseq' pulls the definition in.  */
extern intptr_t __percpu_rseq_offset __attribute__ ((weak));

HIDDEN const struct __percpu_image __percpu_image =
{
  .size = sizeof __percpu_image,
  .start = __start___percpu,
  .stop = __stop___percpu,
  .this_displacement = &__percpu_this_displacement,
  .tag = &__percpu_tag,
  .rseq_offset = &__percpu_rseq_offset,
};

/* Before every constructor of the program that has a priority of its own
   choosing, and before all that have none.  By then the relocations have
   been applied, also those in the section, and threads are still to come.  */
static void __attribute__ ((constructor (101)))
image_register (void)
{
  __percpu_image_register (&__percpu_image);
}
