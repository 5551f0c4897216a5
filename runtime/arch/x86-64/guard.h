/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Taking the lock of a guard: the sequence, which is position-independent code
   as percpu/abi.h describes it and plugin/targets/x86-64.cc makes it.

     the area is this CPU's, the kernel aborts sequences of this
       thread, and the lock is free?
     result = the area's displacement
     lock = the thread's identity			commit

   All of this is about one moment of one CPU, or it was aborted and begins
   again.  The result must come from within: once the lock is taken the
   thread may run anywhere.  It is zero where the sequence was left
   otherwise; being set before the commit, it must be cleared in each try.
   What is known of the thread is read within, too: a handler that aborts the
   sequence may return in a child of fork, where the thread has another
   identity.

   The commit is a plain store on purpose.  cmpxchg, which would be one
   instruction for all, writes also when it fails: what it has read, and
   without the prefix `lock' it may undo with that the release by a thread
   that has gone to another CPU.  A store does no such thing, for it is
   executed only if the lock was free, and then nobody can release it.  */

#ifndef PCPU_GUARD_H
#define PCPU_GUARD_H 1

#include "internal.h"

_Static_assert (offsetof (struct __percpu_page, this_displacement) == 0
		&& offsetof (struct __percpu_page, tag) == 8
		&& offsetof (struct __percpu_page, guard_owner) == 16,
		"the sequence below");

/* Returns: the displacement of the area whose lock the thread, of which SELF
   is the record, now has; or 0.  */
static inline uintptr_t
pcpu_guard_acquire (const struct __percpu_guard_thread *self)
{
  uintptr_t displacement;

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
		    "xorl %k[displacement], %k[displacement]\n\t"
		    "cmpl $0, %[aided]\n\t"
		    "je 2f\n\t"
		    "cmpq $0, %%gs:16(%[page])\n\t"
		    "jne 2f\n\t"
		    "movq %%gs:(%[page]), %[displacement]\n\t"
		    "movq %[identity], %%r11\n\t"
		    "movq %%r11, %%gs:16(%[page])\n"
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
		    "4:\t.cfi_escape 0x16, 16, 6, 0x80, 0x71, 6, "
		    "0x80, 0x71, 0x22\n\t"
		    "leaq 3b(%%rip), %%r11\n\t"
		    ".cfi_escape 0x10, 16, 2, 0x7b, 0x20\n\t"
		    "jmp __percpu_abort\n"
		    "5:\t.cfi_escape 0x16, 16, 6, 0x80, 0x65, 6, "
		    "0x80, 0x65, 0x22\n\t"
		    "leaq 3b(%%rip), %%r11\n\t"
		    ".cfi_escape 0x10, 16, 2, 0x7b, 0x20\n\t"
		    "jmp __percpu_cold\n\t"
		    ".size __percpu_cold_%=, . - __percpu_cold_%=\n\t"
		    ".cfi_endproc\n\t"
		    ".popsection"
		    : [displacement] "=&r" (displacement)
		    : [rseq] "r" (__percpu_pic_rseq_offset),
		      [page] "r" (__percpu_pic_page),
		      [aided] "m" (self->aided),
		      [identity] "m" (self->identity)
		    : "r11", "cc", "memory");
  return displacement;
}

#endif /* PCPU_GUARD_H */
