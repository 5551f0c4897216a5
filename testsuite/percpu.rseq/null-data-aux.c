/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* What null-data.c has besides per-CPU variables.  The first is data, in front
   of them in the address space, the second is behind.  */

__asm__ (".section .data.null_data,\"aw\",%progbits\n"
	 "\t.globl null_data\n"
	 "null_data:\n"
	 "\t.fill 50 << 20, 1, 7\n"
	 "\t.previous");
char null_zero[200 << 20];
