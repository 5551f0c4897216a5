/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Landing places for sequences that were aborted before; see
   thread/retry-table.c.  Number N loads the address of pcpu_retry_table[N], an
   entry of 48 bytes, into r11.  */

#include <percpu/abi.h>
#ifdef __CET__
/* This defines the note for the linker that the code supports CET.  */
# include <cet.h>
#endif
#include "retry.h"

	.text
	.globl	pcpu_retry_landing
	.hidden	pcpu_retry_landing
	.type	pcpu_retry_landing, @function
	.balign	PCPU_RETRY_SIZE
	.cfi_startproc
	.cfi_def_cfa %rsp, 0
	/* The return address is the resume address of the entry.  r11 may
	   still hold anything, but every landing place begins with the
	   distance to that word.  DW_CFA_expression: rip, 12 bytes; p = rip &
	   -PCPU_RETRY_SIZE; *(p) + p.  */
	.cfi_escape 0x10, 0x10, 12
	.cfi_escape 0x80, 0, 0x09, -PCPU_RETRY_SIZE & 0xff, 0x1a, 0x06
	.cfi_escape 0x80, 0, 0x09, -PCPU_RETRY_SIZE & 0xff, 0x1a, 0x22
pcpu_retry_landing:
	.set	number, 0
	.rept	PCPU_RETRY_MAX
	.balign	PCPU_RETRY_SIZE
	.quad	pcpu_retry_table + 48 * number + 32 - .
	.byte	0x0f, 0xb9, 0x3d
	.long	PERCPU_RSEQ_SIGNATURE
	leaq	pcpu_retry_table + 48 * number(%rip), %r11
	jmp	__percpu_retry
	.set	number, number + 1
	.endr
	.size	pcpu_retry_landing, . - pcpu_retry_landing
	.cfi_endproc

	.hidden	pcpu_retry_table
	.hidden	__percpu_retry

	.section .note.GNU-stack, "", @progbits
