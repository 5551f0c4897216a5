/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Changing a CPU's count of a reference: the sequence, which is
   position-independent code as percpu/abi.h describes it and
   plugin/targets/x86-64.cc makes it.

     the area is this CPU's, the kernel aborts sequences of this thread, and
       the CPUs count?
     result = true
     count += n					commit

   That the CPUs count is a bit of the word that has the address of the counts.
   It is looked at here and not before, for this is all that keeps an addition
   from coming late: who takes the bit away waits until every sequence that may
   have seen it was committed or aborted, and one that was aborted looks
   again.  */

#ifndef PCPU_REF_H
#define PCPU_REF_H 1

#include "internal.h"

_Static_assert (offsetof (struct __percpu_page, tag) == 8
		&& __PERCPU_REF_PERCPU + __PERCPU_REF_INIT == 3,
		"the sequence below");

/* Add N to the count that this CPU has of REF; SELF is the thread's record.
   Returns: false, and nothing was done, if the count is not to be used.  */
static inline bool
pcpu_ref_add (const struct percpu_ref *ref, unsigned long n,
	      const struct __percpu_guard_thread *self)
{
  unsigned int result;

  __asm__ volatile (".pushsection __rseq_cs,\"aw\"\n\t"
		    ".balign 32\n"
		    "3:\t.long 0, 0\n\t"
		    ".quad 1f, 2f - 1f, 4f\n\t"
		    ".quad 0f, 0\n\t"
		    ".popsection\n"
		    "0:\tleaq 3b(%%rip), %%r11\n\t"
		    "movq %%r11, %%fs:8(%[rseq])\n"
		    "1:\tmovl %%fs:4(%[rseq]), %%r11d\n\t"
		    "cmpl %%r11d, %%gs:8(%[page])\n\t"
		    "jne 5f\n\t"
		    "xorl %[result], %[result]\n\t"
		    "cmpl $0, %[aided]\n\t"
		    "je 2f\n\t"
		    "movq %[counts], %%r11\n\t"
		    "testb $1, %%r11b\n\t"
		    "je 2f\n\t"
		    "movl $1, %[result]\n\t"
		    "addq %[n], %%gs:-3(%%r11)\n"
		    "2:\tmovq $0, %%fs:8(%[rseq])\n\t"
		    /* The landing places, with their frames.  */
		    ".pushsection .text.percpu_cold,\"ax\"\n\t"
		    ".cfi_startproc\n\t"
		    ".cfi_def_cfa 7, 0\n\t"
		    ".quad 0b - .\n\t"
		    ".byte 0x0f, 0xb9, 0x3d\n\t"
		    ".long 0x53053053\n\t"
		    ".type __percpu_cold_%=, @function\n"
		    "__percpu_cold_%=:\n"
		    "4:\t.cfi_escape 0x16, 16, 6, 0x80, 0x71, 6, 0x80, 0x71, 0x22\n\t"
		    "leaq 3b(%%rip), %%r11\n\t"
		    ".cfi_escape 0x10, 16, 2, 0x7b, 0x20\n\t"
		    "jmp __percpu_abort\n"
		    "5:\t.cfi_escape 0x16, 16, 6, 0x80, 0x65, 6, 0x80, 0x65, 0x22\n\t"
		    "leaq 3b(%%rip), %%r11\n\t"
		    ".cfi_escape 0x10, 16, 2, 0x7b, 0x20\n\t"
		    "jmp __percpu_cold\n\t"
		    ".size __percpu_cold_%=, . - __percpu_cold_%=\n\t"
		    ".cfi_endproc\n\t"
		    ".popsection"
		    : [result] "=&r" (result)
		    : [rseq] "r" (__percpu_pic_rseq_offset),
		      [page] "r" (__percpu_pic_page),
		      [aided] "m" (self->aided),
		      [counts] "m" (ref->counts),
		      [n] "r" (n)
		    : "r11", "cc", "memory");
  return result;
}

#endif /* PCPU_REF_H */
