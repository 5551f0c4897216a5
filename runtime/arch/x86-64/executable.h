/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* What image/exec.c and image/rseq.c define on x86-64.  */

#ifndef PCPU_EXECUTABLE_H
#define PCPU_EXECUTABLE_H 1

/* The alignment of the page of words, at least a page of the system.  */
#define PCPU_EXECUTABLE_PAGE 4096

/* Assembler text: store somewhere the offset of SYMBOL from the thread
   pointer.  */
#define PCPU_EXECUTABLE_OFFSET(symbol)					\
  "\t.pushsection .data.__percpu_exec,\"aw\",%progbits\n"		\
  "\t.long " symbol "@tpoff\n"						\
  "\t.popsection"

/* Until the library has chosen the struct rseq, the code uses one that belongs
   to the image, whose offset from the thread pointer must be stored here
   before the first constructor runs.  Linkers compute such an offset in 32
   bits only, and only for an executable; the thread pointer points behind all
   thread-local data, so the upper 32 bits are known to be -1.  The library may
   register the struct for a thread, or store a number of its own in it.  */
#define PCPU_EXECUTABLE_RSEQ						\
  __asm__ (".pushsection .tdata,\"awT\",%progbits\n"			\
	   "\t.balign 32\n"						\
	   "\t.globl __percpu_own_rseq\n"				\
	   "\t.hidden __percpu_own_rseq\n"				\
	   "\t.type __percpu_own_rseq, %tls_object\n"			\
	   "\t.size __percpu_own_rseq, 32\n"				\
	   "__percpu_own_rseq:\n"					\
	   "\t.long 0, -1, 0, 0, 0, 0, 0, 0\n"				\
	   "\t.popsection\n"						\
	   "\t.pushsection .data.__percpu_rseq_offset,\"aw\",%progbits\n"\
	   "\t.balign 8\n"						\
	   "\t.globl __percpu_rseq_offset\n"				\
	   "\t.hidden __percpu_rseq_offset\n"				\
	   "\t.type __percpu_rseq_offset, %object\n"			\
	   "\t.size __percpu_rseq_offset, 8\n"				\
	   "__percpu_rseq_offset:\n"					\
	   "\t.long __percpu_own_rseq@tpoff, -1\n"			\
	   "\t.popsection");

#endif /* PCPU_EXECUTABLE_H */
