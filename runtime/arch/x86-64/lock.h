/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* The sequences of locks, which a thread runs whether the kernel aborts its
   sequences or not: the one is a single instruction, the other a look.  */

#ifndef PCPU_LOCK_H
#define PCPU_LOCK_H 1

#include "sequence.h"

/* Add 1 to this CPU's instance of the word at the per-CPU address ADDRESS.  */
static inline void
pcpu_count (uintptr_t address)
{
  __asm__ volatile (PCPU_SEQUENCE ("incq %%gs:(%[word])")
		    : : PCPU_SEQUENCE_INPUTS, [word] "r" (address)
		    : PCPU_SEQUENCE_CLOBBERS);
}

/* Returns: the displacement of the area that the thread was in.  */
static inline uintptr_t
pcpu_here (void)
{
  uintptr_t displacement;

  __asm__ volatile (PCPU_SEQUENCE ("movq %%gs:(%[page]), %[displacement]")
		    : [displacement] "=&r" (displacement)
		    : PCPU_SEQUENCE_INPUTS
		    : PCPU_SEQUENCE_CLOBBERS);
  return displacement;
}

/* Returns: the displacement of the area that is the home of locks
   (area/open.c).  All areas that were used say the same, so it does not matter
   which it is.
   Context: one of the above was executed by this thread.  */
static inline uintptr_t
pcpu_home (void)
{
  uintptr_t displacement;

  __asm__ volatile ("movq %%gs:32(%[page]), %[displacement]"
		    : [displacement] "=r" (displacement)
		    : [page] "r" (__percpu_pic_page) : "memory");
  return displacement;
}

#endif /* PCPU_LOCK_H */
