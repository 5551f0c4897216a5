/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* All CPUs enter here, at the same time or when CPU 0 starts them, without
   translation of addresses.  It is turned on with two windows that are mapped
   directly: 8 for devices and 9 for memory.  The others wait for CPU 0.  The
   register r21, or another one with the displacement, belongs to the CPU: it is
   not saved with a context, which may continue on another CPU.  */

#define CRMD	0x0
#define PRMD	0x1
#define EUEN	0x2
#define ERA	0x6
#define CPUID	0x20
#define TLBRERA	0x8a
#define DMW0	0x180
#define DMW1	0x181

	.section .text.boot, "ax"
	.globl	_start
_start:	li.d	$r12, 0x8000000000000001	# uncached, level 0
	csrwr	$r12, DMW0
	li.d	$r12, 0x9000000000000011	# cached, level 0
	csrwr	$r12, DMW1
	la.local $r12, 1f			# the high bits do not count yet
	li.d	$r13, 0x9000000000000000
	or	$r12, $r12, $r13
	jirl	$r0, $r12, 0
1:	li.w	$r12, 0xb0			# translation, level 0
	csrwr	$r12, CRMD
	li.w	$r12, 1				# no traps of FP
	csrwr	$r12, EUEN
	csrrd	$r23, CPUID
	la.local $r3, stacks
	addi.d	$r12, $r23, 1
	slli.d	$r12, $r12, 14
	add.d	$r3, $r3, $r12
	move	$r4, $r23
	bnez	$r4, 2f
	bl	machine_main
2:	la.local $r12, machine_started
	add.d	$r12, $r12, $r23
3:	ld.bu	$r13, $r12, 0
	beqz	$r13, 3b
	li.w	$r13, 2
	st.b	$r13, $r12, 0
	dbar	0
	bl	machine_secondary
	.bss
	.balign	16
	.globl	machine_started
machine_started:
	.skip	16
stacks:	.skip	4 << 14

	.text
	.globl	machine_switch
machine_switch:
	addi.d	$r3, $r3, -96
	st.d	$r1, $r3, 0
	st.d	$r22, $r3, 8
	st.d	$r23, $r3, 16
	st.d	$r24, $r3, 24
	st.d	$r25, $r3, 32
	st.d	$r26, $r3, 40
	st.d	$r27, $r3, 48
	st.d	$r28, $r3, 56
	st.d	$r29, $r3, 64
	st.d	$r30, $r3, 72
	st.d	$r31, $r3, 80
	st.d	$r3, $r4, 0
	move	$r3, $r5
	ld.d	$r1, $r3, 0
	ld.d	$r22, $r3, 8
	ld.d	$r23, $r3, 16
	ld.d	$r24, $r3, 24
	ld.d	$r25, $r3, 32
	ld.d	$r26, $r3, 40
	ld.d	$r27, $r3, 48
	ld.d	$r28, $r3, 56
	ld.d	$r29, $r3, 64
	ld.d	$r30, $r3, 72
	ld.d	$r31, $r3, 80
	addi.d	$r3, $r3, 96
	jr	$r1

	# Entered without translation, by an access to an address that is not
	# mapped.  Bit 0 of TLBRERA makes ERTN return from here.
	.balign	4096
	.globl	machine_refill
machine_refill:
	la.local $r12, 1f
	li.d	$r13, 0x9000000000000000
	or	$r12, $r12, $r13
	jirl	$r0, $r12, 0
1:	li.w	$r12, 0xb0
	csrwr	$r12, CRMD
	csrrd	$r12, TLBRERA
	bstrins.d $r12, $r0, 0, 0
	csrwr	$r12, TLBRERA
	bl	machine_exception

	# The registers that a C function may change, and those that another
	# interrupt changes.
	.balign	64
	.globl	machine_vector
machine_vector:
	addi.d	$r3, $r3, -160
	st.d	$r1, $r3, 0
	st.d	$r4, $r3, 8
	st.d	$r5, $r3, 16
	st.d	$r6, $r3, 24
	st.d	$r7, $r3, 32
	st.d	$r8, $r3, 40
	st.d	$r9, $r3, 48
	st.d	$r10, $r3, 56
	st.d	$r11, $r3, 64
	st.d	$r12, $r3, 72
	st.d	$r13, $r3, 80
	st.d	$r14, $r3, 88
	st.d	$r15, $r3, 96
	st.d	$r16, $r3, 104
	st.d	$r17, $r3, 112
	st.d	$r18, $r3, 120
	st.d	$r19, $r3, 128
	st.d	$r20, $r3, 136
	csrrd	$r12, ERA
	csrrd	$r13, PRMD
	st.d	$r12, $r3, 144
	st.d	$r13, $r3, 152
	bl	machine_trap
	ld.d	$r12, $r3, 144
	ld.d	$r13, $r3, 152
	csrwr	$r12, ERA
	csrwr	$r13, PRMD
	ld.d	$r1, $r3, 0
	ld.d	$r4, $r3, 8
	ld.d	$r5, $r3, 16
	ld.d	$r6, $r3, 24
	ld.d	$r7, $r3, 32
	ld.d	$r8, $r3, 40
	ld.d	$r9, $r3, 48
	ld.d	$r10, $r3, 56
	ld.d	$r11, $r3, 64
	ld.d	$r12, $r3, 72
	ld.d	$r13, $r3, 80
	ld.d	$r14, $r3, 88
	ld.d	$r15, $r3, 96
	ld.d	$r16, $r3, 104
	ld.d	$r17, $r3, 112
	ld.d	$r18, $r3, 120
	ld.d	$r19, $r3, 128
	ld.d	$r20, $r3, 136
	addi.d	$r3, $r3, 160
	ertn
	.section .note.GNU-stack, "", @progbits
