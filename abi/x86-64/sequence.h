/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* x86-64: the text of a restartable sequence, as the plugin emits it
   (plugin/targets/x86-64.cc) and as the runtime's handwritten sequences use it
   (runtime/arch/x86-64/sequence.h).  percpu/abi.h explains it.

   All macros are string literals, pieces of an extended asm in both dialects
   of GCC.  R is the operand with the offset of the struct rseq from the thread
   pointer, P the one with the per-CPU address of the library's words; both are
   string literals too.  */

#ifndef PCPU_ABI_SEQUENCE_H
#define PCPU_ABI_SEQUENCE_H 1

#define PCPU_TEXT(x) PCPU_TEXT_ (x)
#define PCPU_TEXT_(x) #x

/* Offsets in the kernel's struct rseq.  */
#define PCPU_RSEQ_CPU_ID 4
#define PCPU_RSEQ_CS 8

/* PERCPU_RSEQ_SIGNATURE of percpu/abi.h, which defines it on x86-64 only.  */
#define PCPU_RSEQ_SIGNATURE 0x53053053

/* Offset of `tag' in struct __percpu_page.  */
#define PCPU_PAGE_TAG 8

/* In front of the sequence: define the descriptor, and let rseq_cs point to
   it.  */
#define PCPU_SEQUENCE_ARM(R)						\
  ".pushsection\t__rseq_cs,\"aw\"\n\t"					\
  ".balign\t32\n"							\
  "3:\t.long\t0, 0\n\t"							\
  ".quad\t1f, 2f - 1f, 4f\n\t"						\
  ".quad\t0f, 0\n\t"							\
  ".popsection\n"							\
  "0:\tlea{q}\t{3b(%%rip), %%r11|r11, 3b[rip]}\n\t"			\
  "mov{q}\t{%%r11, %%fs:" PCPU_TEXT (PCPU_RSEQ_CS) "(" R ")"		\
  "|QWORD PTR fs:" PCPU_TEXT (PCPU_RSEQ_CS) "[" R "], r11}\n"		\
  "1:\t"

/* The first instruction of the sequence: r11d = cpu_id.  */
#define PCPU_SEQUENCE_LOAD_CPU(R)					\
  "mov{l}\t{%%fs:" PCPU_TEXT (PCPU_RSEQ_CPU_ID) "(" R "), %%r11d"	\
  "|r11d, DWORD PTR fs:" PCPU_TEXT (PCPU_RSEQ_CPU_ID) "[" R "]}\n\t"

/* The second and the third instruction: jump to the cold path unless the tag
   is equal to cpu_id.  The tag is a symbol in executables, and at an offset
   from P in shared objects.  */
#define PCPU_SEQUENCE_COMPARE_CPU					\
  "cmp{l}\t{%%r11d, %%gs:__percpu_tag(%%rip)"				\
  "|DWORD PTR gs:__percpu_tag[rip], r11d}\n\t"				\
  "jne\t5f\n\t"
#define PCPU_SEQUENCE_COMPARE_CPU_AT(P)					\
  "cmp{l}\t{%%r11d, %%gs:" PCPU_TEXT (PCPU_PAGE_TAG) "(" P ")"		\
  "|DWORD PTR gs:" PCPU_TEXT (PCPU_PAGE_TAG) "[" P "], r11d}\n\t"	\
  "jne\t5f\n\t"

/* After the sequence, in shared objects: rseq_cs = 0.  */
#define PCPU_SEQUENCE_DISARM(R)						\
  "mov{q}\t{$0, %%fs:" PCPU_TEXT (PCPU_RSEQ_CS) "(" R ")"		\
  "|QWORD PTR fs:" PCPU_TEXT (PCPU_RSEQ_CS) "[" R "], 0}"

/* The landing places, in a section of their own.  They have unwind information
   of their own, so that a debugger that stops there finds the caller: nothing
   is on the stack, and the return address is the start of the sequence, whose
   distance is in the preceding quad word.

     DW_CFA_val_expression (rip): a = rip - N, a + *(int64_t *) a
     DW_CFA_expression (rip): r11 + 32, the member `retry' of the descriptor  */

#define PCPU_LANDING_BEGIN						\
  "\n\t.pushsection\t.text.percpu_cold,\"ax\"\n\t"			\
  ".cfi_startproc\n\t"							\
  ".cfi_def_cfa\t7, 0\n\t"						\
  ".quad\t0b - .\n\t"
#define PCPU_LANDING_SYMBOL						\
  ".type\t__percpu_cold_%=, @function\n"				\
  "__percpu_cold_%=:\n"
#define PCPU_LANDING_END						\
  ".size\t__percpu_cold_%=, . - __percpu_cold_%=\n\t"			\
  ".cfi_endproc\n\t"							\
  ".popsection"

/* The kernel aborts to label 4; label 5 is for the area of another CPU.  The
   word in front of label 4 is the signature, as the operand of an undefined
   instruction.  */
#define PCPU_LANDING_UPDATE						\
  PCPU_LANDING_BEGIN							\
  ".byte\t0x0f, 0xb9, 0x3d\n\t"						\
  ".long\t" PCPU_TEXT (PCPU_RSEQ_SIGNATURE) "\n\t"			\
  PCPU_LANDING_SYMBOL							\
  "4:\t.cfi_escape\t0x16, 16, 6, 0x80, 0x71, 6, 0x80, 0x71, 0x22\n\t"	\
  "lea{q}\t{3b(%%rip), %%r11|r11, 3b[rip]}\n\t"				\
  ".cfi_escape\t0x10, 16, 2, 0x7b, 0x20\n\t"				\
  "jmp\t__percpu_abort\n"						\
  "5:\t.cfi_escape\t0x16, 16, 6, 0x80, 0x65, 6, 0x80, 0x65, 0x22\n\t"	\
  "lea{q}\t{3b(%%rip), %%r11|r11, 3b[rip]}\n\t"				\
  ".cfi_escape\t0x10, 16, 2, 0x7b, 0x20\n\t"				\
  "jmp\t__percpu_cold\n\t"						\
  PCPU_LANDING_END

/* A load has no descriptor: r11 is its own address.  */
#define PCPU_LANDING_LOAD						\
  PCPU_LANDING_BEGIN							\
  PCPU_LANDING_SYMBOL							\
  "5:\t.cfi_escape\t0x16, 16, 6, 0x80, 0x78, 6, 0x80, 0x78, 0x22\n\t"	\
  "lea{q}\t{0b(%%rip), %%r11|r11, 0b[rip]}\n\t"				\
  ".cfi_register\t16, 11\n\t"						\
  "jmp\t__percpu_cold_load\n\t"						\
  PCPU_LANDING_END

#endif /* PCPU_ABI_SEQUENCE_H */
