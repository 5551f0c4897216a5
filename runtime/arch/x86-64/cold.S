/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* The path from a sequence in model `rseq' into the library and back.

   Compiled code jumps here in the middle of a function that does not expect a
   call: every register but r11 and the flags may contain live values, and so
   may the 128 bytes below the stack pointer.  r11 tells where to continue: it
   points to the update's struct __percpu_sequence, or, for a load, to the
   load.  A C function, __percpu_resume, does the work:

     CFA   = the stack pointer of the compiled code
     -136    where it will continue: to the unwinder, the return address
     -144    why
     -152    rbp							<- rbp
     -160    rax, rcx, rdx, rsi, rdi, r8, r9, r10
     -224    r11
	     the state that XSAVE saves, at a multiple of 64		<- rsp

   The target of the last jump is in the middle of compiled code and has no
   endbr64; the prefix `notrack' permits this under indirect branch tracking.
   The jump goes through constant memory or through r11 itself: nothing on the
   stack can be used any more once the stack pointer is that of the compiled
   code, because a signal handler may run at any time.  */

#include <percpu/abi.h>
#ifdef __CET__
/* This defines the note for the linker that the code supports CET.  */
# include <cet.h>
#endif

#define RED_ZONE 128

/* The state that C code may change: x87, SSE, AVX, the three parts of AVX-512,
   and the additional general registers (APX).  The tiles of AMX are not saved:
   they are large, and only code that is written for them changes them.  */
#define STATE ((1 << 0) | (1 << 1) | (1 << 2) | (7 << 5) | (1 << 19))
#define STATE_LAST 19
/* The legacy region and the header; the components follow.  */
#define STATE_LEGACY 512
#define STATE_MIN (STATE_LEGACY + 64)

	.local	state_size
	.comm	state_size, 4, 4	/* 0: not known yet.  */
	.local	state_mask
	.comm	state_mask, 4, 4

	.text

/* The stack at an entry, for unwinders: a frame of size zero; the return
   address is the word behind the sequence's struct rseq_cs ...  */
	.macro	cfi_at_sequence
	.cfi_def_cfa %rsp, 0
	/* DW_CFA_expression: rip, 2 bytes, DW_OP_breg11 32.  */
	.cfi_escape 0x10, 0x10, 0x02, 0x7b, 0x20
	.endm
/* ... or in r11.  */
	.macro	cfi_at_load
	.cfi_def_cfa %rsp, 0
	.cfi_register %rip, %r11
	.endm

	.macro	entry name, why, continue:vararg
	.globl	\name
	.hidden	\name
	.type	\name, @function
	.p2align 4
\name:
	leaq	-RED_ZONE(%rsp), %rsp
	.cfi_def_cfa_offset RED_ZONE
	pushq	\continue
	.cfi_adjust_cfa_offset 8
	.cfi_offset %rip, -RED_ZONE - 8
	pushq	$\why
	.cfi_adjust_cfa_offset 8
	.endm

	.macro	save reg
	pushq	%\reg
	.cfi_adjust_cfa_offset 8
	.cfi_rel_offset %\reg, 0
	.endm

	.macro	restore reg
	popq	%\reg
	.cfi_restore %\reg
	.endm

	.cfi_startproc
	cfi_at_sequence
	entry	__percpu_abort, PERCPU_WHY_ABORT, 32(%r11)
	jmp	.Lsave
	.size	__percpu_abort, . - __percpu_abort
	.cfi_endproc

	.cfi_startproc
	cfi_at_sequence
	entry	__percpu_retry, PERCPU_WHY_RETRY, 32(%r11)
	jmp	.Lsave
	.size	__percpu_retry, . - __percpu_retry
	.cfi_endproc

	.cfi_startproc
	cfi_at_load
	entry	__percpu_cold_load, PERCPU_WHY_LOAD, %r11
	jmp	.Lsave
	.size	__percpu_cold_load, . - __percpu_cold_load
	.cfi_endproc

	.cfi_startproc
	cfi_at_sequence
	entry	__percpu_cold, PERCPU_WHY_COLD, 32(%r11)
.Lsave:
	pushq	%rbp
	.cfi_adjust_cfa_offset 8
	.cfi_rel_offset %rbp, 0
	movq	%rsp, %rbp
	.cfi_def_cfa_register %rbp
	.irp	reg, rax, rcx, rdx, rsi, rdi, r8, r9, r10, r11
	pushq	%\reg
	.endr
	.cfi_offset %rax, -160
	.cfi_offset %rcx, -168
	.cfi_offset %rdx, -176
	.cfi_offset %rsi, -184
	.cfi_offset %rdi, -192
	.cfi_offset %r8, -200
	.cfi_offset %r9, -208
	.cfi_offset %r10, -216
	cld

	movl	state_size(%rip), %eax
	testl	%eax, %eax
	jz	.Lmeasure
.Lmeasured:
	subq	%rax, %rsp
	andq	$-64, %rsp
	cmpl	$STATE_LEGACY, %eax
	je	.Lfxsave
	movl	state_mask(%rip), %eax
	xorl	%edx, %edx
	/* XSAVE does not write the whole header, but XRSTOR reads it.  */
	.irp	word, 0, 8, 16, 24, 32, 40, 48, 56
	movq	%rdx, STATE_LEGACY + \word(%rsp)
	.endr
	xsave64	(%rsp)
	jmp	.Lcall
.Lfxsave:
	fxsave64 (%rsp)

.Lcall:
	movq	__percpu_image@GOTPCREL(%rip), %rdi
	movq	%r11, %rsi
	movl	8(%rbp), %edx
	call	*__percpu_resume@GOTPCREL(%rip)
	movq	%rax, -72(%rbp)

	cmpl	$STATE_LEGACY, state_size(%rip)
	je	.Lfxrstor
	movl	state_mask(%rip), %eax
	xorl	%edx, %edx
	xrstor64 (%rsp)
	jmp	.Lrestore
.Lfxrstor:
	fxrstor64 (%rsp)

.Lrestore:
	leaq	-72(%rbp), %rsp
	.cfi_def_cfa %rsp, 224
	.irp	reg, r11, r10, r9, r8, rdi, rsi, rdx, rcx, rax, rbp
	popq	%\reg
	.cfi_adjust_cfa_offset -8
	.cfi_restore %\reg
	.endr
	cmpl	$PERCPU_WHY_LOAD, (%rsp)
	leaq	RED_ZONE + 16(%rsp), %rsp
	.cfi_remember_state
	cfi_at_sequence
	je	.Lload
	notrack jmp *32(%r11)
.Lload:
	cfi_at_load
	notrack jmp *%r11

/* Determine the size of the state and its components.  Threads that do so at
   the same time write the same values.  */
.Lmeasure:
	.cfi_restore_state
	.cfi_def_cfa %rbp, 152
	.cfi_offset %rip, -136
	.cfi_offset %rbp, -152
	.cfi_offset %rax, -160
	.cfi_offset %rcx, -168
	.cfi_offset %rdx, -176
	.cfi_offset %rsi, -184
	.cfi_offset %rdi, -192
	.cfi_offset %r8, -200
	.cfi_offset %r9, -208
	.cfi_offset %r10, -216
	pushq	%rbx
	.cfi_offset %rbx, -232
	movl	$1, %eax
	cpuid
	movl	$STATE_LEGACY, %r8d
	btl	$27, %ecx		/* OSXSAVE */
	jnc	.Lknown
	xorl	%ecx, %ecx
	xgetbv
	andl	$STATE, %eax
	movl	%eax, state_mask(%rip)
	movl	%eax, %r10d
	movl	$STATE_MIN, %r8d
	movl	$2, %r9d
.Lcomponent:
	btl	%r9d, %r10d
	jnc	.Lnext
	movl	$13, %eax
	movl	%r9d, %ecx
	cpuid				/* eax: size, ebx: offset */
	addl	%ebx, %eax
	cmpl	%eax, %r8d
	cmovbl	%eax, %r8d
.Lnext:
	incl	%r9d
	cmpl	$STATE_LAST, %r9d
	jbe	.Lcomponent
.Lknown:
	movl	%r8d, state_size(%rip)
	movl	%r8d, %eax
	popq	%rbx
	.cfi_restore %rbx
	jmp	.Lmeasured
	.size	__percpu_cold, . - __percpu_cold
	.cfi_endproc

/* Undefined in the library itself, where it is not needed.  */
	.weak	__percpu_image
	.hidden	__percpu_image

	.section .note.GNU-stack, "", @progbits
