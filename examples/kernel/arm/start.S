/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* The entry in supervisor mode.  It turns the MMU on with an identical map,
   because exclusive accesses want normal memory.  The first MiB and the upper
   half of the addresses are not mapped.  PSCI starts the other CPUs with their
   number in r0.  */

	.syntax	unified
	.arch	armv7-a
	.arm

	.section .text.boot, "ax"
	.globl	_start
	.type	_start, %function
_start:	mov	r4, #0
	b	common
	.globl	machine_secondary_start
	.type	machine_secondary_start, %function
machine_secondary_start:		@ r0 = CPU number (PSCI context id)
	mov	r4, r0
common:	ldr	r1, =stacks
	add	r2, r4, #1
	add	sp, r1, r2, lsl #14
	mrc	p15, 0, r1, c1, c0, 2		@ CPACR: no traps of FP
	orr	r1, r1, #(0xf << 20)
	mcr	p15, 0, r1, c1, c0, 2
	isb
	.fpu	vfpv3-d16
	mov	r1, #0x40000000
	vmsr	fpexc, r1

	@ Sections of 1 MiB: devices up to 1 GiB, then normal shared memory.
	ldr	r1, =table
	cmp	r4, #0
	bne	3f
	mov	r2, #1
1:	lsl	r3, r2, #20
	ldr	r5, =0x00000c02
	cmp	r2, #0x400
	blo	2f
	ldr	r5, =0x00011c0e
2:	orr	r3, r3, r5
	str	r3, [r1, r2, lsl #2]
	add	r2, r2, #1
	cmp	r2, #0x800
	blo	1b
	dsb
3:	mcr	p15, 0, r1, c2, c0, 0		@ TTBR0
	mov	r2, #0
	mcr	p15, 0, r2, c2, c0, 2		@ TTBCR
	mcr	p15, 0, r2, c8, c7, 0		@ TLBIALL
	mvn	r2, #0
	mcr	p15, 0, r2, c3, c0, 0		@ DACR
	dsb
	isb
	mrc	p15, 0, r2, c1, c0, 0		@ SCTLR: M, C, I
	orr	r2, r2, #0x1000
	orr	r2, r2, #5
	mcr	p15, 0, r2, c1, c0, 0
	isb
	mov	r0, r4
	cmp	r0, #0
	bne	4f
	bl	machine_main
4:	bl	machine_secondary
	.ltorg
	.bss
	.balign	16384
table:	.skip	16384
stacks:	.skip	4 << 14

	.text
	.globl	machine_switch
	.type	machine_switch, %function
machine_switch:
	push	{r3-r11, lr}
	str	sp, [r0]
	mov	sp, r1
	pop	{r3-r11, pc}

	@ The registers that a C function may change, and those that another
	@ interrupt changes, on the stack of supervisor mode.  An exclusive load
	@ of the interrupt must not count for the exclusive store of the code it
	@ has interrupted: clrex.
irq:	sub	lr, lr, #4
	srsdb	sp!, #0x13
	cps	#0x13
	push	{r0-r3, r12, lr}
	and	r1, sp, #4
	sub	sp, sp, r1
	push	{r1, r2}
	bl	machine_interrupt
	pop	{r1, r2}
	add	sp, sp, r1
	pop	{r0-r3, r12, lr}
	clrex
	rfeia	sp!

	@ Undefined instructions and aborts.
exception:
	cps	#0x13
	b	machine_exception

	@ The other exceptions stop the CPU.
	.balign	32
	.globl	machine_vectors
machine_vectors:
	b	.
	b	exception
	b	.
	b	exception
	b	exception
	b	.
	b	irq
	b	.
	.section .note.GNU-stack, "", %progbits
