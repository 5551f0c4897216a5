/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* The sequences of locks.  A thread executes them whether or not the kernel
   aborts its sequences: a thread whose sequences it does not abort is the only
   one in its area, or bound.  */

#ifndef PCPU_LOCK_H
#define PCPU_LOCK_H 1

#include "sequence.h"

/* Add 1 to this CPU's instance of the word at the per-CPU address ADDRESS.  The
   store releases: a writer that reads the number of readers that have left must
   see what they did before.  */
static inline void
pcpu_count (uintptr_t address)
{
  __asm__ volatile (PCPU_SEQUENCE ("add x11, x9, %[word]\n\t"
				   "ldr x10, [x11]\n\t"
				   "add x10, x10, 1\n\t"
				   "stlr x10, [x11]",
				   "add x9, x9, %[word]\n"
				   "7:\tldxr x10, [x9]\n\t"
				   "add x10, x10, 1\n\t"
				   "stlxr w11, x10, [x9]\n\t"
				   "cbnz w11, 7b")
		    : : PCPU_SEQUENCE_INPUTS, [word] "r" (address)
		    : PCPU_SEQUENCE_CLOBBERS);
}

/* Returns: the displacement of the area in which the sequence was executed.  */
static inline uintptr_t
pcpu_here (void)
{
  uintptr_t displacement;

  __asm__ volatile (PCPU_SEQUENCE ("mov %[displacement], x9",
				   "mov %[displacement], x9")
		    : [displacement] "=&r" (displacement)
		    : PCPU_SEQUENCE_INPUTS
		    : PCPU_SEQUENCE_CLOBBERS);
  return displacement;
}

/* Returns: the displacement of the home area of locks (area/open.c).  The word
   is the same in all areas that were used, so any of them may be read.  */
static inline uintptr_t
pcpu_home (void)
{
  return *(const uintptr_t *) (pcpu_here () + __percpu_pic_page + 32);
}

#endif /* PCPU_LOCK_H */
