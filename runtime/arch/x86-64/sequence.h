/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* What all sequences have that are written by hand: position-independent code
   as percpu/abi.h describes it and plugin/targets/x86-64.cc makes it.  The
   text that both have in common is abi/x86-64/sequence.h.

     PCPU_SEQUENCE (BODY)	the text of an asm statement
     PCPU_SEQUENCE_INPUTS	two of its inputs, [rseq] and [page]
     PCPU_SEQUENCE_CLOBBERS	what it clobbers

   BODY is executed on the CPU whose area the register %gs has; its last
   instruction is the commit.  It may go to 2f, which leaves the sequence
   without it, and has r11 and the flags to itself.  BODY begins again from its
   first instruction whenever the thread was interrupted before the commit:
   so it must not change what it reads, but for the commit.  */

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
