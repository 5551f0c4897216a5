/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Changing a CPU's count of a reference; image/ref.c has the pseudo-code.

   The load of that word acquires and the commit releases, for gets
   and puts (sync/ref.c).  */

#ifndef PCPU_REF_H
#define PCPU_REF_H 1

#include "sequence.h"

_Static_assert (__PERCPU_REF_PERCPU + __PERCPU_REF_INIT == 3,
		"the sequence below");

/* Add N to this CPU's count of REF; SELF is the thread's record.
   Returns: false, without any effect, if the count is not to be used.  */
static inline bool
pcpu_ref_add (const struct percpu_ref *ref, unsigned long n,
	      const struct __percpu_guard_thread *self)
{
  unsigned int result;
  uintptr_t count;

  __asm__ volatile (PCPU_SEQUENCE ("mov %w[result], 0\n\t"
				   PCPU_SEQUENCE_NEED_RSEQ
				   "ldar %[count], %[counts]\n\t"
				   "tbz %[count], 0, 2f\n\t"
				   "sub %[count], %[count], 3\n\t"
				   "mov %w[result], 1\n\t"
				   "add x11, x9, %[count]\n\t"
				   "ldr x10, [x11]\n\t"
				   "add x10, x10, %[n]\n\t"
				   "stlr x10, [x11]",
				   "mov %w[result], 0")
		    : [result] "=&r" (result), [count] "=&r" (count)
		    : PCPU_SEQUENCE_INPUTS, [has_rseq] "m" (self->has_rseq),
		      [counts] "Q" (ref->counts), [n] "r" (n)
		    : PCPU_SEQUENCE_CLOBBERS);
  return result;
}

#endif /* PCPU_REF_H */
