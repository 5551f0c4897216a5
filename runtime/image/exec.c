/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* The part of an executable with code that is not position-independent: for
   it the per-CPU address of a variable is the variable's own address, and
   that of the library's words is a symbol.

   The template is to become inaccessible when it has been copied, and only
   whole pages can.  The section is an ordinary one, somewhere among the
   data, and no linker script gives it pages of its own; but two sections
   of the same name in one object file do.  Linkers put them down in this
   order:

     page boundary		  page boundary		     page boundary
     v				  v			     v
     | x  y  z	...		  | this_displacement  tag ..|
     ^ other files		  ^ this file: one page
     __start___percpu						 __stop___percpu

   The output section is as aligned as the most aligned of its parts, and so
   starts on a page boundary; it ends on one because this file stands last,
   which is where a library stands.  If other files follow, the area gets one
   page longer, and registry/registry.c sees from __stop___percpu that the last
   page may have other tenants.

   The page of this file holds nothing of the program's.  So it alone can
   stay readable where the model `rseq' needs it, in the template and in the
   slot of threads that are not bound: there the tag is that of no CPU.  */

#include "image/image.h"

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
_Static_assert (offsetof (struct __percpu_page, this_displacement) == 0
		&& offsetof (struct __percpu_page, tag) == 8
		&& sizeof (struct __percpu_page) <= 64
		&& sizeof (uintptr_t) == 8, "the words above");

/* Linkers take code for executables into a shared object as long as its
   symbols are hidden; here every access would be to a wrong place.  But they
   refuse an offset from the thread pointer, which is known in executables
   only, and say which symbol it was.  */
__asm__ (".pushsection .tbss,\"awT\",%nobits\n"
	 "\t.balign 4\n"
	 "\t.globl percpu.shared_objects_need_fPIC\n"
	 "\t.hidden percpu.shared_objects_need_fPIC\n"
	 "\t.type percpu.shared_objects_need_fPIC, %tls_object\n"
	 "\t.size percpu.shared_objects_need_fPIC, 4\n"
	 "percpu.shared_objects_need_fPIC:\n"
	 "\t.zero 4\n"
	 "\t.popsection\n"
	 "\t.pushsection .data.__percpu_exec,\"aw\",%progbits\n"
	 "\t.long percpu.shared_objects_need_fPIC@tpoff\n"
	 "\t.popsection");
