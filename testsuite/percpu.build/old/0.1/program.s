# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: The percpu authors
	.file	"program.c"
	.text
#APP
	.globl __percpu_image
#NO_APP
	.p2align 4
	.type	release, @function
release:
.LFB50:
	.cfi_startproc
	addl	$1, released(%rip)
	ret
	.cfi_endproc
.LFE50:
	.size	release, .-release
	.section	.rodata.str1.8,"aMS",@progbits,1
	.align 8
.LC0:
	.string	"testsuite/percpu.build/old/program.c"
	.section	.rodata.str1.1,"aMS",@progbits,1
.LC1:
	.string	"cell"
	.text
	.p2align 4
	.type	work, @function
work:
.LFB52:
	.cfi_startproc
	pushq	%r13
	.cfi_def_cfa_offset 16
	.cfi_offset 13, -16
	pushq	%r12
	.cfi_def_cfa_offset 24
	.cfi_offset 12, -24
	movq	%rdi, %r12
	pushq	%rbp
	.cfi_def_cfa_offset 32
	.cfi_offset 6, -32
	xorl	%ebp, %ebp
	pushq	%rbx
	.cfi_def_cfa_offset 40
	.cfi_offset 3, -40
	subq	$24, %rsp
	.cfi_def_cfa_offset 64
	movq	__percpu_rseq_offset(%rip), %rbx
	.p2align 4,,10
	.p2align 3
.L8:
#APP
# 81 "testsuite/percpu.build/old/program.c" 1
	.pushsection	__rseq_cs,"aw"
	.balign	32
3:	.long	0, 0
	.quad	1f, 2f - 1f, 4f
	.quad	0f, 0
	.popsection
0:	leaq	3b(%rip), %r11
	movq	%r11, %fs:8(%rbx)
1:	movl	%fs:4(%rbx), %r11d
	cmpl	%r11d, %gs:__percpu_tag(%rip)
	jne	5f
	incq	%gs:hits(%rip)
2:
	.pushsection	.text.percpu_cold,"ax"
	.cfi_startproc
	.cfi_def_cfa	7, 0
	.quad	0b - .
	.byte	0x0f, 0xb9, 0x3d
	.long	0x53053053
	.type	__percpu_cold_35, @function
__percpu_cold_35:
4:	.cfi_escape	0x16, 16, 6, 0x80, 0x71, 6, 0x80, 0x71, 0x22
	leaq	3b(%rip), %r11
	.cfi_escape	0x10, 16, 2, 0x7b, 0x20
	jmp	__percpu_abort
5:	.cfi_escape	0x16, 16, 6, 0x80, 0x65, 6, 0x80, 0x65, 0x22
	leaq	3b(%rip), %r11
	.cfi_escape	0x10, 16, 2, 0x7b, 0x20
	jmp	__percpu_cold
	.size	__percpu_cold_35, . - __percpu_cold_35
	.cfi_endproc
	.popsection
# 0 "" 2
# 82 "testsuite/percpu.build/old/program.c" 1
	.pushsection	__rseq_cs,"aw"
	.balign	32
3:	.long	0, 0
	.quad	1f, 2f - 1f, 4f
	.quad	0f, 0
	.popsection
0:	leaq	3b(%rip), %r11
	movq	%r11, %fs:8(%rbx)
1:	movl	%fs:4(%rbx), %r11d
	cmpl	%r11d, %gs:__percpu_tag(%rip)
	jne	5f
	movb	$1, %gs:zeros+8191(%rip)
2:
	.pushsection	.text.percpu_cold,"ax"
	.cfi_startproc
	.cfi_def_cfa	7, 0
	.quad	0b - .
	.byte	0x0f, 0xb9, 0x3d
	.long	0x53053053
	.type	__percpu_cold_36, @function
__percpu_cold_36:
4:	.cfi_escape	0x16, 16, 6, 0x80, 0x71, 6, 0x80, 0x71, 0x22
	leaq	3b(%rip), %r11
	.cfi_escape	0x10, 16, 2, 0x7b, 0x20
	jmp	__percpu_abort
5:	.cfi_escape	0x16, 16, 6, 0x80, 0x65, 6, 0x80, 0x65, 0x22
	leaq	3b(%rip), %r11
	.cfi_escape	0x10, 16, 2, 0x7b, 0x20
	jmp	__percpu_cold
	.size	__percpu_cold_36, . - __percpu_cold_36
	.cfi_endproc
	.popsection
# 0 "" 2
#NO_APP
	call	percpu_guard_enter
	movq	%rax, (%rsp)
	addq	$guarded, %rax
	movq	%rdx, 8(%rsp)
	addq	$1, (%rax)
	movq	(%rsp), %rax
	addq	$cell, %rax
	movl	(%rax), %ecx
	testl	%ecx, %ecx
	je	.L4
	movl	$88, %edx
	movl	$.LC0, %esi
	movl	$.LC1, %edi
	call	__percpu_cell_refuse
	.p2align 4,,10
	.p2align 3
.L4:
	addl	$1, 4(%rax)
	movq	%rsp, %rdi
	movl	$0, (%rax)
	call	percpu_guard_leave
	movl	$lock, %edi
	call	percpu_lock_this
	movl	%eax, %edi
	movl	%eax, %r13d
	call	__percpu_displacement
	movl	%r13d, %esi
	movl	$lock, %edi
	addq	$locked, %rax
	addq	$1, (%rax)
	call	percpu_lock_leave
	movl	$rwlock, %edi
	call	percpu_rwlock_read_enter
	movl	$rwlock, %edi
	call	percpu_rwlock_read_leave
	imull	$-1030792151, %ebp, %eax
	rorl	$2, %eax
	cmpl	$42949672, %eax
	jbe	.L17
.L5:
	movl	$1, %esi
	movl	$ref, %edi
	call	percpu_ref_get_many
	movq	counter+8(%rip), %rdx
	movl	$2, %eax
	movq	counter(%rip), %rcx
#APP
# 298 "runtime/include/percpu/counter.h" 1
	.pushsection	__rseq_cs,"aw"
	.balign	32
3:	.long	0, 0
	.quad	1f, 2f - 1f, 4f
	.quad	0f, 0
	.popsection
0:	leaq	3b(%rip), %r11
	movq	%r11, %fs:8(%rbx)
1:	movl	%fs:4(%rbx), %r11d
	cmpl	%r11d, %gs:__percpu_tag(%rip)
	jne	5f
	xaddq	%rax, %gs:(%rcx)
2:
	.pushsection	.text.percpu_cold,"ax"
	.cfi_startproc
	.cfi_def_cfa	7, 0
	.quad	0b - .
	.byte	0x0f, 0xb9, 0x3d
	.long	0x53053053
	.type	__percpu_cold_91, @function
__percpu_cold_91:
4:	.cfi_escape	0x16, 16, 6, 0x80, 0x71, 6, 0x80, 0x71, 0x22
	leaq	3b(%rip), %r11
	.cfi_escape	0x10, 16, 2, 0x7b, 0x20
	jmp	__percpu_abort
5:	.cfi_escape	0x16, 16, 6, 0x80, 0x65, 6, 0x80, 0x65, 0x22
	leaq	3b(%rip), %r11
	.cfi_escape	0x10, 16, 2, 0x7b, 0x20
	jmp	__percpu_cold
	.size	__percpu_cold_91, . - __percpu_cold_91
	.cfi_endproc
	.popsection
# 0 "" 2
#NO_APP
	movq	%rdx, %rsi
	movq	%rdx, %rcx
	shrq	%rsi
	negq	%rcx
	leaq	2(%rsi,%rax), %rdx
	addq	%rsi, %rax
	andq	%rcx, %rdx
	andq	%rcx, %rax
	subq	%rax, %rdx
	jne	.L18
.L7:
	movl	$1, %esi
	movl	$ref, %edi
	addl	$1, %ebp
	call	percpu_ref_put_many
	cmpl	$2000, %ebp
	jne	.L8
	addq	$24, %rsp
	.cfi_remember_state
	.cfi_def_cfa_offset 40
	movq	%r12, %rax
	popq	%rbx
	.cfi_def_cfa_offset 32
	popq	%rbp
	.cfi_def_cfa_offset 24
	popq	%r12
	.cfi_def_cfa_offset 16
	popq	%r13
	.cfi_def_cfa_offset 8
	ret
	.p2align 4,,10
	.p2align 3
.L17:
	.cfi_restore_state
	movl	$rwlock, %edi
	call	percpu_rwlock_write_enter
	movl	$rwlock, %edi
	addq	$1, written(%rip)
	call	percpu_rwlock_write_leave
	movl	$16, %edi
	call	malloc
	movl	$list, %edi
	movl	$7, 8(%rax)
	movq	%rax, %r13
	movq	%rax, %rsi
	call	percpu_list_push
	movl	$64, %edx
	movq	%r13, %rsi
	movl	$stack, %edi
	call	__percpu_stack_push
	testb	%al, %al
	jne	.L19
.L6:
	movl	$list, %edi
	call	percpu_list_pop
	jmp	.L5
	.p2align 4,,10
	.p2align 3
.L19:
	movl	$stack, %edi
	call	__percpu_stack_pop
	jmp	.L6
	.p2align 4,,10
	.p2align 3
.L18:
	lock addq	%rdx, counter+72(%rip)
	jmp	.L7
	.cfi_endproc
.LFE52:
	.size	work, .-work
	.section	.rodata.str1.8
	.align 8
.LC2:
	.string	"percpu_ptr of a pointer at testsuite/percpu.build/old/program.c:185"
	.align 8
.LC3:
	.string	"percpu_sum (hits) == 3ul * possible"
	.section	.rodata.str1.1
.LC4:
	.string	"line %d: %s\n"
	.section	.rodata.str1.8
	.align 8
.LC5:
	.string	"percpu_counter_init (&counter, 1) == 0"
	.align 8
.LC6:
	.string	"percpu_ref_init (&ref, release, PERCPU_REF_ALLOW_REINIT) == 0"
	.align 8
.LC7:
	.string	"pthread_create (&thread[i], NULL, work, NULL) == 0"
	.align 8
.LC8:
	.string	"pthread_join (thread[i], NULL) == 0"
	.align 8
.LC9:
	.string	"percpu_ptr of a pointer at testsuite/percpu.build/old/program.c:192"
	.align 8
.LC10:
	.string	"percpu_sum (guarded) == THREADS * TURNS"
	.align 8
.LC11:
	.string	"percpu_ptr of a pointer at testsuite/percpu.build/old/program.c:193"
	.align 8
.LC12:
	.string	"percpu_sum (locked) == THREADS * TURNS"
	.align 8
.LC13:
	.string	"written == THREADS * TURNS / 100"
	.align 8
.LC14:
	.string	"percpu_counter_sum (&counter) == 1 + 2 * THREADS * TURNS"
	.section	.rodata.str1.1
.LC15:
	.string	"released == 1"
.LC16:
	.string	"released == 2"
	.section	.rodata.str1.8
	.align 8
.LC17:
	.string	"percpu_list_drain (&list) == &item.node"
	.align 8
.LC18:
	.string	"!percpu_lock_try_cpu (&lock, percpu_cpu_next (0))"
	.section	.rodata.str1.1
.LC19:
	.string	"p && q"
	.section	.rodata.str1.8
	.align 8
.LC20:
	.string	"percpu_ptr of a pointer at testsuite/percpu.build/old/program.c:121"
	.align 8
.LC21:
	.string	"percpu_sum (*p) == 4 && *q == 9"
	.align 8
.LC22:
	.string	"p at testsuite/percpu.build/old/program.c:122"
	.section	.rodata.str1.1
.LC23:
	.string	"percpu_retain (p)"
	.section	.rodata.str1.8
	.align 8
.LC24:
	.string	"shared at testsuite/percpu.build/old/program.c:124"
	.align 8
.LC25:
	.string	"percpu_ptr of a pointer at testsuite/percpu.build/old/program.c:125"
	.section	.rodata.str1.1
.LC26:
	.string	"percpu_sum (*p) == 4"
	.section	.rodata.str1.8
	.align 8
.LC27:
	.string	"percpu_pointer_info (p, &info) == 0 && info.kind == PERCPU_ADDRESS_DYNAMIC && info.start == (uintptr_t) p && info.size >= sizeof (long)"
	.align 8
.LC28:
	.string	"p at testsuite/percpu.build/old/program.c:129"
	.align 8
.LC29:
	.string	"q at testsuite/percpu.build/old/program.c:130"
	.align 8
.LC30:
	.string	"!p && percpu_alloc_error () == PERCPU_ESIZE"
	.align 8
.LC31:
	.string	"p at testsuite/percpu.build/old/program.c:133"
	.align 8
.LC32:
	.string	"percpu_stats_get (&stats, sizeof stats) == 0 && stats.images == 1 && stats.cpus > 0 && stats.area_size == percpu_area_size ()"
	.align 8
.LC33:
	.string	"percpu_address_info (percpu_ptr (&hits, cpu), &info) == 0 && info.kind == PERCPU_ADDRESS_VARIABLE && info.cpu == cpu"
	.align 8
.LC34:
	.string	"percpu_cpu_possible (cpu) && cpu < percpu_nr_cpus () && percpu_area_base (cpu) && percpu_area_resident (cpu) > 0"
	.section	.rodata.str1.1
.LC35:
	.string	"no error"
	.section	.rodata.str1.8
	.align 8
.LC36:
	.string	"strcmp (percpu_strerror (PERCPU_OK), \"no error\") == 0"
	.align 8
.LC37:
	.string	"percpu_version ()[0] != '\\0' && percpu_mode_name (percpu_mode ())[0] != '\\0'"
	.align 8
.LC38:
	.string	"percpu_bound_cpu () == cpu && !percpu_preemptible ()"
	.align 8
.LC39:
	.string	"percpu_this_ptr of hits at testsuite/percpu.build/old/program.c:157"
	.align 8
.LC40:
	.string	"percpu_unbind () == 0 && percpu_bound_cpu () == PERCPU_EUNBOUND"
	.align 8
.LC41:
	.string	"percpu_ptr of a pointer at testsuite/percpu.build/old/program.c:215"
	.align 8
.LC42:
	.string	"percpu_sum (hits) >= 3ul * possible"
	.section	.rodata.str1.1
.LC43:
	.string	"all is well"
	.section	.text.startup,"ax",@progbits
	.p2align 4
	.globl	main
	.type	main, @function
main:
.LFB57:
	.cfi_startproc
	pushq	%r15
	.cfi_def_cfa_offset 16
	.cfi_offset 15, -16
	pushq	%r14
	.cfi_def_cfa_offset 24
	.cfi_offset 14, -24
	pushq	%r13
	.cfi_def_cfa_offset 32
	.cfi_offset 13, -32
	pushq	%r12
	.cfi_def_cfa_offset 40
	.cfi_offset 12, -40
	pushq	%rbp
	.cfi_def_cfa_offset 48
	.cfi_offset 6, -48
	pushq	%rbx
	.cfi_def_cfa_offset 56
	.cfi_offset 3, -56
	subq	$232, %rsp
	.cfi_def_cfa_offset 288
	call	percpu_nr_cpus
	xorl	%edi, %edi
	movl	%eax, %ebx
	call	percpu_cpu_next
	cmpl	%ebx, %eax
	jnb	.L88
	xorl	%r12d, %r12d
	.p2align 4,,10
	.p2align 3
.L22:
	leal	1(%rax), %edi
	addl	$1, %r12d
	call	percpu_cpu_next
	cmpl	%ebx, %eax
	jb	.L22
.L21:
	xorl	%ebx, %ebx
	xorl	%ebp, %ebp
	jmp	.L23
	.p2align 4,,10
	.p2align 3
.L24:
	movl	$2, %edx
	movl	$.LC2, %esi
	movl	$hits, %edi
	call	__percpu_hardened
	movl	%ebx, %edi
	addl	$1, %ebx
	call	__percpu_displacement_read
	addq	$hits, %rax
	movq	(%rax), %rax
	addq	%rax, %rbp
.L23:
	call	percpu_nr_cpus
	movl	%ebx, %edi
	movl	%eax, %r13d
	call	percpu_cpu_next
	movl	%eax, %ebx
	cmpl	%r13d, %eax
	jb	.L24
	leaq	(%r12,%r12,2), %rax
	movq	%rax, 8(%rsp)
	cmpq	%rbp, %rax
	je	.L25
	movl	$.LC3, %edx
	movl	$185, %esi
	movl	$.LC4, %edi
	xorl	%eax, %eax
	call	printf
	lock addl	$1, failed(%rip)
.L25:
	movl	$1, %edx
	movl	$1, %esi
	movl	$counter, %edi
	call	percpu_counter_init_many
	testl	%eax, %eax
	jne	.L143
.L26:
	movl	$4, %edx
	movl	$release, %esi
	movl	$ref, %edi
	call	percpu_ref_init
	testl	%eax, %eax
	jne	.L144
.L27:
	leaq	32(%rsp), %rbx
	leaq	64(%rsp), %r12
	movq	%rbx, %rbp
	jmp	.L29
	.p2align 4,,10
	.p2align 3
.L28:
	addq	$8, %rbp
	cmpq	%r12, %rbp
	je	.L31
.L29:
	xorl	%ecx, %ecx
	xorl	%esi, %esi
	movl	$work, %edx
	movq	%rbp, %rdi
	call	pthread_create
	testl	%eax, %eax
	je	.L28
	movl	$.LC7, %edx
	movl	$189, %esi
	movl	$.LC4, %edi
	xorl	%eax, %eax
	call	printf
	lock addl	$1, failed(%rip)
	addq	$8, %rbp
	cmpq	%r12, %rbp
	jne	.L29
	.p2align 4,,10
	.p2align 3
.L31:
	movq	(%rbx), %rdi
	xorl	%esi, %esi
	call	pthread_join
	testl	%eax, %eax
	jne	.L145
.L30:
	addq	$8, %rbx
	cmpq	%r12, %rbx
	jne	.L31
	xorl	%ebx, %ebx
	xorl	%ebp, %ebp
	jmp	.L32
	.p2align 4,,10
	.p2align 3
.L33:
	movl	$2, %edx
	movl	$.LC9, %esi
	movl	$guarded, %edi
	call	__percpu_hardened
	movl	%ebx, %edi
	addl	$1, %ebx
	call	__percpu_displacement_read
	addq	$guarded, %rax
	movq	(%rax), %rax
	addq	%rax, %rbp
.L32:
	call	percpu_nr_cpus
	movl	%ebx, %edi
	movl	%eax, %r13d
	call	percpu_cpu_next
	movl	%eax, %ebx
	cmpl	%r13d, %eax
	jb	.L33
	cmpq	$8000, %rbp
	je	.L34
	movl	$.LC10, %edx
	movl	$192, %esi
	movl	$.LC4, %edi
	xorl	%eax, %eax
	call	printf
	lock addl	$1, failed(%rip)
.L34:
	xorl	%ebx, %ebx
	xorl	%ebp, %ebp
	jmp	.L35
	.p2align 4,,10
	.p2align 3
.L36:
	movl	$2, %edx
	movl	$.LC11, %esi
	movl	$locked, %edi
	call	__percpu_hardened
	movl	%ebx, %edi
	addl	$1, %ebx
	call	__percpu_displacement_read
	addq	$locked, %rax
	movq	(%rax), %rax
	addq	%rax, %rbp
.L35:
	call	percpu_nr_cpus
	movl	%ebx, %edi
	movl	%eax, %r13d
	call	percpu_cpu_next
	movl	%eax, %ebx
	cmpl	%r13d, %eax
	jb	.L36
	cmpq	$8000, %rbp
	je	.L37
	movl	$.LC12, %edx
	movl	$193, %esi
	movl	$.LC4, %edi
	xorl	%eax, %eax
	call	printf
	lock addl	$1, failed(%rip)
.L37:
	cmpq	$80, written(%rip)
	je	.L38
	movl	$.LC13, %edx
	movl	$194, %esi
	movl	$.LC4, %edi
	xorl	%eax, %eax
	call	printf
	lock addl	$1, failed(%rip)
.L38:
	movl	$counter, %edi
	call	percpu_counter_sum
	cmpq	$16001, %rax
	je	.L39
	movl	$.LC14, %edx
	movl	$195, %esi
	movl	$.LC4, %edi
	xorl	%eax, %eax
	call	printf
	lock addl	$1, failed(%rip)
.L39:
	movl	$1, %esi
	movl	$counter, %edi
	call	percpu_counter_destroy_many
	xorl	%esi, %esi
	movl	$ref, %edi
	call	percpu_ref_kill_and_confirm
	cmpl	$1, released(%rip)
	je	.L40
	movl	$.LC15, %edx
	movl	$198, %esi
	movl	$.LC4, %edi
	xorl	%eax, %eax
	call	printf
	lock addl	$1, failed(%rip)
.L40:
	movl	$ref, %edi
	call	percpu_ref_reinit
	movl	$ref, %edi
	call	percpu_ref_switch_to_atomic
	movl	$ref, %edi
	call	percpu_ref_switch_to_percpu
	xorl	%esi, %esi
	movl	$ref, %edi
	call	percpu_ref_kill_and_confirm
	cmpl	$2, released(%rip)
	je	.L41
	movl	$.LC16, %edx
	movl	$203, %esi
	movl	$.LC4, %edi
	xorl	%eax, %eax
	call	printf
	lock addl	$1, failed(%rip)
.L41:
	movl	$ref, %edi
	leaq	16(%rsp), %rbx
	call	percpu_ref_exit
	movl	$list, %edi
	call	percpu_list_drain
	movl	$list, %edi
	movq	%rbx, %rsi
	call	percpu_list_push
	movl	$list, %edi
	call	percpu_list_drain
	cmpq	%rax, %rbx
	je	.L42
	movl	$.LC17, %edx
	movl	$207, %esi
	movl	$.LC4, %edi
	xorl	%eax, %eax
	call	printf
	lock addl	$1, failed(%rip)
.L42:
	xorl	%edi, %edi
	call	percpu_cpu_next
	movl	$lock, %edi
	movl	%eax, %esi
	call	percpu_lock_cpu
	xorl	%edi, %edi
	call	percpu_cpu_next
	movl	$lock, %edi
	movl	%eax, %esi
	call	percpu_lock_try_cpu
	testb	%al, %al
	jne	.L146
.L43:
	xorl	%edi, %edi
	call	percpu_cpu_next
	movl	$lock, %edi
	movl	%eax, %esi
	call	percpu_lock_leave
	xorl	%edx, %edx
	movl	$8, %esi
	movl	$8, %edi
	call	__percpu_alloc
	movl	$nine.1, %edx
	movl	$8, %esi
	movl	$8, %edi
	movq	%rax, %rbp
	call	__percpu_alloc_value
	movq	%rax, %r13
	testq	%rbp, %rbp
	je	.L89
	testq	%rax, %rax
	je	.L89
.L44:
	movq	__percpu_rseq_offset(%rip), %rax
#APP
# 120 "testsuite/percpu.build/old/program.c" 1
	.pushsection	__rseq_cs,"aw"
	.balign	32
3:	.long	0, 0
	.quad	1f, 2f - 1f, 4f
	.quad	0f, 0
	.popsection
0:	leaq	3b(%rip), %r11
	movq	%r11, %fs:8(%rax)
1:	movl	%fs:4(%rax), %r11d
	cmpl	%r11d, %gs:__percpu_tag(%rip)
	jne	5f
	addq	$4, %gs:0(%rbp)
2:
	.pushsection	.text.percpu_cold,"ax"
	.cfi_startproc
	.cfi_def_cfa	7, 0
	.quad	0b - .
	.byte	0x0f, 0xb9, 0x3d
	.long	0x53053053
	.type	__percpu_cold_517, @function
__percpu_cold_517:
4:	.cfi_escape	0x16, 16, 6, 0x80, 0x71, 6, 0x80, 0x71, 0x22
	leaq	3b(%rip), %r11
	.cfi_escape	0x10, 16, 2, 0x7b, 0x20
	jmp	__percpu_abort
5:	.cfi_escape	0x16, 16, 6, 0x80, 0x65, 6, 0x80, 0x65, 0x22
	leaq	3b(%rip), %r11
	.cfi_escape	0x10, 16, 2, 0x7b, 0x20
	jmp	__percpu_cold
	.size	__percpu_cold_517, . - __percpu_cold_517
	.cfi_endproc
	.popsection
# 0 "" 2
#NO_APP
	xorl	%ebx, %ebx
	xorl	%r15d, %r15d
	jmp	.L46
	.p2align 4,,10
	.p2align 3
.L47:
	movl	$2, %edx
	movl	$.LC20, %esi
	movq	%rbp, %rdi
	call	__percpu_hardened
	movl	%ebx, %edi
	addl	$1, %ebx
	call	__percpu_displacement_read
	addq	%rbp, %rax
	movq	(%rax), %rax
	addq	%rax, %r15
.L46:
	call	percpu_nr_cpus
	movl	%ebx, %edi
	movl	%eax, %r14d
	call	percpu_cpu_next
	movl	%eax, %ebx
	cmpl	%r14d, %eax
	jb	.L47
	cmpq	$4, %r15
	jne	.L48
	movq	__percpu_rseq_offset(%rip), %rax
#APP
# 121 "testsuite/percpu.build/old/program.c" 1
	0:	movl	%fs:4(%rax), %r11d
	cmpl	%r11d, %gs:__percpu_tag(%rip)
	jne	5f
	movq	%gs:0(%r13), %rax
	.pushsection	.text.percpu_cold,"ax"
	.cfi_startproc
	.cfi_def_cfa	7, 0
	.quad	0b - .
	.type	__percpu_cold_550, @function
__percpu_cold_550:
5:	.cfi_escape	0x16, 16, 6, 0x80, 0x78, 6, 0x80, 0x78, 0x22
	leaq	0b(%rip), %r11
	.cfi_register	16, 11
	jmp	__percpu_cold_load
	.size	__percpu_cold_550, . - __percpu_cold_550
	.cfi_endproc
	.popsection
# 0 "" 2
#NO_APP
	cmpq	$9, %rax
	je	.L49
.L48:
	movl	$.LC21, %edx
	movl	$121, %esi
	movl	$.LC4, %edi
	xorl	%eax, %eax
	call	printf
	lock addl	$1, failed(%rip)
.L49:
	movl	$.LC22, %esi
	movq	%rbp, %rdi
	call	__percpu_retain
	testb	%al, %al
	je	.L147
.L50:
	movq	%rbp, shared.0(%rip)
	movq	shared.0(%rip), %rbx
	movl	$.LC24, %esi
	movq	%rbx, %rdi
	call	__percpu_release
	testb	%al, %al
	jne	.L148
.L51:
	xorl	%ebx, %ebx
	xorl	%r15d, %r15d
	jmp	.L52
	.p2align 4,,10
	.p2align 3
.L53:
	movl	$2, %edx
	movl	$.LC25, %esi
	movq	%rbp, %rdi
	call	__percpu_hardened
	movl	%ebx, %edi
	addl	$1, %ebx
	call	__percpu_displacement_read
	addq	%rbp, %rax
	movq	(%rax), %rax
	addq	%rax, %r15
.L52:
	call	percpu_nr_cpus
	movl	%ebx, %edi
	movl	%eax, %r14d
	call	percpu_cpu_next
	movl	%eax, %ebx
	cmpl	%r14d, %eax
	jb	.L53
	cmpq	$4, %r15
	je	.L54
	movl	$.LC26, %edx
	movl	$125, %esi
	movl	$.LC4, %edi
	xorl	%eax, %eax
	call	printf
	lock addl	$1, failed(%rip)
.L54:
	leaq	112(%rsp), %rsi
	movq	%rbp, %rdi
	call	percpu_pointer_info
	testl	%eax, %eax
	jne	.L55
	cmpl	$2, 112(%rsp)
	je	.L149
.L55:
	movl	$.LC27, %edx
	movl	$126, %esi
	movl	$.LC4, %edi
	xorl	%eax, %eax
	call	printf
	lock addl	$1, failed(%rip)
.L56:
	movl	$.LC28, %esi
	movq	%rbp, %rdi
	call	__percpu_free
	movl	$.LC29, %esi
	movq	%r13, %rdi
	call	__percpu_free
	xorl	%edx, %edx
	movl	$1, %esi
	xorl	%edi, %edi
	call	__percpu_alloc
	movq	%rax, %rbx
	testq	%rax, %rax
	je	.L57
.L59:
	movl	$.LC30, %edx
	movl	$132, %esi
	movl	$.LC4, %edi
	xorl	%eax, %eax
	call	printf
	lock addl	$1, failed(%rip)
.L58:
	movl	$.LC31, %esi
	movq	%rbx, %rdi
	call	__percpu_free
	xorl	%edi, %edi
	call	percpu_cpu_next
	movl	$104, %esi
	leaq	112(%rsp), %rdi
	movl	%eax, %ebx
	call	percpu_stats_get
	testl	%eax, %eax
	jne	.L62
	cmpl	$1, 124(%rsp)
	je	.L150
.L62:
	movl	$.LC32, %edx
	movl	$143, %esi
	movl	$.LC4, %edi
	xorl	%eax, %eax
	call	printf
	lock addl	$1, failed(%rip)
.L61:
	movl	%ebx, %edi
	call	__percpu_displacement
	movq	%r12, %rsi
	leaq	hits(%rax), %rdi
	call	percpu_address_info
	testl	%eax, %eax
	jne	.L63
	cmpl	$1, 64(%rsp)
	je	.L151
.L63:
	movl	$.LC33, %edx
	movl	$145, %esi
	movl	$.LC4, %edi
	xorl	%eax, %eax
	call	printf
	lock addl	$1, failed(%rip)
.L64:
	movl	%ebx, %edi
	call	percpu_cpu_possible
	testb	%al, %al
	je	.L67
	call	percpu_nr_cpus
	cmpl	%eax, %ebx
	jb	.L152
.L67:
	movl	$.LC34, %edx
	movl	$147, %esi
	movl	$.LC4, %edi
	xorl	%eax, %eax
	call	printf
	lock addl	$1, failed(%rip)
.L66:
	xorl	%edi, %edi
	call	percpu_strerror
	movl	$.LC35, %esi
	movq	%rax, %rdi
	call	strcmp
	testl	%eax, %eax
	jne	.L153
.L68:
	call	percpu_version
	cmpb	$0, (%rax)
	je	.L71
	call	percpu_mode
	movl	%eax, %edi
	call	percpu_mode_name
	cmpb	$0, (%rax)
	je	.L71
.L70:
	xorl	%edi, %edi
	movl	$-1, %ebp
	call	percpu_cpu_next
	movl	%eax, %ebx
	jmp	.L72
	.p2align 4,,10
	.p2align 3
.L154:
	testl	%ebp, %ebp
	jns	.L76
	movl	%ebx, %edi
	call	percpu_bind
	leal	1(%rbx), %edi
	testl	%eax, %eax
	cmove	%ebx, %ebp
	call	percpu_cpu_next
	movl	%eax, %ebx
.L72:
	call	percpu_nr_cpus
	cmpl	%eax, %ebx
	jb	.L154
	testl	%ebp, %ebp
	jns	.L76
.L77:
	movl	$8, %esi
	movl	$hits, %edi
	xorl	%ebx, %ebx
	xorl	%ebp, %ebp
	call	__percpu_reset
	jmp	.L84
	.p2align 4,,10
	.p2align 3
.L85:
	movl	$2, %edx
	movl	$.LC41, %esi
	movl	$hits, %edi
	call	__percpu_hardened
	movl	%ebx, %edi
	addl	$1, %ebx
	call	__percpu_displacement_read
	addq	$hits, %rax
	movq	(%rax), %rax
	addq	%rax, %rbp
.L84:
	call	percpu_nr_cpus
	movl	%ebx, %edi
	movl	%eax, %r12d
	call	percpu_cpu_next
	movl	%eax, %ebx
	cmpl	%r12d, %eax
	jb	.L85
	movq	8(%rsp), %rax
	cmpq	%rax, %rbp
	jb	.L155
.L86:
	movl	failed(%rip), %eax
	testl	%eax, %eax
	je	.L156
.L87:
	testl	%eax, %eax
	setne	%al
	addq	$232, %rsp
	.cfi_remember_state
	.cfi_def_cfa_offset 56
	popq	%rbx
	.cfi_def_cfa_offset 48
	movzbl	%al, %eax
	popq	%rbp
	.cfi_def_cfa_offset 40
	popq	%r12
	.cfi_def_cfa_offset 32
	popq	%r13
	.cfi_def_cfa_offset 24
	popq	%r14
	.cfi_def_cfa_offset 16
	popq	%r15
	.cfi_def_cfa_offset 8
	ret
	.p2align 4,,10
	.p2align 3
.L71:
	.cfi_restore_state
	movl	$.LC37, %edx
	movl	$150, %esi
	movl	$.LC4, %edi
	xorl	%eax, %eax
	call	printf
	lock addl	$1, failed(%rip)
	jmp	.L70
.L76:
	call	percpu_bound_cpu
	cmpl	%eax, %ebp
	je	.L78
.L80:
	movl	$.LC38, %edx
	movl	$171, %esi
	movl	$.LC4, %edi
	xorl	%eax, %eax
	call	printf
	lock addl	$1, failed(%rip)
.L79:
	movl	$3, %edx
	movl	$.LC39, %esi
	orq	$-1, %rdi
	call	__percpu_hardened
	movq	__percpu_rseq_offset(%rip), %rax
#APP
# 157 "testsuite/percpu.build/old/program.c" 1
	0:	movl	%fs:4(%rax), %r11d
	cmpl	%r11d, %gs:__percpu_tag(%rip)
	jne	5f
	movq	%gs:__percpu_this_displacement(%rip), %rax
	.pushsection	.text.percpu_cold,"ax"
	.cfi_startproc
	.cfi_def_cfa	7, 0
	.quad	0b - .
	.type	__percpu_cold_885, @function
__percpu_cold_885:
5:	.cfi_escape	0x16, 16, 6, 0x80, 0x78, 6, 0x80, 0x78, 0x22
	leaq	0b(%rip), %r11
	.cfi_register	16, 11
	jmp	__percpu_cold_load
	.size	__percpu_cold_885, . - __percpu_cold_885
	.cfi_endproc
	.popsection
# 0 "" 2
#NO_APP
	addq	$hits, %rax
	addq	$1, (%rax)
	call	percpu_unbind
	testl	%eax, %eax
	jne	.L82
	call	percpu_bound_cpu
	cmpl	$-3, %eax
	je	.L77
.L82:
	movl	$.LC40, %edx
	movl	$173, %esi
	movl	$.LC4, %edi
	xorl	%eax, %eax
	call	printf
	lock addl	$1, failed(%rip)
	jmp	.L77
	.p2align 4,,10
	.p2align 3
.L145:
	movl	$.LC8, %edx
	movl	$191, %esi
	movl	$.LC4, %edi
	xorl	%eax, %eax
	call	printf
	lock addl	$1, failed(%rip)
	jmp	.L30
.L151:
	cmpl	68(%rsp), %ebx
	jne	.L63
	jmp	.L64
.L149:
	cmpq	128(%rsp), %rbp
	jne	.L55
	cmpq	$7, 136(%rsp)
	ja	.L56
	jmp	.L55
.L150:
	cmpl	$0, 112(%rsp)
	je	.L62
	movq	136(%rsp), %rbp
	call	percpu_area_size
	cmpq	%rax, %rbp
	jne	.L62
	jmp	.L61
.L153:
	movl	$.LC36, %edx
	movl	$149, %esi
	movl	$.LC4, %edi
	xorl	%eax, %eax
	call	printf
	lock addl	$1, failed(%rip)
	jmp	.L68
.L156:
	movl	$.LC43, %edi
	call	puts
	movl	failed(%rip), %eax
	jmp	.L87
.L155:
	movl	$.LC42, %edx
	movl	$215, %esi
	movl	$.LC4, %edi
	xorl	%eax, %eax
	call	printf
	lock addl	$1, failed(%rip)
	jmp	.L86
.L148:
	movl	$.LC24, %esi
	movq	%rbx, %rdi
	call	__percpu_free
	jmp	.L51
.L147:
	movl	$.LC23, %edx
	movl	$122, %esi
	movl	$.LC4, %edi
	call	printf
	lock addl	$1, failed(%rip)
	jmp	.L50
.L89:
	movl	$.LC19, %edx
	movl	$119, %esi
	movl	$.LC4, %edi
	xorl	%eax, %eax
	call	printf
	lock addl	$1, failed(%rip)
	jmp	.L44
.L146:
	movl	$.LC18, %edx
	movl	$209, %esi
	movl	$.LC4, %edi
	xorl	%eax, %eax
	call	printf
	lock addl	$1, failed(%rip)
	jmp	.L43
.L144:
	movl	$.LC6, %edx
	movl	$187, %esi
	movl	$.LC4, %edi
	xorl	%eax, %eax
	call	printf
	lock addl	$1, failed(%rip)
	jmp	.L27
.L143:
	movl	$.LC5, %edx
	movl	$186, %esi
	movl	$.LC4, %edi
	xorl	%eax, %eax
	call	printf
	lock addl	$1, failed(%rip)
	jmp	.L26
.L57:
	call	percpu_alloc_error
	cmpl	$-7, %eax
	jne	.L59
	jmp	.L58
.L78:
	call	percpu_preemptible
	testb	%al, %al
	jne	.L80
	jmp	.L79
.L152:
	movl	%ebx, %edi
	call	percpu_area_base
	testq	%rax, %rax
	je	.L67
	movl	%ebx, %edi
	call	percpu_area_resident
	testq	%rax, %rax
	je	.L67
	jmp	.L66
.L88:
	xorl	%r12d, %r12d
	jmp	.L21
	.cfi_endproc
.LFE57:
	.size	main, .-main
	.local	shared.0
	.comm	shared.0,8,8
	.section	.rodata
	.align 8
	.type	nine.1, @object
	.size	nine.1, 8
nine.1:
	.quad	9
	.local	failed
	.comm	failed,4,4
	.local	released
	.comm	released,4,4
	.local	ref
	.comm	ref,40,32
	.local	counter
	.comm	counter,128,64
	.local	written
	.comm	written,8,8
	.section	__percpu,"aw"
	.align 8
	.type	cell, @object
	.size	cell, 8
cell:
	.zero	8
	.align 64
	.type	rwlock, @object
	.size	rwlock, 128
rwlock:
	.zero	128
	.align 8
	.type	locked, @object
	.size	locked, 8
locked:
	.zero	8
	.align 4
	.type	lock, @object
	.size	lock, 4
lock:
	.zero	4
	.align 32
	.type	stack, @object
	.size	stack, 520
stack:
	.zero	520
	.align 8
	.type	list, @object
	.size	list, 8
list:
	.zero	8
	.section	__percpu_zero,"aw",%nobits #,"aw"
	.align 32
	.type	zeros, @object
	.size	zeros, 8192
zeros:
	.zero	8192
	.section	__percpu
	.align 8
	.type	guarded, @object
	.size	guarded, 8
guarded:
	.zero	8
	.section	.percpu.image,"ae"
	.align 8
	.type	__percpu_page_reference, @object
	.size	__percpu_page_reference, 8
__percpu_page_reference:
	.quad	__percpu_page
	.align 8
	.type	__percpu_image_reference, @object
	.size	__percpu_image_reference, 8
__percpu_image_reference:
	.quad	__percpu_image
	.section	__percpu
	.align 8
	.type	hits, @object
	.size	hits, 8
hits:
	.quad	3
	.hidden	__percpu_dynamic_room
	.globl	__percpu_dynamic_room
	.section	.rodata
	.align 8
	.type	__percpu_dynamic_room, @object
	.size	__percpu_dynamic_room, 8
__percpu_dynamic_room:
	.quad	134217728
	.hidden	__percpu_room
	.globl	__percpu_room
	.align 8
	.type	__percpu_room, @object
	.size	__percpu_room, 8
__percpu_room:
	.quad	2097152
	.hidden	__percpu_image
	.hidden	__percpu_page
	.hidden	__percpu_this_displacement
	.hidden	__percpu_stack_pop
	.hidden	percpu_list_pop
	.hidden	__percpu_stack_push
	.hidden	percpu_list_push
	.hidden	percpu_rwlock_write_leave
	.hidden	percpu_rwlock_write_enter
	.hidden	percpu_ref_put_many
	.hidden	percpu_ref_get_many
	.hidden	percpu_rwlock_read_leave
	.hidden	percpu_rwlock_read_enter
	.hidden	percpu_lock_this
	.hidden	percpu_guard_leave
	.hidden	percpu_guard_enter
	.hidden	__percpu_rseq_offset
	.section	.note.GNU-stack,"",@progbits
