/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Changing a CPU's count of a reference; image/ref.c has the pseudo-code.  */

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

  __asm__ volatile (PCPU_SEQUENCE ("xorl %[result], %[result]\n\t"
				   "cmpl $0, %[has_rseq]\n\t"
				   "je 2f\n\t"
				   "movq %[counts], %%r11\n\t"
				   "testb $1, %%r11b\n\t"
				   "je 2f\n\t"
				   "movl $1, %[result]\n\t"
				   "addq %[n], %%gs:-3(%%r11)")
		    : [result] "=&r" (result)
		    : PCPU_SEQUENCE_INPUTS, [has_rseq] "m" (self->has_rseq),
		      [counts] "m" (ref->counts), [n] "r" (n)
		    : PCPU_SEQUENCE_CLOBBERS);
  return result;
}

#endif /* PCPU_REF_H */
