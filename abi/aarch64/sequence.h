/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* aarch64: the text of a restartable sequence, as the plugin emits it
   (plugin/targets/aarch64.cc) and as the runtime's handwritten sequences use it
   (runtime/arch/aarch64/sequence.h).

   R is the operand with the address of the thread's struct rseq, T the one
   with the address of the table of displacements; both are string literals, as
   are all macros.

     0:	adrp	x9, 3f
	add	x9, x9, :lo12:3f
	str	x9, [R, 8]		rseq->rseq_cs = descriptor
     1:	ldr	w9, [R, 4]		rseq->cpu_id
	ldr	x9, [T, w9, sxtw 3]	the displacement of that CPU's area
	cbz	x9, 5f
	...
	str	x10, [x9, A]		commit
     2:

   The table is indexed by cpu_id, which is signed.  Its entries are 0 for all
   CPUs whose area was never used, and for all negative numbers.  So one test
   finds all cases for the landing place.

   The commit is a store, but the operation is more than one instruction: it is
   indivisible only if the kernel aborts the sequence.  In a thread whose
   sequences the kernel does not abort, cpu_id is a negative number of the
   library's.  A second table, PCPU_TABLE_BYTES below the first one, has the
   displacement for such numbers, and the landing place performs the operation
   there by exclusive accesses.  These are right whatever interrupts them: the
   thread's own handlers in a private area, and other threads in the area of a
   CPU that the thread is bound to.  In a thread of the first kind the landing
   place never finds an entry and enters the library.

   x9 is the displacement up to the commit.  The other registers are free for
   the instructions in between; the library needs x10 to continue here: an
   update that enters it resumes with the address of its descriptor in x9.

   The plugin may emit an operand with the address of the descriptor in place of
   the first two instructions and x9; a copy of the sequence with x9 is then
   behind the landing place.

   The landing places are in a subsection of the same section, because a
   conditional branch reaches 1 MiB only.  The word in front of label 4 is the
   signature, a brk instruction.  */

#ifndef PCPU_ABI_SEQUENCE_H
#define PCPU_ABI_SEQUENCE_H 1

#define PCPU_TEXT(x) PCPU_TEXT_ (x)
#define PCPU_TEXT_(x) #x

/* The distance of the two tables.  */
#define PCPU_TABLE_BYTES (1 << 21)

/* Offsets in the kernel's struct rseq.  */
#define PCPU_RSEQ_CPU_ID 4
#define PCPU_RSEQ_CS 8

/* PERCPU_RSEQ_SIGNATURE of percpu/abi.h, which defines it for the target
   only.  */
#define PCPU_RSEQ_SIGNATURE 0xd428bc00

/* x9 = the address of the descriptor, which is at label 3.  */
#define PCPU_SEQUENCE_DESCRIPTOR					\
  "adrp\tx9, 3b\n\t"							\
  "add\tx9, x9, :lo12:3b\n\t"

/* The definition of the descriptor.  A label may come in between.  */
#define PCPU_DESCRIPTOR_BEGIN						\
  ".pushsection\t__rseq_cs,\"aw\"\n\t"					\
  ".balign\t32\n"
#define PCPU_DESCRIPTOR_END						\
  "3:\t.long\t0, 0\n\t"							\
  ".quad\t1f, 2f - 1f, 4f\n\t"						\
  ".quad\t0f, 0\n\t"							\
  ".popsection\n"

/* Let rseq_cs point to the descriptor at D.  */
#define PCPU_SEQUENCE_STORE(D, R)					\
  "str\t" D ", [" R ", " PCPU_TEXT (PCPU_RSEQ_CS) "]\n"

/* In front of the sequence: define the descriptor, and let rseq_cs point to
   it.  */
#define PCPU_SEQUENCE_ARM(R)						\
  PCPU_DESCRIPTOR_BEGIN							\
  PCPU_DESCRIPTOR_END							\
  "0:\t" PCPU_SEQUENCE_DESCRIPTOR					\
  PCPU_SEQUENCE_STORE ("x9", R)						\
  "1:\t"

/* The first instructions of the sequence: x9 = the displacement, or jump to
   the cold path.  */
#define PCPU_SEQUENCE_FIND(R, T)					\
  "ldr\tw9, [" R ", " PCPU_TEXT (PCPU_RSEQ_CPU_ID) "]\n\t"		\
  "ldr\tx9, [" T ", w9, sxtw 3]\n\t"					\
  "cbz\tx9, 5f\n\t"

/* After the sequence, in shared objects: rseq_cs = 0.  */
#define PCPU_SEQUENCE_DISARM(R)						\
  "str\txzr, [" R ", " PCPU_TEXT (PCPU_RSEQ_CS) "]"

/* The landing places.  The distance from the start of the sequence and the
   signature precede them.

   They have unwind information of their own, so that a debugger that stops
   there, or a handler that unwinds the stack, finds the caller: nothing is on
   the stack, no register is saved, and the return address is the start of the
   sequence.  It is in the column that libgcc has for the program counter of a
   signal frame, because x30 may have a live value.  DW_CFA_val_expression
   searches backwards for the signature, which is no instruction of a landing
   place:

     DW_OP_bregx 96, 0			a = pc
     DW_OP_lit4, DW_OP_minus		do a -= 4
     DW_OP_dup, DW_OP_deref_size 4	while (*(uint32_t *) a
     DW_OP_const4u, DW_OP_ne		       != signature)
     DW_OP_bra -14
     DW_OP_lit4, DW_OP_minus		a -= 4
     DW_OP_dup, DW_OP_deref_size 4	return a - *(uint32_t *) a
     DW_OP_minus  */
#define PCPU_PC_COLUMN 96
#define PCPU_LANDING_BEGIN						\
  "\n\t.subsection\t1\n\t"						\
  ".cfi_startproc\n\t"							\
  ".cfi_return_column\t" PCPU_TEXT (PCPU_PC_COLUMN) "\n\t"		\
  ".cfi_escape\t0x16, " PCPU_TEXT (PCPU_PC_COLUMN) ", 23, "		\
  "0x92, " PCPU_TEXT (PCPU_PC_COLUMN) ", 0, "				\
  "0x34, 0x1c, 0x12, 0x94, 4, 0x0c, 0, 0xbc, 0x28, 0xd4, "		\
  "0x2e, 0x28, 0xf2, 0xff, "						\
  "0x34, 0x1c, 0x12, 0x94, 4, 0x1c\n\t"				\
  ".long\t. - 0b\n\t"							\
  ".inst\t" PCPU_TEXT (PCPU_RSEQ_SIGNATURE) "\n\t"
#define PCPU_LANDING_SYMBOL						\
  ".type\t__percpu_cold_%=, %%function\n"				\
  "__percpu_cold_%=:\n"
#define PCPU_LANDING_END						\
  ".size\t__percpu_cold_%=, . - __percpu_cold_%=\n\t"			\
  ".cfi_endproc\n\t"							\
  ".previous"

/* x9 = the entry of the second table, or jump to label 9 if there is none.  */
#define PCPU_LANDING_FIND(R, T)						\
  "5:\tldr\tw9, [" R ", " PCPU_TEXT (PCPU_RSEQ_CPU_ID) "]\n\t"		\
  "sub\tx10, " T ", 512, lsl 12\n\t"					\
  "ldr\tx9, [x10, w9, sxtw 3]\n\t"					\
  "cbz\tx9, 9f\n\t"

/* The kernel aborts to label 4; label 5 is for a number that is not in the
   first table.  Between them, 12 bytes behind label 4, there may be the
   sequence once more, which begins with the store of x9: for the library, if
   the sequence itself stores another register.  The operation without the
   kernel's help comes between this text and the next one.  */
#define PCPU_LANDING_ABORT						\
  PCPU_LANDING_BEGIN							\
  PCPU_LANDING_SYMBOL							\
  "4:\t" PCPU_SEQUENCE_DESCRIPTOR					\
  "b\t__percpu_abort\n"
#define PCPU_LANDING_UPDATE(R, T)					\
  PCPU_LANDING_ABORT							\
  PCPU_LANDING_FIND (R, T)
#define PCPU_LANDING_UPDATE_END						\
  "\n\tb\t2b\n"								\
  "9:\t" PCPU_SEQUENCE_DESCRIPTOR					\
  "b\t__percpu_cold\n\t"						\
  PCPU_LANDING_END

/* The same for a load, which has no descriptor: x9 is its own address.  It ends
   at label 2.  */
#define PCPU_LANDING_LOAD(R, T)						\
  PCPU_LANDING_BEGIN							\
  PCPU_LANDING_SYMBOL							\
  PCPU_LANDING_FIND (R, T)
#define PCPU_LANDING_LOAD_END						\
  "\n\tb\t2b\n"								\
  "9:\tadr\tx9, 0b\n\t"						\
  "b\t__percpu_cold_load\n\t"						\
  PCPU_LANDING_END

/* Registers that the text changes.  */
#define PCPU_SEQUENCE_REGISTERS "x9", "x10", "x11"

#endif /* PCPU_ABI_SEQUENCE_H */
