/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* The part of an executable with code that is not position-independent.  There
   the per-CPU address of a variable is the variable's own address, and that of
   the library's words is a symbol.

   The template becomes inaccessible after it was copied, which is possible for
   whole pages only.  The section is an ordinary one, somewhere among the data,
   and no linker script gives it pages of its own; but two sections of the same
   name in one object file do.  Linkers place them in this order:

     page boundary		  page boundary		     page boundary
     v				  v			     v
     | x  y  z	...		  | this_displacement  tag ..|
     ^ other files		  ^ this file: one page
     __start___percpu						 __stop___percpu

   The output section has the alignment of its most aligned part, and so starts
   on a page boundary.  It ends on one because this file is the last, as files
   from a library are.  If other files follow, the area becomes one page
   longer, and registry/registry.c sees from __stop___percpu that the last page
   may contain other data.

   The page of this file contains no data of the program.  Therefore it alone
   can remain readable where model `rseq' needs it: in the template and in the
   slot of threads that are not bound, where the tag is not that of any CPU.  */

#include "image/image.h"
#include "executable.h"

#define TEXT(x) TEXT_ (x)
#define TEXT_(x) #x

/* In assembler, because the compiler may choose any order.  */
__asm__ (".pushsection __percpu,\"aw\",%progbits\n"
	 "\t.popsection\n"
	 "\t.pushsection __percpu,\"aw\",%progbits,unique,1\n"
	 "\t.balign " TEXT (PCPU_EXECUTABLE_PAGE) "\n"
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
	 "\t.balign " TEXT (PCPU_EXECUTABLE_PAGE) "\n"
	 "\t.popsection");
_Static_assert (offsetof (struct __percpu_page, this_displacement) == 0
		&& offsetof (struct __percpu_page, tag) == 8
		&& sizeof (struct __percpu_page) <= 64
		&& sizeof (uintptr_t) == 8, "the words above");

/* Linkers accept code for executables in a shared object as long as its
   symbols are hidden, but every access there would use a wrong address.  An
   offset from the thread pointer is known in executables only: linkers refuse
   it in a shared object, and print the name of the symbol.  */
__asm__ (".pushsection .tbss,\"awT\",%nobits\n"
	 "\t.balign 4\n"
	 "\t.globl percpu.shared_objects_need_fPIC\n"
	 "\t.hidden percpu.shared_objects_need_fPIC\n"
	 "\t.type percpu.shared_objects_need_fPIC, %tls_object\n"
	 "\t.size percpu.shared_objects_need_fPIC, 4\n"
	 "percpu.shared_objects_need_fPIC:\n"
	 "\t.zero 4\n"
	 "\t.popsection\n"
	 PCPU_EXECUTABLE_OFFSET ("percpu.shared_objects_need_fPIC"));

#ifdef PERCPU_RSEQ_TABLE
HIDDEN intptr_t __percpu_register_offset = (intptr_t) PERCPU_NOWHERE;
#endif
