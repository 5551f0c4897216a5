/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Landing places for sequences that were aborted before; see
   thread/retry-table.c.  Number N loads the address of pcpu_retry_table[N], an
   entry of 48 bytes, into x9.  */

#include <percpu/abi.h>
#include "retry.h"

	.text
	.globl	pcpu_retry_landing
	.hidden	pcpu_retry_landing
	.type	pcpu_retry_landing, %function
	.balign	PCPU_RETRY_SIZE
pcpu_retry_landing:
	.set	number, 0
	.rept	PCPU_RETRY_MAX
	.balign	PCPU_RETRY_SIZE
	.long	0, 0
	.inst	PERCPU_RSEQ_SIGNATURE
	adrp	x9, pcpu_retry_table + 48 * number
	add	x9, x9, :lo12:pcpu_retry_table + 48 * number
	b	__percpu_retry
	.set	number, number + 1
	.endr
	.size	pcpu_retry_landing, . - pcpu_retry_landing

	.hidden	pcpu_retry_table
	.hidden	__percpu_retry

	.section .note.GNU-stack, "", %progbits
