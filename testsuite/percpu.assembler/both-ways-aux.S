/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* The other half of both-ways.c.  */

#include <percpu/asm.h>

	PERCPU_DEFINE (aligned, 1, 64)
	.byte	1
	PERCPU_END

	PERCPU_DEFINE (from_assembler, 8, 8)
	.quad	7
	PERCPU_END

	PERCPU_DEFINE (pair, 16, 8)
	.quad	-1
	.ascii	"abcdefgh"
	PERCPU_END

	PERCPU_DECLARE (from_c)
	PERCPU_DECLARE (table)

	.macro	function name
	.globl	\name
	.type	\name, @function
\name:
	.endm

	.text
	function add_to_from_c
	movq	%rdi, %rax
#ifdef PERCPU_THIS
	xaddq	%rax, PERCPU_THIS (from_c)
#else
	PERCPU_ADDRESS (from_c, %rdx)
	xaddq	%rax, PERCPU_AT ((%rdx))
#endif
	addq	%rdi, %rax
	ret
	.size	add_to_from_c, . - add_to_from_c

	function add_to_table
	PERCPU_ADDRESS (table, %rdx)
	addl	%esi, PERCPU_AT ((%rdx,%rdi,4))
#ifdef PERCPU_THIS_AT
	movl	PERCPU_THIS_AT (table, 8), %eax
#else
	movl	PERCPU_AT (8(%rdx)), %eax
#endif
	ret
	.size	add_to_table, . - add_to_table

	function add_to_own
	PERCPU_ADDRESS (from_assembler, %rdx)
	addq	%rdi, PERCPU_AT ((%rdx))
	movq	PERCPU_AT ((%rdx)), %rax
	ret
	.size	add_to_own, . - add_to_own

	function address_of_own
	PERCPU_ADDRESS (from_assembler, %rax)
	ret
	.size	address_of_own, . - address_of_own

	.section .note.GNU-stack, "", @progbits
