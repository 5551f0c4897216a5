/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Taking the lock of a guard; image/guard.c has the pseudo-code.

   The commit is a plain store on purpose.  cmpxchg, a single instruction for
   all of this, writes also when it fails: without the prefix `lock' it may
   write back the value that it has read, and so undo the release by a thread
   that has migrated to another CPU.  A store cannot do so: it is executed only
   if the lock was free, and then no thread can release it.  */

#ifndef PCPU_GUARD_H
#define PCPU_GUARD_H 1

#include "sequence.h"

_Static_assert (offsetof (struct __percpu_page, guard_owner) == 16,
		"the sequence below");

/* SELF is the record of the thread.
   Returns: the displacement of the area whose lock the thread now holds; or
   0.  */
static inline uintptr_t
pcpu_guard_acquire (const struct __percpu_guard_thread *self)
{
  uintptr_t displacement;

  __asm__ volatile (PCPU_SEQUENCE ("xorl %k[displacement], %k[displacement]\n\t"
				   "cmpl $0, %[has_rseq]\n\t"
				   "je 2f\n\t"
				   "cmpq $0, %%gs:16(%[page])\n\t"
				   "jne 2f\n\t"
				   "movq %%gs:(%[page]), %[displacement]\n\t"
				   "movq %[identity], %%r11\n\t"
				   "movq %%r11, %%gs:16(%[page])")
		    : [displacement] "=&r" (displacement)
		    : PCPU_SEQUENCE_INPUTS, [has_rseq] "m" (self->has_rseq),
		      [identity] "m" (self->identity)
		    : PCPU_SEQUENCE_CLOBBERS);
  return displacement;
}

#endif /* PCPU_GUARD_H */
