/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* What image/exec.c and image/rseq.c define on aarch64.  */

#ifndef PCPU_EXECUTABLE_H
#define PCPU_EXECUTABLE_H 1

/* The alignment of the page of words, at least a page of the system.  Pages
   may have 4, 16 or 64 KiB.  */
#define PCPU_EXECUTABLE_PAGE 65536

/* Assembler text: compute the offset of SYMBOL from the thread pointer.  There
   is no such relocation for data.  */
#define PCPU_EXECUTABLE_OFFSET(symbol)					\
  "\t.pushsection .text.__percpu_exec,\"ax\",%progbits\n"		\
  "\tmovz x0, #:tprel_g1:" symbol "\n"					\
  "\t.popsection"

/* Until the library has chosen the struct rseq, an access raises SIGSEGV: no
   struct of the image can be in place of it, because its offset is not known
   when the program is linked.  */
#define PCPU_EXECUTABLE_RSEQ						\
  HIDDEN intptr_t __percpu_rseq_offset = (intptr_t) PERCPU_NOWHERE;	\
  HIDDEN uintptr_t __percpu_rseq_table = PERCPU_NOWHERE;

#endif /* PCPU_EXECUTABLE_H */
