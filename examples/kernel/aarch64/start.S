/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* The entry at EL1; or at EL2, where the program stays, with the host
   extensions: then the names of EL1's registers, except for TPIDR_EL1, mean
   those of EL2.  It turns the MMU on with an identical map, because exclusive
   accesses want normal memory.  PSCI starts the other CPUs with their number in
   x0.  */

	.section .text.boot, "ax"
	.globl _start
_start:	mov	x19, #0
	b	common
	.globl machine_secondary_start
machine_secondary_start:		// x0 = CPU number (PSCI context id)
	mov	x19, x0
common:	mrs	x1, CurrentEL
	cmp	x1, #(2 << 2)
	b.ne	1f
	ldr	x1, =(1 << 34) | (1 << 27)	// E2H, TGE
	msr	hcr_el2, x1
	isb
1:	// MMU on with an identity map: exclusives need Normal cacheable memory
	// attr0 device-nGnRnE, attr1 normal WB
	ldr	x1, =0x000000000000ff00
	msr	mair_el1, x1
	ldr	x1, =(32 | (1<<8) | (1<<10) | (3<<12) | (1<<23) | (2ull<<32))
	msr	tcr_el1, x1
	adrp	x1, table
	msr	ttbr0_el1, x1
	isb
	tlbi	vmalle1
	dsb	ish
	isb
	mrs	x1, sctlr_el1
	mov	x2, #0x1005			// M, C, I
	orr	x1, x1, x2
	msr	sctlr_el1, x1
	isb
	mov	x1, #(3 << 20)			// no traps of FP
	msr	cpacr_el1, x1
	isb
	adrp	x1, stacks
	add	x1, x1, :lo12:stacks
	add	x2, x19, #1
	add	x1, x1, x2, lsl #14
	mov	sp, x1
	mov	x0, x19
	cbnz	x0, 2f
	bl	machine_main
2:	bl	machine_secondary
	.data
	.balign	4096
table:	.quad	0x0000000000000401		// 0-1 GiB device block, AF
	// 1-2 GiB normal, AF, ISH, attr 1
	.quad	0x0000000040000705
	.quad	0, 0
	.bss
	.balign	16
stacks:	.skip	4 << 14

	.text
	.globl	machine_switch
machine_switch:
	stp	x29, x30, [sp, #-16]!
	stp	x27, x28, [sp, #-16]!
	stp	x25, x26, [sp, #-16]!
	stp	x23, x24, [sp, #-16]!
	stp	x21, x22, [sp, #-16]!
	stp	x19, x20, [sp, #-16]!
	mov	x2, sp
	str	x2, [x0]
	mov	sp, x1
	ldp	x19, x20, [sp], #16
	ldp	x21, x22, [sp], #16
	ldp	x23, x24, [sp], #16
	ldp	x25, x26, [sp], #16
	ldp	x27, x28, [sp], #16
	ldp	x29, x30, [sp], #16
	ret

	// The registers that a C function may change, and those that another
	// interrupt changes.
irq:	sub	sp, sp, #208
	stp	x0, x1, [sp, #0]
	stp	x2, x3, [sp, #16]
	stp	x4, x5, [sp, #32]
	stp	x6, x7, [sp, #48]
	stp	x8, x9, [sp, #64]
	stp	x10, x11, [sp, #80]
	stp	x12, x13, [sp, #96]
	stp	x14, x15, [sp, #112]
	stp	x16, x17, [sp, #128]
	stp	x18, x29, [sp, #144]
	mrs	x0, elr_el1
	mrs	x1, spsr_el1
	str	x30, [sp, #160]
	stp	x0, x1, [sp, #176]
	bl	machine_interrupt
	ldp	x0, x1, [sp, #176]
	msr	elr_el1, x0
	msr	spsr_el1, x1
	ldp	x0, x1, [sp, #0]
	ldp	x2, x3, [sp, #16]
	ldp	x4, x5, [sp, #32]
	ldp	x6, x7, [sp, #48]
	ldp	x8, x9, [sp, #64]
	ldp	x10, x11, [sp, #80]
	ldp	x12, x13, [sp, #96]
	ldp	x14, x15, [sp, #112]
	ldp	x16, x17, [sp, #128]
	ldp	x18, x29, [sp, #144]
	ldr	x30, [sp, #160]
	add	sp, sp, #208
	eret
	// Interrupts and synchronous exceptions at EL1; others stop the CPU.
	.balign	2048
	.globl	machine_vectors
machine_vectors:
	.rept	4
	b	.
	.balign	128
	.endr
	b	machine_exception
	.balign	128
	b	irq
	.balign	128
	.rept	10
	b	.
	.balign	128
	.endr
