/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* What all sequences have that are written by hand: position-independent code as
   percpu/abi.h describes it and plugin/targets/x86-64.cc makes it.

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

#include "internal.h"

_Static_assert (offsetof (struct __percpu_page, this_displacement) == 0
		&& offsetof (struct __percpu_page, tag) == 8
		&& offsetof (struct __percpu_page, stopped) == 28
		&& offsetof (struct __percpu_page, home) == 32,
		"the sequences");

#define PCPU_SEQUENCE(body)						\
  ".pushsection __rseq_cs,\"aw\"\n\t"					\
  ".balign 32\n"							\
  "3:\t.long 0, 0\n\t"							\
  ".quad 1f, 2f - 1f, 4f\n\t"						\
  ".quad 0f, 0\n\t"							\
  ".popsection\n"							\
  "0:\tleaq 3b(%%rip), %%r11\n\t"					\
  "movq %%r11, %%fs:8(%[rseq])\n"					\
  "1:\tmovl %%fs:4(%[rseq]), %%r11d\n\t"				\
  "cmpl %%r11d, %%gs:8(%[page])\n\t"					\
  "jne 5f\n\t"								\
  body "\n"								\
  "2:\tmovq $0, %%fs:8(%[rseq])\n\t"					\
  /* The landing places, with their frames.  */				\
  ".pushsection .text.percpu_cold,\"ax\"\n\t"				\
  ".cfi_startproc\n\t"							\
  ".cfi_def_cfa 7, 0\n\t"						\
  ".quad 0b - .\n\t"							\
  ".byte 0x0f, 0xb9, 0x3d\n\t"						\
  ".long 0x53053053\n\t"						\
  ".type __percpu_cold_%=, @function\n"					\
  "__percpu_cold_%=:\n"							\
  "4:\t.cfi_escape 0x16, 16, 6, 0x80, 0x71, 6, 0x80, 0x71, 0x22\n\t"	\
  "leaq 3b(%%rip), %%r11\n\t"						\
  ".cfi_escape 0x10, 16, 2, 0x7b, 0x20\n\t"				\
  "jmp __percpu_abort\n"						\
  "5:\t.cfi_escape 0x16, 16, 6, 0x80, 0x65, 6, 0x80, 0x65, 0x22\n\t"	\
  "leaq 3b(%%rip), %%r11\n\t"						\
  ".cfi_escape 0x10, 16, 2, 0x7b, 0x20\n\t"				\
  "jmp __percpu_cold\n\t"						\
  ".size __percpu_cold_%=, . - __percpu_cold_%=\n\t"			\
  ".cfi_endproc\n\t"							\
  ".popsection"

#define PCPU_SEQUENCE_INPUTS						\
  [rseq] "r" (__percpu_pic_rseq_offset), [page] "r" (__percpu_pic_page)

#define PCPU_SEQUENCE_CLOBBERS "r11", "cc", "memory"

#endif /* PCPU_SEQUENCE_H */
