/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Taking the lock of a guard; image/guard.c has the pseudo-code.

   The load of the lock is one with acquire semantics: the thread that left the
   guard may have done so on another CPU, and its data must be visible.  */

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
  uintptr_t displacement, lock;

  __asm__ volatile (PCPU_SEQUENCE ("mov %[displacement], 0\n\t"
				   PCPU_SEQUENCE_NEED_RSEQ
				   "add %[lock], x9, %[page]\n\t"
				   "add %[lock], %[lock], 16\n\t"
				   "ldar x10, [%[lock]]\n\t"
				   "cbnz x10, 2f\n\t"
				   "ldr x10, %[identity]\n\t"
				   "mov %[displacement], x9\n\t"
				   "str x10, [%[lock]]",
				   "mov %[displacement], 0")
		    : [displacement] "=&r" (displacement), [lock] "=&r" (lock)
		    : PCPU_SEQUENCE_INPUTS, [has_rseq] "m" (self->has_rseq),
		      [identity] "m" (self->identity)
		    : PCPU_SEQUENCE_CLOBBERS);
  return displacement;
}

#endif /* PCPU_GUARD_H */
