/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Taking the lock of a guard: the sequence (sequence.h).

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

#include "sequence.h"

_Static_assert (offsetof (struct __percpu_page, guard_owner) == 16,
		"the sequence below");

/* Returns: the displacement of the area whose lock the thread, of which SELF
   is the record, now has; or 0.  */
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
