/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* The common part of all handwritten sequences: position-independent code as
   percpu/abi.h describes it and plugin/targets/x86-64.cc emits it.  Their
   common text is abi/x86-64/sequence.h.

     PCPU_SEQUENCE (BODY)	the text of an asm statement
     PCPU_SEQUENCE_INPUTS	two of its inputs, [rseq] and [page]
     PCPU_SEQUENCE_CLOBBERS	the clobbers of the statement

   BODY is executed on the CPU whose area the register %gs points to; its last
   instruction is the commit.  It may jump to 2f, which leaves the sequence
   without the commit, and may change r11 and the flags.  If the thread was
   interrupted before the commit, BODY is executed again from its first
   instruction: so only the commit may change memory that it reads.  */

#ifndef PCPU_SEQUENCE_H
#define PCPU_SEQUENCE_H 1

#include "abi/runtime.h"
#include "abi/x86-64/sequence.h"

_Static_assert (PCPU_RSEQ_SIGNATURE == PERCPU_RSEQ_SIGNATURE
		&& offsetof (struct __percpu_page, this_displacement) == 0
		&& offsetof (struct __percpu_page, tag) == PCPU_PAGE_TAG
		&& offsetof (struct __percpu_page, stopped) == 28
		&& offsetof (struct __percpu_page, home) == 32,
		"the sequences");

#define PCPU_SEQUENCE(body)						\
  PCPU_SEQUENCE_ARM ("%[rseq]")						\
  PCPU_SEQUENCE_LOAD_CPU ("%[rseq]")					\
  PCPU_SEQUENCE_COMPARE_CPU_AT ("%[page]")				\
  body "\n"								\
  "2:\t" PCPU_SEQUENCE_DISARM ("%[rseq]")				\
  PCPU_LANDING_UPDATE

#define PCPU_SEQUENCE_INPUTS						\
  [rseq] "r" (__percpu_pic_rseq_offset), [page] "r" (__percpu_pic_page)

#define PCPU_SEQUENCE_CLOBBERS "r11", "cc", "memory"

#endif /* PCPU_SEQUENCE_H */
