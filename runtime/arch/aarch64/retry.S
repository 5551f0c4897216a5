/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Landing places for sequences that were aborted before; see
   thread/retry-table.c.  Number N loads the address of pcpu_retry_table[N], an
   entry of 48 bytes, into x9.  */

#include <percpu/abi.h>
#include "abi/aarch64/sequence.h"
#include "note.h"
#include "retry.h"

	.text
	.globl	pcpu_retry_landing
	.hidden	pcpu_retry_landing
	.type	pcpu_retry_landing, %function
	.balign	PCPU_RETRY_SIZE
	.cfi_startproc
	.cfi_return_column PCPU_PC_COLUMN
	/* The return address is the resume address of the entry.  x9 may still
	   hold anything, but every landing place begins with the distance to
	   that word.  DW_CFA_expression: 14 bytes; p = pc & -PCPU_RETRY_SIZE;
	   *(p) + p.  */
	.cfi_escape 0x10, PCPU_PC_COLUMN, 14
	.cfi_escape 0x92, PCPU_PC_COLUMN, 0, 0x09, -PCPU_RETRY_SIZE & 0xff
	.cfi_escape 0x1a, 0x06
	.cfi_escape 0x92, PCPU_PC_COLUMN, 0, 0x09, -PCPU_RETRY_SIZE & 0xff
	.cfi_escape 0x1a, 0x22
pcpu_retry_landing:
	.set	number, 0
	.rept	PCPU_RETRY_MAX
	.balign	PCPU_RETRY_SIZE
	.quad	pcpu_retry_table + 48 * number + 32 - .
	.inst	PERCPU_RSEQ_SIGNATURE
	adrp	x9, pcpu_retry_table + 48 * number
	add	x9, x9, :lo12:pcpu_retry_table + 48 * number
	b	__percpu_retry
	.set	number, number + 1
	.endr
	.size	pcpu_retry_landing, . - pcpu_retry_landing
	.cfi_endproc

	.hidden	pcpu_retry_table
	.hidden	__percpu_retry

	.section .note.GNU-stack, "", %progbits
