/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* The entry of a PVH kernel: 32-bit, flat, without paging.  It maps 4 GiB
   identically and enters long mode.  The other CPUs begin in real mode at
   0x8000, where `tramp' is copied; each takes the next number.  */

	.section .note.pvh, "a"
	.balign	4
	.long	4, 4, 18			# XEN_ELFNOTE_PHYS32_ENTRY
	.asciz	"Xen"
	.long	_start

	.section .text.boot, "ax"
	.code32
	.globl	_start
_start:	cli
	movl	$0, %ebp			# CPU 0
	# page tables: 4 GiB by 2 MiB pages
	movl	$pd, %edi
	movl	$0x83, %eax
	movl	$2048, %ecx
1:	movl	%eax, (%edi)
	movl	$0, 4(%edi)
	addl	$0x200000, %eax
	addl	$8, %edi
	loop	1b
	movl	$pdpt, %edi
	movl	$pd + 3, %eax
	movl	$4, %ecx
1:	movl	%eax, (%edi)
	addl	$4096, %eax
	addl	$8, %edi
	loop	1b
	movl	$pdpt + 3, pml4
	# the trampoline goes to 0x8000
	movl	$tramp, %esi
	movl	$0x8000, %edi
	movl	$tramp_end - tramp, %ecx
	rep	movsb
	lgdt	gdtr
	ljmp	$0x18, $prot			# reload CS in our GDT
prot:	movl	$0x10, %eax
	movl	%eax, %ds
	movl	%eax, %es
	movl	%eax, %ss
	movl	%cr4, %eax
	orl	$0x620, %eax			# PAE, OSFXSR, OSXMMEXCPT
	movl	%eax, %cr4
	movl	$pml4, %eax
	movl	%eax, %cr3
	movl	$0xc0000080, %ecx
	rdmsr
	orl	$0x100, %eax			# LME
	wrmsr
	movl	%cr0, %eax
	andl	$~4, %eax
	orl	$0x80000002, %eax		# PG, MP
	movl	%eax, %cr0
	ljmp	$0x08, $long_
	.code64
long_:	testl	%ebp, %ebp
	jnz	1f
	leaq	stacks + 0x4000(%rip), %rsp
	call	machine_main
1:	movl	$1, %eax			# the next CPU number
	lock xaddl %eax, machine_next_cpu(%rip)
	movl	%eax, %edi
	leaq	stacks(%rip), %rsp
	leal	1(%eax), %eax
	shll	$14, %eax
	addq	%rax, %rsp
	call	machine_secondary

	.globl	machine_switch
machine_switch:
	pushq	%rbp
	pushq	%rbx
	pushq	%r12
	pushq	%r13
	pushq	%r14
	pushq	%r15
	movq	%rsp, (%rdi)
	movq	%rsi, %rsp
	popq	%r15
	popq	%r14
	popq	%r13
	popq	%r12
	popq	%rbx
	popq	%rbp
	ret

	.code16
tramp:	cli
	xorw	%ax, %ax
	movw	%ax, %ds
	movl	$1, %ebp
	lgdtl	0x8000 + (gdtr_copy - tramp)
	movl	%cr0, %eax
	orl	$1, %eax
	movl	%eax, %cr0
	ljmpl	$0x18, $prot
	.balign	8
gdtr_copy: .word 31
	.long	gdt
tramp_end:
	.data
	.balign	8
gdt:	.quad	0, 0x00af9a000000ffff, 0x00cf92000000ffff, 0x00cf9a000000ffff
gdtr:	.word	31
	.long	gdt
	.globl	machine_next_cpu
	.balign	4
machine_next_cpu: .long	1
	.bss
	.balign	4096
pml4:	.skip	4096
pdpt:	.skip	4096
pd:	.skip	4096 * 4
stacks:	.skip	4 << 14
	.section .note.GNU-stack, "", @progbits
