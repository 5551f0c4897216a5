/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* The sequences of locks.  A thread executes them whether or not the kernel
   aborts its sequences: they are a single instruction and a single load.  */

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

/* Returns: the displacement of the area in which the sequence was executed.  */
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

/* Returns: the displacement of the home area of locks (area/open.c).  The word
   is the same in all areas that were used, so any of them may be read.
   Context: the thread has executed one of the sequences above.  */
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
