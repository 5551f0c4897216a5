/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* OpenSBI enters in supervisor mode, without paging, with the hart in a0; the
   other CPUs have their number in a1.  The register tp belongs to the CPU: it
   is not saved with a context, which may continue on another CPU.  */

	.section .text.boot, "ax"
	.globl	_start
_start:	la	t0, machine_boot_hart
	sd	a0, 0(t0)
	li	a1, 0
	.globl	machine_secondary_start
machine_secondary_start:
	la	sp, stacks
	addi	t0, a1, 1
	slli	t0, t0, 14
	add	sp, sp, t0
	li	t1, 0x6000			# sstatus.FS: no traps of FP
	csrs	sstatus, t1
	mv	a0, a1
	bnez	a0, 1f
	call	machine_main
1:	call	machine_secondary
	.data
	.balign	8
	.globl	machine_boot_hart
machine_boot_hart:
	.quad	0
	.bss
	.balign	16
stacks:	.skip	4 << 14

	.text
	.globl	machine_switch
machine_switch:
	addi	sp, sp, -112
	sd	ra, 0(sp)
	sd	s0, 8(sp)
	sd	s1, 16(sp)
	sd	s2, 24(sp)
	sd	s3, 32(sp)
	sd	s4, 40(sp)
	sd	s5, 48(sp)
	sd	s6, 56(sp)
	sd	s7, 64(sp)
	sd	s8, 72(sp)
	sd	s9, 80(sp)
	sd	s10, 88(sp)
	sd	s11, 96(sp)
	sd	sp, 0(a0)
	mv	sp, a1
	ld	ra, 0(sp)
	ld	s0, 8(sp)
	ld	s1, 16(sp)
	ld	s2, 24(sp)
	ld	s3, 32(sp)
	ld	s4, 40(sp)
	ld	s5, 48(sp)
	ld	s6, 56(sp)
	ld	s7, 64(sp)
	ld	s8, 72(sp)
	ld	s9, 80(sp)
	ld	s10, 88(sp)
	ld	s11, 96(sp)
	addi	sp, sp, 112
	ret

	# The registers that a C function may change, and those that another
	# interrupt changes.
	.balign	4
	.globl	machine_vector
machine_vector:
	addi	sp, sp, -144
	sd	ra, 0(sp)
	sd	t0, 8(sp)
	sd	t1, 16(sp)
	sd	t2, 24(sp)
	sd	t3, 32(sp)
	sd	t4, 40(sp)
	sd	t5, 48(sp)
	sd	t6, 56(sp)
	sd	a0, 64(sp)
	sd	a1, 72(sp)
	sd	a2, 80(sp)
	sd	a3, 88(sp)
	sd	a4, 96(sp)
	sd	a5, 104(sp)
	sd	a6, 112(sp)
	sd	a7, 120(sp)
	csrr	t0, sepc
	csrr	t1, sstatus
	sd	t0, 128(sp)
	sd	t1, 136(sp)
	csrr	a0, scause
	call	machine_trap
	ld	t0, 128(sp)
	ld	t1, 136(sp)
	# A reservation of the interrupt must not be that of the code it has
	# interrupted: sc.d ends it.
	addi	t2, sp, 128
	sc.d	zero, t0, 0(t2)
	csrw	sepc, t0
	csrw	sstatus, t1
	ld	ra, 0(sp)
	ld	t0, 8(sp)
	ld	t1, 16(sp)
	ld	t2, 24(sp)
	ld	t3, 32(sp)
	ld	t4, 40(sp)
	ld	t5, 48(sp)
	ld	t6, 56(sp)
	ld	a0, 64(sp)
	ld	a1, 72(sp)
	ld	a2, 80(sp)
	ld	a3, 88(sp)
	ld	a4, 96(sp)
	ld	a5, 104(sp)
	ld	a6, 112(sp)
	ld	a7, 120(sp)
	addi	sp, sp, 144
	sret
	.section .note.GNU-stack, "", @progbits
