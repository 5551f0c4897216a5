/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* The path from a sequence in model `rseq' into the library and back.

   Compiled code jumps here in the middle of a function that does not expect a
   call: every register but x9, x10 of an update, and the flags may contain live
   values.  x9 tells where to continue: it points to the update's struct
   __percpu_sequence, or, for a load, to the load.  A C function,
   __percpu_resume, does the work:

     CFA   = the stack pointer of the compiled code
     160     x29, x30							<- x29
     152     why
     144     x18
       0     x0 ... x17; x10 is where it will continue: to the unwinder, the
	     return address
     -16     fpsr, fpcr
	     the vector registers; with SVE also predicates and FFR	<- sp

   There is no red zone.  The return address is in column 96
   (abi/aarch64/sequence.h).  The last jump is a `ret', which no branch target
   identification restricts, to an address in x10 or, for a load, in x9.  */

#include <percpu/abi.h>
#include "abi/aarch64/sequence.h"
#include "note.h"

#define FRAME 176
#define FRAME_X9 (72 - 160)
#define FRAME_WHY (152 - 160)

#define STATE_FP 1
#define STATE_SVE 2

	.local	state
	.comm	state, 4, 4		/* 0: not known yet.  */

	.text
	.arch_extension sve
	.altmacro

	/* The registers are in pairs because a store of two is as fast as that
	   of one.  */
	.macro	pairs mnemonic
	\mnemonic	q0, q1, [sp]
	\mnemonic	q2, q3, [sp, 32]
	\mnemonic	q4, q5, [sp, 64]
	\mnemonic	q6, q7, [sp, 96]
	\mnemonic	q8, q9, [sp, 128]
	\mnemonic	q10, q11, [sp, 160]
	\mnemonic	q12, q13, [sp, 192]
	\mnemonic	q14, q15, [sp, 224]
	\mnemonic	q16, q17, [sp, 256]
	\mnemonic	q18, q19, [sp, 288]
	\mnemonic	q20, q21, [sp, 320]
	\mnemonic	q22, q23, [sp, 352]
	\mnemonic	q24, q25, [sp, 384]
	\mnemonic	q26, q27, [sp, 416]
	\mnemonic	q28, q29, [sp, 448]
	\mnemonic	q30, q31, [sp, 480]
	.endm

	/* Store or load the registers KIND with the numbers FROM to LAST, of a
	   size that is not known here.  */
	.macro	each mnemonic, kind, from, last
	\mnemonic	\kind\from, [sp, \from, mul vl]
	.if	\last - \from
	each	\mnemonic, \kind, %(\from + 1), \last
	.endif
	.endm

	.macro	entry name, why
	.globl	\name
	.hidden	\name
	.type	\name, %function
	.p2align 4
\name:
	.cfi_startproc
	.cfi_return_column PCPU_PC_COLUMN
	.if	\why == PERCPU_WHY_LOAD
	.cfi_register PCPU_PC_COLUMN, 9
	mov	x10, x9
	.else
	/* DW_CFA_expression: 2 bytes, DW_OP_breg9 32.  */
	.cfi_escape 0x10, PCPU_PC_COLUMN, 2, 0x79, 32
	ldr	x10, [x9, 32]		/* retry, of struct __percpu_sequence */
	.endif
	.cfi_register PCPU_PC_COLUMN, 10
	sub	sp, sp, FRAME
	.cfi_def_cfa_offset FRAME
	stp	x0, x1, [sp]
	.cfi_rel_offset x0, 0
	.cfi_rel_offset x1, 8
	mov	x0, \why
	b	.Lsave
	.cfi_endproc
	.size	\name, . - \name
	.endm

	entry	__percpu_abort, PERCPU_WHY_ABORT
	entry	__percpu_retry, PERCPU_WHY_RETRY
	entry	__percpu_cold_load, PERCPU_WHY_LOAD
	entry	__percpu_cold, PERCPU_WHY_COLD

	.type	save_and_call, %function
save_and_call:
	.cfi_startproc
	.cfi_return_column PCPU_PC_COLUMN
	.cfi_def_cfa sp, FRAME
	.cfi_register PCPU_PC_COLUMN, 10
	.cfi_rel_offset x0, 0
	.cfi_rel_offset x1, 8
.Lsave:
	str	x0, [sp, 152]
	stp	x2, x3, [sp, 16]
	stp	x4, x5, [sp, 32]
	stp	x6, x7, [sp, 48]
	stp	x8, x9, [sp, 64]
	stp	x10, x11, [sp, 80]
	stp	x12, x13, [sp, 96]
	stp	x14, x15, [sp, 112]
	stp	x16, x17, [sp, 128]
	str	x18, [sp, 144]
	stp	x29, x30, [sp, 160]
	.irp	n, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18
	.cfi_rel_offset x\n, 8 * \n
	.endr
	.cfi_rel_offset x29, 160
	.cfi_rel_offset x30, 168
	.cfi_rel_offset PCPU_PC_COLUMN, 80
	add	x29, sp, 160
	.cfi_def_cfa x29, FRAME - 160

	mrs	x0, fpsr
	mrs	x1, fpcr
	stp	x0, x1, [sp, -16]!
	adrp	x2, state
	ldr	w2, [x2, :lo12:state]
	cbz	w2, .Lmeasure
.Lmeasured:
	cmp	w2, STATE_SVE
	b.eq	.Lsave_sve
	sub	sp, sp, 512
	pairs	stp
	b	.Lcall
.Lsave_sve:
	addvl	sp, sp, -32
	each	str, z, 0, 31
	/* A predicate has an eighth of a vector's size; room for 24 of
	   them.  */
	addvl	sp, sp, -3
	each	str, p, 0, 15
	rdffr	p0.b
	str	p0, [sp, 16, mul vl]

.Lcall:
	adrp	x0, :got:__percpu_image
	ldr	x0, [x0, :got_lo12:__percpu_image]
	mov	x1, x9
	ldr	x2, [x29, FRAME_WHY]
	adrp	x16, :got:__percpu_resume
	ldr	x16, [x16, :got_lo12:__percpu_resume]
	blr	x16
	str	x0, [x29, FRAME_X9]

	adrp	x2, state
	ldr	w2, [x2, :lo12:state]
	cmp	w2, STATE_SVE
	b.eq	.Lrestore_sve
	pairs	ldp
	b	.Lrestore
.Lrestore_sve:
	ldr	p0, [sp, 16, mul vl]
	wrffr	p0.b
	each	ldr, p, 0, 15
	addvl	sp, sp, 3
	each	ldr, z, 0, 31

.Lrestore:
	sub	sp, x29, 176
	ldp	x0, x1, [sp], 16
	.cfi_remember_state
	.cfi_def_cfa sp, FRAME
	msr	fpsr, x0
	msr	fpcr, x1
	ldr	x0, [x29, FRAME_WHY]
	cmp	x0, PERCPU_WHY_LOAD
	ldp	x0, x1, [sp]
	ldp	x2, x3, [sp, 16]
	ldp	x4, x5, [sp, 32]
	ldp	x6, x7, [sp, 48]
	ldp	x8, x9, [sp, 64]
	ldp	x10, x11, [sp, 80]
	ldp	x12, x13, [sp, 96]
	ldp	x14, x15, [sp, 112]
	ldp	x16, x17, [sp, 128]
	ldr	x18, [sp, 144]
	ldp	x29, x30, [sp, 160]
	add	sp, sp, FRAME
	.cfi_def_cfa_offset 0
	.irp	n, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9
	.cfi_restore x\n
	.endr
	.irp	n, 10, 11, 12, 13, 14, 15, 16, 17, 18
	.cfi_restore x\n
	.endr
	.cfi_restore x29
	.cfi_restore x30
	.cfi_register PCPU_PC_COLUMN, 10
	b.eq	.Lload
	ldr	x10, [x9, 32]		/* retry, of struct __percpu_sequence */
	ret	x10
.Lload:
	ret	x9

/* Find out whether there is SVE.  The kernel emulates the read, and shows the
   features that programs can use.  */
.Lmeasure:
	.cfi_restore_state
	mrs	x3, id_aa64pfr0_el1
	ubfx	x3, x3, 32, 4
	cmp	x3, 0
	mov	w2, STATE_FP
	cinc	w2, w2, ne
	adrp	x3, state
	str	w2, [x3, :lo12:state]
	b	.Lmeasured
	.cfi_endproc
	.size	save_and_call, . - save_and_call

/* Undefined in the library itself, where it is not needed.  */
	.weak	__percpu_image
	.hidden	__percpu_image

	.section .note.GNU-stack, "", %progbits
