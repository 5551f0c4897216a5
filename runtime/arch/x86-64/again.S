/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Landing places for sequences that were aborted before; see rseq.c.  Number
   N belongs to pcpu_again[N], of 48 bytes, and says so in r11.  */

#include <percpu/abi.h>
#ifdef __CET__
/* The note that says so, for the linker.  */
# include <cet.h>
#endif
#include "again.h"

	.text
	.globl	pcpu_again_landing
	.hidden	pcpu_again_landing
	.type	pcpu_again_landing, @function
	.balign	PCPU_AGAIN_SIZE
	.cfi_startproc
	.cfi_def_cfa %rsp, 0
	/* The return address is where the entry says that the update goes on.
	   r11 may still hold anything; what can be relied on is that every
	   landing place begins with the distance to there.  DW_CFA_expression:
	   rip, 12 bytes; p = rip & -PCPU_AGAIN_SIZE; *(p) + p.  */
	.cfi_escape 0x10, 0x10, 12
	.cfi_escape 0x80, 0, 0x09, -PCPU_AGAIN_SIZE & 0xff, 0x1a, 0x06
	.cfi_escape 0x80, 0, 0x09, -PCPU_AGAIN_SIZE & 0xff, 0x1a, 0x22
pcpu_again_landing:
	.set	number, 0
	.rept	PCPU_AGAIN_MAX
	.balign	PCPU_AGAIN_SIZE
	.quad	pcpu_again + 48 * number + 32 - .
	.byte	0x0f, 0xb9, 0x3d
	.long	PERCPU_RSEQ_SIGNATURE
	leaq	pcpu_again + 48 * number(%rip), %r11
	jmp	__percpu_again
	.set	number, number + 1
	.endr
	.size	pcpu_again_landing, . - pcpu_again_landing
	.cfi_endproc

	.hidden	pcpu_again
	.hidden	__percpu_again

	.section .note.GNU-stack, "", @progbits
