/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Plain data of null-data.c.  The first variable is before the per-CPU
   variables in the address space, the second one after them.  */

__asm__ (".section .data.null_data,\"aw\",%progbits\n"
	 "\t.globl null_data\n"
	 "null_data:\n"
	 "\t.fill 50 << 20, 1, 7\n"
	 "\t.previous");
char null_zero[200 << 20];
