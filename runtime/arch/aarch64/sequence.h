/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* The common part of all handwritten sequences: position-independent code as
   plugin/targets/aarch64.cc emits it.  Their common text is
   abi/aarch64/sequence.h.

     PCPU_SEQUENCE (BODY, ALONE)	the text of an asm statement
     PCPU_SEQUENCE_INPUTS	three of its inputs, [rseq], [table] and [page]
     PCPU_SEQUENCE_CLOBBERS	the clobbers of the statement

   BODY is executed on the CPU whose area has the displacement in x9; its last
   instruction is the commit, a store.  It may jump to 2f, which leaves the
   sequence without the commit, and may change x10, x11 and the flags.  If the
   thread was interrupted before the commit, BODY is executed again from its
   first instruction: so only the commit may change memory that it reads.  ALONE
   is executed instead in a thread whose sequences the kernel does not abort,
   and must not jump to label 2.  */

#ifndef PCPU_SEQUENCE_H
#define PCPU_SEQUENCE_H 1

#include "abi/runtime.h"
#include "abi/aarch64/sequence.h"

_Static_assert (PCPU_RSEQ_SIGNATURE == PERCPU_RSEQ_SIGNATURE
		&& offsetof (struct __percpu_page, stopped) == 28
		&& offsetof (struct __percpu_page, home) == 32,
		"the sequences");

/* Returns: the address of the thread's struct rseq.  */
static inline char *
pcpu_sequence_rseq (void)
{
  char *self;

  __asm__ ("mrs %0, tpidr_el0" : "=r" (self));
  return self + __percpu_pic_rseq_offset;
}

#define PCPU_SEQUENCE(body, alone)					\
  PCPU_SEQUENCE_ARM ("%[rseq]")						\
  PCPU_SEQUENCE_FIND ("%[rseq]", "%[table]")				\
  body "\n"								\
  "2:\t" PCPU_SEQUENCE_DISARM ("%[rseq]")				\
  PCPU_LANDING_UPDATE ("%[rseq]", "%[table]")				\
  alone									\
  PCPU_LANDING_UPDATE_END

#define PCPU_SEQUENCE_INPUTS						\
  [rseq] "r" (pcpu_sequence_rseq ()),					\
  [table] "r" (__percpu_pic_rseq_table), [page] "r" (__percpu_pic_page)

#define PCPU_SEQUENCE_CLOBBERS PCPU_SEQUENCE_REGISTERS, "cc", "memory"

/* Leave the sequence if the kernel does not abort those of this thread.  */
#define PCPU_SEQUENCE_NEED_RSEQ						\
  "ldr w10, %[has_rseq]\n\t"						\
  "cbz w10, 2f\n\t"

#endif /* PCPU_SEQUENCE_H */
