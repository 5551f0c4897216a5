# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: The percpu authors
	.file	"image.c"
	.text
#APP
	.pushsection __percpu,"aw",%progbits
	.popsection
	.pushsection __rseq_cs,"aw",%progbits
	.popsection
	.pushsection .note.percpu,"a",%note
	.balign 4
	.long 7, 8, 1
	.asciz "percpu"
	.balign 4
	.quad __percpu_image - .
	.popsection
	.pushsection .tdata,"awT",%progbits
	.balign 32
	.globl __percpu_own_rseq
	.hidden __percpu_own_rseq
	.type __percpu_own_rseq, %tls_object
	.size __percpu_own_rseq, 32
__percpu_own_rseq:
	.long 0, -1, 0, 0, 0, 0, 0, 0
	.popsection
	.pushsection .data.__percpu_rseq_offset,"aw",%progbits
	.balign 8
	.globl __percpu_rseq_offset
	.hidden __percpu_rseq_offset
	.type __percpu_rseq_offset, %object
	.size __percpu_rseq_offset, 8
__percpu_rseq_offset:
	.long __percpu_own_rseq@tpoff, -1
	.popsection
	.pushsection __percpu,"aw",%progbits
	.popsection
	.pushsection __percpu,"aw",%progbits,unique,1
	.balign 4096
	.globl __percpu_page
	.hidden __percpu_page
__percpu_page:
	.globl __percpu_this_displacement
	.hidden __percpu_this_displacement
	.type __percpu_this_displacement, %object
	.size __percpu_this_displacement, 8
__percpu_this_displacement:
	.quad 0
	.globl __percpu_tag
	.hidden __percpu_tag
	.type __percpu_tag, %object
	.size __percpu_tag, 4
__percpu_tag:
	.long 0xfffffffd
	.balign 4096
	.popsection
	.pushsection .tbss,"awT",%nobits
	.balign 4
	.globl percpu.shared_objects_need_fPIC
	.hidden percpu.shared_objects_need_fPIC
	.type percpu.shared_objects_need_fPIC, %tls_object
	.size percpu.shared_objects_need_fPIC, 4
percpu.shared_objects_need_fPIC:
	.zero 4
	.popsection
	.pushsection .data.__percpu_exec,"aw",%progbits
	.long percpu.shared_objects_need_fPIC@tpoff
	.popsection
#NO_APP
	.p2align 4
	.type	image_register, @function
image_register:
.LFB20:
	.cfi_startproc
	leaq	__percpu_image(%rip), %rdi
	jmp	__percpu_image_register@PLT
	.cfi_endproc
.LFE20:
	.size	image_register, .-image_register
	.p2align 4
	.type	image_unregister, @function
image_unregister:
.LFB21:
	.cfi_startproc
	leaq	__percpu_image(%rip), %rdi
	jmp	__percpu_image_unregister@PLT
	.cfi_endproc
.LFE21:
	.size	image_unregister, .-image_unregister
	.p2align 4
	.globl	percpu_guard_enter
	.hidden	percpu_guard_enter
	.type	percpu_guard_enter, @function
percpu_guard_enter:
.LFB25:
	.cfi_startproc
	pushq	%rbx
	.cfi_def_cfa_offset 16
	.cfi_offset 3, -16
	movq	__percpu_guard_thread@gottpoff(%rip), %rbx
	movl	%fs:(%rbx), %eax
	testl	%eax, %eax
	jne	.L5
	movl	%fs:4(%rbx), %eax
	testl	%eax, %eax
	je	.L5
	movl	$1, %fs:(%rbx)
.L6:
	movq	__percpu_pic_rseq_offset(%rip), %rdx
	movq	__percpu_pic_page(%rip), %rcx
#APP
# 40 "runtime/arch/x86-64/guard.h" 1
	.pushsection	__rseq_cs,"aw"
	.balign	32
3:	.long	0, 0
	.quad	1f, 2f - 1f, 4f
	.quad	0f, 0
	.popsection
0:	leaq	3b(%rip), %r11
	movq	%r11, %fs:8(%rdx)
1:	movl	%fs:4(%rdx), %r11d
	cmpl	%r11d, %gs:8(%rcx)
	jne	5f
	xorl %eax, %eax
	cmpl $0, %fs:4(%rbx)
	je 2f
	cmpq $0, %gs:16(%rcx)
	jne 2f
	movq %gs:(%rcx), %rax
	movq %fs:16(%rbx), %r11
	movq %r11, %gs:16(%rcx)
2:	movq	$0, %fs:8(%rdx)
	.pushsection	.text.percpu_cold,"ax"
	.cfi_startproc
	.cfi_def_cfa	7, 0
	.quad	0b - .
	.byte	0x0f, 0xb9, 0x3d
	.long	0x53053053
	.type	__percpu_cold_38, @function
__percpu_cold_38:
4:	.cfi_escape	0x16, 16, 6, 0x80, 0x71, 6, 0x80, 0x71, 0x22
	leaq	3b(%rip), %r11
	.cfi_escape	0x10, 16, 2, 0x7b, 0x20
	jmp	__percpu_abort
5:	.cfi_escape	0x16, 16, 6, 0x80, 0x65, 6, 0x80, 0x65, 0x22
	leaq	3b(%rip), %r11
	.cfi_escape	0x10, 16, 2, 0x7b, 0x20
	jmp	__percpu_cold
	.size	__percpu_cold_38, . - __percpu_cold_38
	.cfi_endproc
	.popsection
# 0 "" 2
#NO_APP
	testq	%rax, %rax
	je	.L19
.L9:
	movq	%rax, %fs:8(%rbx)
	xorl	%ecx, %ecx
	movq	__percpu_pic_page(%rip), %rdx
	movl	12(%rdx,%rax), %edx
.L8:
	salq	$32, %rcx
	popq	%rbx
	.cfi_remember_state
	.cfi_def_cfa_offset 8
	orq	%rcx, %rdx
	ret
	.p2align 4,,10
	.p2align 3
.L5:
	.cfi_restore_state
	leaq	__percpu_image(%rip), %rdi
	call	*__percpu_guard_begin@GOTPCREL(%rip)
	testq	%rax, %rax
	je	.L6
	movq	__percpu_pic_page(%rip), %rdx
	movl	$1, %ecx
	movl	12(%rdx,%rax), %edx
	jmp	.L8
	.p2align 4,,10
	.p2align 3
.L19:
	call	*__percpu_guard_wait@GOTPCREL(%rip)
	testq	%rax, %rax
	jne	.L9
	jmp	.L6
	.cfi_endproc
.LFE25:
	.size	percpu_guard_enter, .-percpu_guard_enter
	.p2align 4
	.globl	percpu_guard_leave
	.hidden	percpu_guard_leave
	.type	percpu_guard_leave, @function
percpu_guard_leave:
.LFB26:
	.cfi_startproc
	pushq	%rbx
	.cfi_def_cfa_offset 16
	.cfi_offset 3, -16
	movq	__percpu_guard_thread@gottpoff(%rip), %rbx
	movabsq	$-9223372036854775808, %rcx
	movq	(%rdi), %rax
	movq	__percpu_pic_page(%rip), %rdx
	movq	%rcx, (%rdi)
	movl	12(%rdi), %esi
	movq	%fs:8(%rbx), %rcx
	testq	%rax, %rax
	je	.L25
	cmpq	%rax, %rcx
	jne	.L25
	testl	%esi, %esi
	je	.L30
	popq	%rbx
	.cfi_remember_state
	.cfi_def_cfa_offset 8
	ret
	.p2align 4,,10
	.p2align 3
.L30:
	.cfi_restore_state
	addq	%rax, %rdx
	movq	$0, %fs:8(%rbx)
	movq	$0, 16(%rdx)
	movl	24(%rdx), %edx
	andl	$1, %edx
	jne	.L31
.L24:
	movl	%fs:(%rbx), %eax
	subl	$1, %eax
	movl	%eax, %fs:(%rbx)
	popq	%rbx
	.cfi_remember_state
	.cfi_def_cfa_offset 8
	ret
	.p2align 4,,10
	.p2align 3
.L25:
	.cfi_restore_state
	movq	%rax, %rdi
	popq	%rbx
	.cfi_remember_state
	.cfi_def_cfa_offset 8
	jmp	*__percpu_guard_end@GOTPCREL(%rip)
	.p2align 4,,10
	.p2align 3
.L31:
	.cfi_restore_state
	movq	%rax, %rdi
	call	*__percpu_guard_wake@GOTPCREL(%rip)
	jmp	.L24
	.cfi_endproc
.LFE26:
	.size	percpu_guard_leave, .-percpu_guard_leave
	.p2align 4
	.globl	percpu_list_push
	.hidden	percpu_list_push
	.type	percpu_list_push, @function
percpu_list_push:
.LFB33:
	.cfi_startproc
	pushq	%r12
	.cfi_def_cfa_offset 16
	.cfi_offset 12, -16
	movq	__percpu_guard_thread@gottpoff(%rip), %r12
	pushq	%rbp
	.cfi_def_cfa_offset 24
	.cfi_offset 6, -24
	movq	%rsi, %rbp
	pushq	%rbx
	.cfi_def_cfa_offset 32
	.cfi_offset 3, -32
	movl	%fs:4(%r12), %eax
	movq	%rdi, %rbx
	testl	%eax, %eax
	je	.L40
.L35:
	movq	__percpu_pic_rseq_offset(%rip), %rdx
	movq	__percpu_pic_page(%rip), %rcx
#APP
# 58 "runtime/arch/x86-64/list.h" 1
	.pushsection	__rseq_cs,"aw"
	.balign	32
3:	.long	0, 0
	.quad	1f, 2f - 1f, 4f
	.quad	0f, 0
	.popsection
0:	leaq	3b(%rip), %r11
	movq	%r11, %fs:8(%rdx)
1:	movl	%fs:4(%rdx), %r11d
	cmpl	%r11d, %gs:8(%rcx)
	jne	5f
	xorl %eax, %eax
	cmpl $0, %fs:4(%r12)
	je 2f
	cmpl $0, %gs:28(%rcx)
	jne 2f
	movq %gs:(%rbx), %r11
	movq %r11, (%rbp)
	movl $2, %eax
	movq %rbp, %gs:(%rbx)
2:	movq	$0, %fs:8(%rdx)
	.pushsection	.text.percpu_cold,"ax"
	.cfi_startproc
	.cfi_def_cfa	7, 0
	.quad	0b - .
	.byte	0x0f, 0xb9, 0x3d
	.long	0x53053053
	.type	__percpu_cold_187, @function
__percpu_cold_187:
4:	.cfi_escape	0x16, 16, 6, 0x80, 0x71, 6, 0x80, 0x71, 0x22
	leaq	3b(%rip), %r11
	.cfi_escape	0x10, 16, 2, 0x7b, 0x20
	jmp	__percpu_abort
5:	.cfi_escape	0x16, 16, 6, 0x80, 0x65, 6, 0x80, 0x65, 0x22
	leaq	3b(%rip), %r11
	.cfi_escape	0x10, 16, 2, 0x7b, 0x20
	jmp	__percpu_cold
	.size	__percpu_cold_187, . - __percpu_cold_187
	.cfi_endproc
	.popsection
# 0 "" 2
#NO_APP
	testl	%eax, %eax
	je	.L41
.L32:
	popq	%rbx
	.cfi_remember_state
	.cfi_def_cfa_offset 24
	popq	%rbp
	.cfi_def_cfa_offset 16
	popq	%r12
	.cfi_def_cfa_offset 8
	ret
	.p2align 4,,10
	.p2align 3
.L41:
	.cfi_restore_state
	xorl	%r8d, %r8d
	xorl	%ecx, %ecx
	xorl	%edi, %edi
	movq	%rbp, %rdx
	movq	%rbx, %rsi
	call	*__percpu_list_slow@GOTPCREL(%rip)
	testl	%eax, %eax
	jne	.L32
	jmp	.L35
	.p2align 4,,10
	.p2align 3
.L40:
	leaq	__percpu_image(%rip), %rdi
	call	*__percpu_thread_begin@GOTPCREL(%rip)
	jmp	.L35
	.cfi_endproc
.LFE33:
	.size	percpu_list_push, .-percpu_list_push
	.p2align 4
	.globl	percpu_list_pop
	.hidden	percpu_list_pop
	.type	percpu_list_pop, @function
percpu_list_pop:
.LFB34:
	.cfi_startproc
	pushq	%rbp
	.cfi_def_cfa_offset 16
	.cfi_offset 6, -16
	pushq	%rbx
	.cfi_def_cfa_offset 24
	.cfi_offset 3, -24
	movq	%rdi, %rbx
	subq	$24, %rsp
	.cfi_def_cfa_offset 48
	movq	__percpu_guard_thread@gottpoff(%rip), %rbp
	movl	%fs:4(%rbp), %eax
	testl	%eax, %eax
	je	.L51
.L45:
	movq	__percpu_pic_rseq_offset(%rip), %rdx
	movq	__percpu_pic_page(%rip), %rcx
#APP
# 77 "runtime/arch/x86-64/list.h" 1
	.pushsection	__rseq_cs,"aw"
	.balign	32
3:	.long	0, 0
	.quad	1f, 2f - 1f, 4f
	.quad	0f, 0
	.popsection
0:	leaq	3b(%rip), %r11
	movq	%r11, %fs:8(%rdx)
1:	movl	%fs:4(%rdx), %r11d
	cmpl	%r11d, %gs:8(%rcx)
	jne	5f
	xorl %eax, %eax
	cmpl $0, %fs:4(%rbp)
	je 2f
	cmpl $0, %gs:28(%rcx)
	jne 2f
	movl $1, %eax
	movq %gs:(%rbx), %rsi
	testq %rsi, %rsi
	je 2f
	movl $2, %eax
	movq (%rsi), %r11
	movq %r11, %gs:(%rbx)
2:	movq	$0, %fs:8(%rdx)
	.pushsection	.text.percpu_cold,"ax"
	.cfi_startproc
	.cfi_def_cfa	7, 0
	.quad	0b - .
	.byte	0x0f, 0xb9, 0x3d
	.long	0x53053053
	.type	__percpu_cold_245, @function
__percpu_cold_245:
4:	.cfi_escape	0x16, 16, 6, 0x80, 0x71, 6, 0x80, 0x71, 0x22
	leaq	3b(%rip), %r11
	.cfi_escape	0x10, 16, 2, 0x7b, 0x20
	jmp	__percpu_abort
5:	.cfi_escape	0x16, 16, 6, 0x80, 0x65, 6, 0x80, 0x65, 0x22
	leaq	3b(%rip), %r11
	.cfi_escape	0x10, 16, 2, 0x7b, 0x20
	jmp	__percpu_cold
	.size	__percpu_cold_245, . - __percpu_cold_245
	.cfi_endproc
	.popsection
# 0 "" 2
#NO_APP
	movq	%rsi, 8(%rsp)
	testl	%eax, %eax
	je	.L52
.L44:
	xorl	%edx, %edx
	cmpl	$2, %eax
	jne	.L42
	movq	8(%rsp), %rdx
.L42:
	addq	$24, %rsp
	.cfi_remember_state
	.cfi_def_cfa_offset 24
	movq	%rdx, %rax
	popq	%rbx
	.cfi_def_cfa_offset 16
	popq	%rbp
	.cfi_def_cfa_offset 8
	ret
	.p2align 4,,10
	.p2align 3
.L52:
	.cfi_restore_state
	xorl	%ecx, %ecx
	xorl	%edx, %edx
	leaq	8(%rsp), %r8
	movq	%rbx, %rsi
	movl	$1, %edi
	call	*__percpu_list_slow@GOTPCREL(%rip)
	testl	%eax, %eax
	jne	.L44
	jmp	.L45
	.p2align 4,,10
	.p2align 3
.L51:
	leaq	__percpu_image(%rip), %rdi
	call	*__percpu_thread_begin@GOTPCREL(%rip)
	jmp	.L45
	.cfi_endproc
.LFE34:
	.size	percpu_list_pop, .-percpu_list_pop
	.p2align 4
	.globl	percpu_list_pop_all
	.hidden	percpu_list_pop_all
	.type	percpu_list_pop_all, @function
percpu_list_pop_all:
.LFB35:
	.cfi_startproc
	pushq	%rbp
	.cfi_def_cfa_offset 16
	.cfi_offset 6, -16
	pushq	%rbx
	.cfi_def_cfa_offset 24
	.cfi_offset 3, -24
	movq	%rdi, %rbx
	subq	$24, %rsp
	.cfi_def_cfa_offset 48
	movq	__percpu_guard_thread@gottpoff(%rip), %rbp
	movl	%fs:4(%rbp), %eax
	testl	%eax, %eax
	je	.L62
.L56:
	movq	__percpu_pic_rseq_offset(%rip), %rdx
	movq	__percpu_pic_page(%rip), %rcx
#APP
# 95 "runtime/arch/x86-64/list.h" 1
	.pushsection	__rseq_cs,"aw"
	.balign	32
3:	.long	0, 0
	.quad	1f, 2f - 1f, 4f
	.quad	0f, 0
	.popsection
0:	leaq	3b(%rip), %r11
	movq	%r11, %fs:8(%rdx)
1:	movl	%fs:4(%rdx), %r11d
	cmpl	%r11d, %gs:8(%rcx)
	jne	5f
	xorl %eax, %eax
	cmpl $0, %fs:4(%rbp)
	je 2f
	cmpl $0, %gs:28(%rcx)
	jne 2f
	movl $1, %eax
	movq %gs:(%rbx), %rsi
	testq %rsi, %rsi
	je 2f
	movl $2, %eax
	movq $0, %gs:(%rbx)
2:	movq	$0, %fs:8(%rdx)
	.pushsection	.text.percpu_cold,"ax"
	.cfi_startproc
	.cfi_def_cfa	7, 0
	.quad	0b - .
	.byte	0x0f, 0xb9, 0x3d
	.long	0x53053053
	.type	__percpu_cold_313, @function
__percpu_cold_313:
4:	.cfi_escape	0x16, 16, 6, 0x80, 0x71, 6, 0x80, 0x71, 0x22
	leaq	3b(%rip), %r11
	.cfi_escape	0x10, 16, 2, 0x7b, 0x20
	jmp	__percpu_abort
5:	.cfi_escape	0x16, 16, 6, 0x80, 0x65, 6, 0x80, 0x65, 0x22
	leaq	3b(%rip), %r11
	.cfi_escape	0x10, 16, 2, 0x7b, 0x20
	jmp	__percpu_cold
	.size	__percpu_cold_313, . - __percpu_cold_313
	.cfi_endproc
	.popsection
# 0 "" 2
#NO_APP
	movq	%rsi, 8(%rsp)
	testl	%eax, %eax
	je	.L63
.L55:
	xorl	%edx, %edx
	cmpl	$2, %eax
	jne	.L53
	movq	8(%rsp), %rdx
.L53:
	addq	$24, %rsp
	.cfi_remember_state
	.cfi_def_cfa_offset 24
	movq	%rdx, %rax
	popq	%rbx
	.cfi_def_cfa_offset 16
	popq	%rbp
	.cfi_def_cfa_offset 8
	ret
	.p2align 4,,10
	.p2align 3
.L63:
	.cfi_restore_state
	xorl	%ecx, %ecx
	xorl	%edx, %edx
	leaq	8(%rsp), %r8
	movq	%rbx, %rsi
	movl	$2, %edi
	call	*__percpu_list_slow@GOTPCREL(%rip)
	testl	%eax, %eax
	jne	.L55
	jmp	.L56
	.p2align 4,,10
	.p2align 3
.L62:
	leaq	__percpu_image(%rip), %rdi
	call	*__percpu_thread_begin@GOTPCREL(%rip)
	jmp	.L56
	.cfi_endproc
.LFE35:
	.size	percpu_list_pop_all, .-percpu_list_pop_all
	.p2align 4
	.globl	__percpu_stack_push
	.hidden	__percpu_stack_push
	.type	__percpu_stack_push, @function
__percpu_stack_push:
.LFB36:
	.cfi_startproc
	pushq	%r13
	.cfi_def_cfa_offset 16
	.cfi_offset 13, -16
	pushq	%r12
	.cfi_def_cfa_offset 24
	.cfi_offset 12, -24
	movq	%rdx, %r12
	pushq	%rbp
	.cfi_def_cfa_offset 32
	.cfi_offset 6, -32
	movq	%rsi, %rbp
	pushq	%rbx
	.cfi_def_cfa_offset 40
	.cfi_offset 3, -40
	movq	%rdi, %rbx
	subq	$8, %rsp
	.cfi_def_cfa_offset 48
	movq	__percpu_guard_thread@gottpoff(%rip), %r13
	movl	%fs:4(%r13), %eax
	testl	%eax, %eax
	je	.L71
.L67:
	movq	__percpu_pic_rseq_offset(%rip), %rdx
	movq	__percpu_pic_page(%rip), %rcx
#APP
# 111 "runtime/arch/x86-64/list.h" 1
	.pushsection	__rseq_cs,"aw"
	.balign	32
3:	.long	0, 0
	.quad	1f, 2f - 1f, 4f
	.quad	0f, 0
	.popsection
0:	leaq	3b(%rip), %r11
	movq	%r11, %fs:8(%rdx)
1:	movl	%fs:4(%rdx), %r11d
	cmpl	%r11d, %gs:8(%rcx)
	jne	5f
	xorl %eax, %eax
	cmpl $0, %fs:4(%r13)
	je 2f
	cmpl $0, %gs:28(%rcx)
	jne 2f
	movl $1, %eax
	movq %gs:(%rbx), %r11
	cmpq %r12, %r11
	jae 2f
	movl $2, %eax
	movq %rbp, %gs:8(%rbx,%r11,8)
	incq %r11
	movq %r11, %gs:(%rbx)
2:	movq	$0, %fs:8(%rdx)
	.pushsection	.text.percpu_cold,"ax"
	.cfi_startproc
	.cfi_def_cfa	7, 0
	.quad	0b - .
	.byte	0x0f, 0xb9, 0x3d
	.long	0x53053053
	.type	__percpu_cold_389, @function
__percpu_cold_389:
4:	.cfi_escape	0x16, 16, 6, 0x80, 0x71, 6, 0x80, 0x71, 0x22
	leaq	3b(%rip), %r11
	.cfi_escape	0x10, 16, 2, 0x7b, 0x20
	jmp	__percpu_abort
5:	.cfi_escape	0x16, 16, 6, 0x80, 0x65, 6, 0x80, 0x65, 0x22
	leaq	3b(%rip), %r11
	.cfi_escape	0x10, 16, 2, 0x7b, 0x20
	jmp	__percpu_cold
	.size	__percpu_cold_389, . - __percpu_cold_389
	.cfi_endproc
	.popsection
# 0 "" 2
#NO_APP
	testl	%eax, %eax
	je	.L72
.L66:
	cmpl	$2, %eax
	sete	%al
	addq	$8, %rsp
	.cfi_remember_state
	.cfi_def_cfa_offset 40
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
.L72:
	.cfi_restore_state
	xorl	%r8d, %r8d
	movq	%r12, %rcx
	movq	%rbp, %rdx
	movq	%rbx, %rsi
	movl	$3, %edi
	call	*__percpu_list_slow@GOTPCREL(%rip)
	testl	%eax, %eax
	jne	.L66
	jmp	.L67
	.p2align 4,,10
	.p2align 3
.L71:
	leaq	__percpu_image(%rip), %rdi
	call	*__percpu_thread_begin@GOTPCREL(%rip)
	jmp	.L67
	.cfi_endproc
.LFE36:
	.size	__percpu_stack_push, .-__percpu_stack_push
	.p2align 4
	.globl	__percpu_stack_pop
	.hidden	__percpu_stack_pop
	.type	__percpu_stack_pop, @function
__percpu_stack_pop:
.LFB37:
	.cfi_startproc
	pushq	%rbp
	.cfi_def_cfa_offset 16
	.cfi_offset 6, -16
	pushq	%rbx
	.cfi_def_cfa_offset 24
	.cfi_offset 3, -24
	movq	%rdi, %rbx
	subq	$24, %rsp
	.cfi_def_cfa_offset 48
	movq	__percpu_guard_thread@gottpoff(%rip), %rbp
	movl	%fs:4(%rbp), %eax
	testl	%eax, %eax
	je	.L82
.L76:
	movq	__percpu_pic_rseq_offset(%rip), %rdx
	movq	__percpu_pic_page(%rip), %rcx
#APP
# 134 "runtime/arch/x86-64/list.h" 1
	.pushsection	__rseq_cs,"aw"
	.balign	32
3:	.long	0, 0
	.quad	1f, 2f - 1f, 4f
	.quad	0f, 0
	.popsection
0:	leaq	3b(%rip), %r11
	movq	%r11, %fs:8(%rdx)
1:	movl	%fs:4(%rdx), %r11d
	cmpl	%r11d, %gs:8(%rcx)
	jne	5f
	xorl %eax, %eax
	cmpl $0, %fs:4(%rbp)
	je 2f
	cmpl $0, %gs:28(%rcx)
	jne 2f
	movl $1, %eax
	movq %gs:(%rbx), %r11
	testq %r11, %r11
	je 2f
	movl $2, %eax
	movq %gs:(%rbx,%r11,8), %rsi
	decq %r11
	movq %r11, %gs:(%rbx)
2:	movq	$0, %fs:8(%rdx)
	.pushsection	.text.percpu_cold,"ax"
	.cfi_startproc
	.cfi_def_cfa	7, 0
	.quad	0b - .
	.byte	0x0f, 0xb9, 0x3d
	.long	0x53053053
	.type	__percpu_cold_453, @function
__percpu_cold_453:
4:	.cfi_escape	0x16, 16, 6, 0x80, 0x71, 6, 0x80, 0x71, 0x22
	leaq	3b(%rip), %r11
	.cfi_escape	0x10, 16, 2, 0x7b, 0x20
	jmp	__percpu_abort
5:	.cfi_escape	0x16, 16, 6, 0x80, 0x65, 6, 0x80, 0x65, 0x22
	leaq	3b(%rip), %r11
	.cfi_escape	0x10, 16, 2, 0x7b, 0x20
	jmp	__percpu_cold
	.size	__percpu_cold_453, . - __percpu_cold_453
	.cfi_endproc
	.popsection
# 0 "" 2
#NO_APP
	movq	%rsi, 8(%rsp)
	testl	%eax, %eax
	je	.L83
.L75:
	xorl	%edx, %edx
	cmpl	$2, %eax
	jne	.L73
	movq	8(%rsp), %rdx
.L73:
	addq	$24, %rsp
	.cfi_remember_state
	.cfi_def_cfa_offset 24
	movq	%rdx, %rax
	popq	%rbx
	.cfi_def_cfa_offset 16
	popq	%rbp
	.cfi_def_cfa_offset 8
	ret
	.p2align 4,,10
	.p2align 3
.L83:
	.cfi_restore_state
	xorl	%ecx, %ecx
	xorl	%edx, %edx
	leaq	8(%rsp), %r8
	movq	%rbx, %rsi
	movl	$4, %edi
	call	*__percpu_list_slow@GOTPCREL(%rip)
	testl	%eax, %eax
	jne	.L75
	jmp	.L76
	.p2align 4,,10
	.p2align 3
.L82:
	leaq	__percpu_image(%rip), %rdi
	call	*__percpu_thread_begin@GOTPCREL(%rip)
	jmp	.L76
	.cfi_endproc
.LFE37:
	.size	__percpu_stack_pop, .-__percpu_stack_pop
	.p2align 4
	.globl	percpu_lock_this
	.hidden	percpu_lock_this
	.type	percpu_lock_this, @function
percpu_lock_this:
.LFB42:
	.cfi_startproc
	pushq	%rbp
	.cfi_def_cfa_offset 16
	.cfi_offset 6, -16
	pushq	%rbx
	.cfi_def_cfa_offset 24
	.cfi_offset 3, -24
	movq	%rdi, %rbx
	subq	$8, %rsp
	.cfi_def_cfa_offset 32
	movq	__percpu_guard_thread@gottpoff(%rip), %rax
	movl	%fs:4(%rax), %eax
	testl	%eax, %eax
	je	.L88
.L85:
	movq	__percpu_pic_rseq_offset(%rip), %rax
	movq	__percpu_pic_page(%rip), %rdx
#APP
# 27 "runtime/arch/x86-64/lock.h" 1
	.pushsection	__rseq_cs,"aw"
	.balign	32
3:	.long	0, 0
	.quad	1f, 2f - 1f, 4f
	.quad	0f, 0
	.popsection
0:	leaq	3b(%rip), %r11
	movq	%r11, %fs:8(%rax)
1:	movl	%fs:4(%rax), %r11d
	cmpl	%r11d, %gs:8(%rdx)
	jne	5f
	movq %gs:(%rdx), %rbp
2:	movq	$0, %fs:8(%rax)
	.pushsection	.text.percpu_cold,"ax"
	.cfi_startproc
	.cfi_def_cfa	7, 0
	.quad	0b - .
	.byte	0x0f, 0xb9, 0x3d
	.long	0x53053053
	.type	__percpu_cold_524, @function
__percpu_cold_524:
4:	.cfi_escape	0x16, 16, 6, 0x80, 0x71, 6, 0x80, 0x71, 0x22
	leaq	3b(%rip), %r11
	.cfi_escape	0x10, 16, 2, 0x7b, 0x20
	jmp	__percpu_abort
5:	.cfi_escape	0x16, 16, 6, 0x80, 0x65, 6, 0x80, 0x65, 0x22
	leaq	3b(%rip), %r11
	.cfi_escape	0x10, 16, 2, 0x7b, 0x20
	jmp	__percpu_cold
	.size	__percpu_cold_524, . - __percpu_cold_524
	.cfi_endproc
	.popsection
# 0 "" 2
#NO_APP
	xorl	%eax, %eax
	leaq	(%rbx,%rbp), %rdi
	movl	$1, %edx
	lock cmpxchgl	%edx, (%rdi)
	jne	.L89
.L86:
	movq	__percpu_pic_page(%rip), %rax
	movl	12(%rbp,%rax), %eax
	addq	$8, %rsp
	.cfi_remember_state
	.cfi_def_cfa_offset 24
	popq	%rbx
	.cfi_def_cfa_offset 16
	popq	%rbp
	.cfi_def_cfa_offset 8
	ret
	.p2align 4,,10
	.p2align 3
.L88:
	.cfi_restore_state
	leaq	__percpu_image(%rip), %rdi
	call	*__percpu_thread_begin@GOTPCREL(%rip)
	jmp	.L85
	.p2align 4,,10
	.p2align 3
.L89:
	call	*__percpu_lock_wait@GOTPCREL(%rip)
	jmp	.L86
	.cfi_endproc
.LFE42:
	.size	percpu_lock_this, .-percpu_lock_this
	.p2align 4
	.globl	percpu_rwlock_read_enter
	.hidden	percpu_rwlock_read_enter
	.type	percpu_rwlock_read_enter, @function
percpu_rwlock_read_enter:
.LFB45:
	.cfi_startproc
	pushq	%rbp
	.cfi_def_cfa_offset 16
	.cfi_offset 6, -16
	pushq	%rbx
	.cfi_def_cfa_offset 24
	.cfi_offset 3, -24
	movq	%rdi, %rbx
	subq	$8, %rsp
	.cfi_def_cfa_offset 32
	movq	__percpu_guard_thread@gottpoff(%rip), %rbp
	movl	%fs:4(%rbp), %eax
	testl	%eax, %eax
	je	.L94
.L91:
	movl	%fs:24(%rbp), %eax
	addl	$1, %eax
	movl	%eax, %fs:24(%rbp)
	movq	__percpu_pic_rseq_offset(%rip), %rax
	movq	__percpu_pic_page(%rip), %rdx
#APP
# 16 "runtime/arch/x86-64/lock.h" 1
	.pushsection	__rseq_cs,"aw"
	.balign	32
3:	.long	0, 0
	.quad	1f, 2f - 1f, 4f
	.quad	0f, 0
	.popsection
0:	leaq	3b(%rip), %r11
	movq	%r11, %fs:8(%rax)
1:	movl	%fs:4(%rax), %r11d
	cmpl	%r11d, %gs:8(%rdx)
	jne	5f
	incq %gs:(%rbx)
2:	movq	$0, %fs:8(%rax)
	.pushsection	.text.percpu_cold,"ax"
	.cfi_startproc
	.cfi_def_cfa	7, 0
	.quad	0b - .
	.byte	0x0f, 0xb9, 0x3d
	.long	0x53053053
	.type	__percpu_cold_582, @function
__percpu_cold_582:
4:	.cfi_escape	0x16, 16, 6, 0x80, 0x71, 6, 0x80, 0x71, 0x22
	leaq	3b(%rip), %r11
	.cfi_escape	0x10, 16, 2, 0x7b, 0x20
	jmp	__percpu_abort
5:	.cfi_escape	0x16, 16, 6, 0x80, 0x65, 6, 0x80, 0x65, 0x22
	leaq	3b(%rip), %r11
	.cfi_escape	0x10, 16, 2, 0x7b, 0x20
	jmp	__percpu_cold
	.size	__percpu_cold_582, . - __percpu_cold_582
	.cfi_endproc
	.popsection
# 0 "" 2
#NO_APP
	movq	__percpu_pic_page(%rip), %rax
#APP
# 43 "runtime/arch/x86-64/lock.h" 1
	movq %gs:32(%rax), %rax
# 0 "" 2
#NO_APP
	leaq	(%rbx,%rax), %rdi
	movl	64(%rdi), %eax
	cmpl	$1, %eax
	jne	.L95
	addq	$8, %rsp
	.cfi_remember_state
	.cfi_def_cfa_offset 24
	popq	%rbx
	.cfi_def_cfa_offset 16
	popq	%rbp
	.cfi_def_cfa_offset 8
	ret
	.p2align 4,,10
	.p2align 3
.L94:
	.cfi_restore_state
	leaq	__percpu_image(%rip), %rdi
	call	*__percpu_thread_begin@GOTPCREL(%rip)
	jmp	.L91
	.p2align 4,,10
	.p2align 3
.L95:
	addq	$8, %rsp
	.cfi_def_cfa_offset 24
	popq	%rbx
	.cfi_def_cfa_offset 16
	popq	%rbp
	.cfi_def_cfa_offset 8
	jmp	*__percpu_rwlock_wait@GOTPCREL(%rip)
	.cfi_endproc
.LFE45:
	.size	percpu_rwlock_read_enter, .-percpu_rwlock_read_enter
	.p2align 4
	.globl	percpu_rwlock_read_leave
	.hidden	percpu_rwlock_read_leave
	.type	percpu_rwlock_read_leave, @function
percpu_rwlock_read_leave:
.LFB46:
	.cfi_startproc
	pushq	%rbp
	.cfi_def_cfa_offset 16
	.cfi_offset 6, -16
	pushq	%rbx
	.cfi_def_cfa_offset 24
	.cfi_offset 3, -24
	movq	%rdi, %rbx
	subq	$8, %rsp
	.cfi_def_cfa_offset 32
	movq	__percpu_guard_thread@gottpoff(%rip), %rbp
	movl	%fs:4(%rbp), %eax
	testl	%eax, %eax
	je	.L103
.L97:
	movq	__percpu_pic_rseq_offset(%rip), %rax
	movq	__percpu_pic_page(%rip), %rdx
	leaq	8(%rbx), %rcx
#APP
# 16 "runtime/arch/x86-64/lock.h" 1
	.pushsection	__rseq_cs,"aw"
	.balign	32
3:	.long	0, 0
	.quad	1f, 2f - 1f, 4f
	.quad	0f, 0
	.popsection
0:	leaq	3b(%rip), %r11
	movq	%r11, %fs:8(%rax)
1:	movl	%fs:4(%rax), %r11d
	cmpl	%r11d, %gs:8(%rdx)
	jne	5f
	incq %gs:(%rcx)
2:	movq	$0, %fs:8(%rax)
	.pushsection	.text.percpu_cold,"ax"
	.cfi_startproc
	.cfi_def_cfa	7, 0
	.quad	0b - .
	.byte	0x0f, 0xb9, 0x3d
	.long	0x53053053
	.type	__percpu_cold_642, @function
__percpu_cold_642:
4:	.cfi_escape	0x16, 16, 6, 0x80, 0x71, 6, 0x80, 0x71, 0x22
	leaq	3b(%rip), %r11
	.cfi_escape	0x10, 16, 2, 0x7b, 0x20
	jmp	__percpu_abort
5:	.cfi_escape	0x16, 16, 6, 0x80, 0x65, 6, 0x80, 0x65, 0x22
	leaq	3b(%rip), %r11
	.cfi_escape	0x10, 16, 2, 0x7b, 0x20
	jmp	__percpu_cold
	.size	__percpu_cold_642, . - __percpu_cold_642
	.cfi_endproc
	.popsection
# 0 "" 2
#NO_APP
	movq	__percpu_pic_page(%rip), %rax
#APP
# 43 "runtime/arch/x86-64/lock.h" 1
	movq %gs:32(%rax), %rax
# 0 "" 2
#NO_APP
	leaq	(%rbx,%rax), %rdi
	movl	64(%rdi), %eax
	cmpl	$1, %eax
	jne	.L104
.L98:
	movl	%fs:24(%rbp), %eax
	subl	$1, %eax
	movl	%eax, %fs:24(%rbp)
	addq	$8, %rsp
	.cfi_remember_state
	.cfi_def_cfa_offset 24
	popq	%rbx
	.cfi_def_cfa_offset 16
	popq	%rbp
	.cfi_def_cfa_offset 8
	ret
	.p2align 4,,10
	.p2align 3
.L103:
	.cfi_restore_state
	leaq	__percpu_image(%rip), %rdi
	call	*__percpu_thread_begin@GOTPCREL(%rip)
	jmp	.L97
	.p2align 4,,10
	.p2align 3
.L104:
	call	*__percpu_rwlock_left@GOTPCREL(%rip)
	jmp	.L98
	.cfi_endproc
.LFE46:
	.size	percpu_rwlock_read_leave, .-percpu_rwlock_read_leave
	.p2align 4
	.globl	percpu_rwlock_write_enter
	.hidden	percpu_rwlock_write_enter
	.type	percpu_rwlock_write_enter, @function
percpu_rwlock_write_enter:
.LFB47:
	.cfi_startproc
	subq	$24, %rsp
	.cfi_def_cfa_offset 32
	movq	__percpu_guard_thread@gottpoff(%rip), %rax
	movq	%rdi, %rsi
	movl	%fs:4(%rax), %eax
	testl	%eax, %eax
	je	.L108
.L106:
	movq	__percpu_pic_rseq_offset(%rip), %rax
	movq	__percpu_pic_page(%rip), %rdx
#APP
# 27 "runtime/arch/x86-64/lock.h" 1
	.pushsection	__rseq_cs,"aw"
	.balign	32
3:	.long	0, 0
	.quad	1f, 2f - 1f, 4f
	.quad	0f, 0
	.popsection
0:	leaq	3b(%rip), %r11
	movq	%r11, %fs:8(%rax)
1:	movl	%fs:4(%rax), %r11d
	cmpl	%r11d, %gs:8(%rdx)
	jne	5f
	movq %gs:(%rdx), %rcx
2:	movq	$0, %fs:8(%rax)
	.pushsection	.text.percpu_cold,"ax"
	.cfi_startproc
	.cfi_def_cfa	7, 0
	.quad	0b - .
	.byte	0x0f, 0xb9, 0x3d
	.long	0x53053053
	.type	__percpu_cold_693, @function
__percpu_cold_693:
4:	.cfi_escape	0x16, 16, 6, 0x80, 0x71, 6, 0x80, 0x71, 0x22
	leaq	3b(%rip), %r11
	.cfi_escape	0x10, 16, 2, 0x7b, 0x20
	jmp	__percpu_abort
5:	.cfi_escape	0x16, 16, 6, 0x80, 0x65, 6, 0x80, 0x65, 0x22
	leaq	3b(%rip), %r11
	.cfi_escape	0x10, 16, 2, 0x7b, 0x20
	jmp	__percpu_cold
	.size	__percpu_cold_693, . - __percpu_cold_693
	.cfi_endproc
	.popsection
# 0 "" 2
#NO_APP
	movq	__percpu_pic_page(%rip), %rdi
#APP
# 43 "runtime/arch/x86-64/lock.h" 1
	movq %gs:32(%rdi), %rdi
# 0 "" 2
#NO_APP
	addq	%rsi, %rdi
	addq	$24, %rsp
	.cfi_remember_state
	.cfi_def_cfa_offset 8
	jmp	*__percpu_rwlock_write@GOTPCREL(%rip)
	.p2align 4,,10
	.p2align 3
.L108:
	.cfi_restore_state
	movq	%rdi, 8(%rsp)
	leaq	__percpu_image(%rip), %rdi
	call	*__percpu_thread_begin@GOTPCREL(%rip)
	movq	8(%rsp), %rsi
	jmp	.L106
	.cfi_endproc
.LFE47:
	.size	percpu_rwlock_write_enter, .-percpu_rwlock_write_enter
	.p2align 4
	.globl	percpu_rwlock_write_leave
	.hidden	percpu_rwlock_write_leave
	.type	percpu_rwlock_write_leave, @function
percpu_rwlock_write_leave:
.LFB48:
	.cfi_startproc
	movq	__percpu_guard_thread@gottpoff(%rip), %rax
	pushq	%rbx
	.cfi_def_cfa_offset 16
	.cfi_offset 3, -16
	movq	%rdi, %rbx
	movl	%fs:4(%rax), %eax
	testl	%eax, %eax
	je	.L112
.L110:
	movq	__percpu_pic_rseq_offset(%rip), %rax
	movq	__percpu_pic_page(%rip), %rdx
#APP
# 27 "runtime/arch/x86-64/lock.h" 1
	.pushsection	__rseq_cs,"aw"
	.balign	32
3:	.long	0, 0
	.quad	1f, 2f - 1f, 4f
	.quad	0f, 0
	.popsection
0:	leaq	3b(%rip), %r11
	movq	%r11, %fs:8(%rax)
1:	movl	%fs:4(%rax), %r11d
	cmpl	%r11d, %gs:8(%rdx)
	jne	5f
	movq %gs:(%rdx), %rcx
2:	movq	$0, %fs:8(%rax)
	.pushsection	.text.percpu_cold,"ax"
	.cfi_startproc
	.cfi_def_cfa	7, 0
	.quad	0b - .
	.byte	0x0f, 0xb9, 0x3d
	.long	0x53053053
	.type	__percpu_cold_729, @function
__percpu_cold_729:
4:	.cfi_escape	0x16, 16, 6, 0x80, 0x71, 6, 0x80, 0x71, 0x22
	leaq	3b(%rip), %r11
	.cfi_escape	0x10, 16, 2, 0x7b, 0x20
	jmp	__percpu_abort
5:	.cfi_escape	0x16, 16, 6, 0x80, 0x65, 6, 0x80, 0x65, 0x22
	leaq	3b(%rip), %r11
	.cfi_escape	0x10, 16, 2, 0x7b, 0x20
	jmp	__percpu_cold
	.size	__percpu_cold_729, . - __percpu_cold_729
	.cfi_endproc
	.popsection
# 0 "" 2
#NO_APP
	movq	__percpu_pic_page(%rip), %rax
#APP
# 43 "runtime/arch/x86-64/lock.h" 1
	movq %gs:32(%rax), %rax
# 0 "" 2
#NO_APP
	leaq	(%rbx,%rax), %rdi
	popq	%rbx
	.cfi_remember_state
	.cfi_def_cfa_offset 8
	jmp	*__percpu_rwlock_written@GOTPCREL(%rip)
	.p2align 4,,10
	.p2align 3
.L112:
	.cfi_restore_state
	leaq	__percpu_image(%rip), %rdi
	call	*__percpu_thread_begin@GOTPCREL(%rip)
	jmp	.L110
	.cfi_endproc
.LFE48:
	.size	percpu_rwlock_write_leave, .-percpu_rwlock_write_leave
	.section	.rodata.str1.8,"aMS",@progbits,1
	.align 8
.LC0:
	.string	"is got or put too many times at once"
	.section	.text.unlikely,"ax",@progbits
.LCOLDB1:
	.text
.LHOTB1:
	.p2align 4
	.globl	percpu_ref_get_many
	.hidden	percpu_ref_get_many
	.type	percpu_ref_get_many, @function
percpu_ref_get_many:
.LFB51:
	.cfi_startproc
	movq	%rsi, %rax
	pushq	%r12
	.cfi_def_cfa_offset 16
	.cfi_offset 12, -16
	shrq	$60, %rax
	pushq	%rbp
	.cfi_def_cfa_offset 24
	.cfi_offset 6, -24
	movq	%rdi, %rbp
	pushq	%rbx
	.cfi_def_cfa_offset 32
	.cfi_offset 3, -32
	jne	.L123
	movq	__percpu_guard_thread@gottpoff(%rip), %r12
	movq	%rsi, %rbx
.L114:
	movl	%fs:4(%r12), %eax
	testl	%eax, %eax
	je	.L117
	movq	__percpu_pic_rseq_offset(%rip), %rdx
	movq	__percpu_pic_page(%rip), %rcx
#APP
# 33 "runtime/arch/x86-64/ref.h" 1
	.pushsection	__rseq_cs,"aw"
	.balign	32
3:	.long	0, 0
	.quad	1f, 2f - 1f, 4f
	.quad	0f, 0
	.popsection
0:	leaq	3b(%rip), %r11
	movq	%r11, %fs:8(%rdx)
1:	movl	%fs:4(%rdx), %r11d
	cmpl	%r11d, %gs:8(%rcx)
	jne	5f
	xorl %eax, %eax
	cmpl $0, %fs:4(%r12)
	je 2f
	movq 0(%rbp), %r11
	testb $1, %r11b
	je 2f
	movl $1, %eax
	addq %rbx, %gs:-3(%r11)
2:	movq	$0, %fs:8(%rdx)
	.pushsection	.text.percpu_cold,"ax"
	.cfi_startproc
	.cfi_def_cfa	7, 0
	.quad	0b - .
	.byte	0x0f, 0xb9, 0x3d
	.long	0x53053053
	.type	__percpu_cold_776, @function
__percpu_cold_776:
4:	.cfi_escape	0x16, 16, 6, 0x80, 0x71, 6, 0x80, 0x71, 0x22
	leaq	3b(%rip), %r11
	.cfi_escape	0x10, 16, 2, 0x7b, 0x20
	jmp	__percpu_abort
5:	.cfi_escape	0x16, 16, 6, 0x80, 0x65, 6, 0x80, 0x65, 0x22
	leaq	3b(%rip), %r11
	.cfi_escape	0x10, 16, 2, 0x7b, 0x20
	jmp	__percpu_cold
	.size	__percpu_cold_776, . - __percpu_cold_776
	.cfi_endproc
	.popsection
# 0 "" 2
#NO_APP
	testl	%eax, %eax
	je	.L117
.L113:
	popq	%rbx
	.cfi_remember_state
	.cfi_def_cfa_offset 24
	popq	%rbp
	.cfi_def_cfa_offset 16
	popq	%r12
	.cfi_def_cfa_offset 8
	ret
	.p2align 4,,10
	.p2align 3
.L117:
	.cfi_restore_state
	movl	$1, %ecx
	movq	%rbx, %rdx
	movq	%rbp, %rsi
	leaq	__percpu_image(%rip), %rdi
	call	*__percpu_ref_change@GOTPCREL(%rip)
	testl	%eax, %eax
	js	.L114
	jmp	.L113
	.cfi_endproc
	.section	.text.unlikely
	.cfi_startproc
	.type	percpu_ref_get_many.cold, @function
percpu_ref_get_many.cold:
.LFSB51:
.L123:
	.cfi_def_cfa_offset 32
	.cfi_offset 3, -32
	.cfi_offset 6, -24
	.cfi_offset 12, -16
	leaq	.LC0(%rip), %rsi
	call	__percpu_ref_refuse@PLT
	.cfi_endproc
.LFE51:
	.text
	.size	percpu_ref_get_many, .-percpu_ref_get_many
	.section	.text.unlikely
	.size	percpu_ref_get_many.cold, .-percpu_ref_get_many.cold
.LCOLDE1:
	.text
.LHOTE1:
	.section	.text.unlikely
.LCOLDB2:
	.text
.LHOTB2:
	.p2align 4
	.globl	percpu_ref_put_many
	.hidden	percpu_ref_put_many
	.type	percpu_ref_put_many, @function
percpu_ref_put_many:
.LFB52:
	.cfi_startproc
	pushq	%r13
	.cfi_def_cfa_offset 16
	.cfi_offset 13, -16
	movq	%rsi, %rax
	movq	%rsi, %r13
	pushq	%r12
	.cfi_def_cfa_offset 24
	.cfi_offset 12, -24
	negq	%r13
	movq	%rdi, %r12
	pushq	%rbp
	.cfi_def_cfa_offset 32
	.cfi_offset 6, -32
	pushq	%rbx
	.cfi_def_cfa_offset 40
	.cfi_offset 3, -40
	subq	$8, %rsp
	.cfi_def_cfa_offset 48
	shrq	$60, %rax
	jne	.L135
	movq	__percpu_guard_thread@gottpoff(%rip), %rbp
	movq	%rsi, %rbx
.L126:
	movl	%fs:4(%rbp), %eax
	testl	%eax, %eax
	je	.L129
	movq	__percpu_pic_rseq_offset(%rip), %rdx
	movq	__percpu_pic_page(%rip), %rcx
#APP
# 33 "runtime/arch/x86-64/ref.h" 1
	.pushsection	__rseq_cs,"aw"
	.balign	32
3:	.long	0, 0
	.quad	1f, 2f - 1f, 4f
	.quad	0f, 0
	.popsection
0:	leaq	3b(%rip), %r11
	movq	%r11, %fs:8(%rdx)
1:	movl	%fs:4(%rdx), %r11d
	cmpl	%r11d, %gs:8(%rcx)
	jne	5f
	xorl %eax, %eax
	cmpl $0, %fs:4(%rbp)
	je 2f
	movq (%r12), %r11
	testb $1, %r11b
	je 2f
	movl $1, %eax
	addq %r13, %gs:-3(%r11)
2:	movq	$0, %fs:8(%rdx)
	.pushsection	.text.percpu_cold,"ax"
	.cfi_startproc
	.cfi_def_cfa	7, 0
	.quad	0b - .
	.byte	0x0f, 0xb9, 0x3d
	.long	0x53053053
	.type	__percpu_cold_852, @function
__percpu_cold_852:
4:	.cfi_escape	0x16, 16, 6, 0x80, 0x71, 6, 0x80, 0x71, 0x22
	leaq	3b(%rip), %r11
	.cfi_escape	0x10, 16, 2, 0x7b, 0x20
	jmp	__percpu_abort
5:	.cfi_escape	0x16, 16, 6, 0x80, 0x65, 6, 0x80, 0x65, 0x22
	leaq	3b(%rip), %r11
	.cfi_escape	0x10, 16, 2, 0x7b, 0x20
	jmp	__percpu_cold
	.size	__percpu_cold_852, . - __percpu_cold_852
	.cfi_endproc
	.popsection
# 0 "" 2
#NO_APP
	testl	%eax, %eax
	je	.L129
.L125:
	addq	$8, %rsp
	.cfi_remember_state
	.cfi_def_cfa_offset 40
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
.L129:
	.cfi_restore_state
	xorl	%ecx, %ecx
	movq	%rbx, %rdx
	leaq	__percpu_image(%rip), %rdi
	movq	%r12, %rsi
	call	*__percpu_ref_change@GOTPCREL(%rip)
	testl	%eax, %eax
	js	.L126
	jmp	.L125
	.cfi_endproc
	.section	.text.unlikely
	.cfi_startproc
	.type	percpu_ref_put_many.cold, @function
percpu_ref_put_many.cold:
.LFSB52:
.L135:
	.cfi_def_cfa_offset 48
	.cfi_offset 3, -40
	.cfi_offset 6, -32
	.cfi_offset 12, -24
	.cfi_offset 13, -16
	leaq	.LC0(%rip), %rsi
	call	__percpu_ref_refuse@PLT
	.cfi_endproc
.LFE52:
	.text
	.size	percpu_ref_put_many, .-percpu_ref_put_many
	.section	.text.unlikely
	.size	percpu_ref_put_many.cold, .-percpu_ref_put_many.cold
.LCOLDE2:
	.text
.LHOTE2:
	.section	.text.unlikely
.LCOLDB3:
	.text
.LHOTB3:
	.p2align 4
	.globl	percpu_ref_tryget_many
	.hidden	percpu_ref_tryget_many
	.type	percpu_ref_tryget_many, @function
percpu_ref_tryget_many:
.LFB53:
	.cfi_startproc
	movq	%rsi, %rax
	pushq	%r12
	.cfi_def_cfa_offset 16
	.cfi_offset 12, -16
	shrq	$60, %rax
	pushq	%rbp
	.cfi_def_cfa_offset 24
	.cfi_offset 6, -24
	movq	%rdi, %rbp
	pushq	%rbx
	.cfi_def_cfa_offset 32
	.cfi_offset 3, -32
	jne	.L146
	movq	__percpu_guard_thread@gottpoff(%rip), %r12
	movq	%rsi, %rbx
.L138:
	movl	%fs:4(%r12), %eax
	testl	%eax, %eax
	je	.L142
	movq	__percpu_pic_rseq_offset(%rip), %rdx
	movq	__percpu_pic_page(%rip), %rcx
#APP
# 33 "runtime/arch/x86-64/ref.h" 1
	.pushsection	__rseq_cs,"aw"
	.balign	32
3:	.long	0, 0
	.quad	1f, 2f - 1f, 4f
	.quad	0f, 0
	.popsection
0:	leaq	3b(%rip), %r11
	movq	%r11, %fs:8(%rdx)
1:	movl	%fs:4(%rdx), %r11d
	cmpl	%r11d, %gs:8(%rcx)
	jne	5f
	xorl %eax, %eax
	cmpl $0, %fs:4(%r12)
	je 2f
	movq 0(%rbp), %r11
	testb $1, %r11b
	je 2f
	movl $1, %eax
	addq %rbx, %gs:-3(%r11)
2:	movq	$0, %fs:8(%rdx)
	.pushsection	.text.percpu_cold,"ax"
	.cfi_startproc
	.cfi_def_cfa	7, 0
	.quad	0b - .
	.byte	0x0f, 0xb9, 0x3d
	.long	0x53053053
	.type	__percpu_cold_926, @function
__percpu_cold_926:
4:	.cfi_escape	0x16, 16, 6, 0x80, 0x71, 6, 0x80, 0x71, 0x22
	leaq	3b(%rip), %r11
	.cfi_escape	0x10, 16, 2, 0x7b, 0x20
	jmp	__percpu_abort
5:	.cfi_escape	0x16, 16, 6, 0x80, 0x65, 6, 0x80, 0x65, 0x22
	leaq	3b(%rip), %r11
	.cfi_escape	0x10, 16, 2, 0x7b, 0x20
	jmp	__percpu_cold
	.size	__percpu_cold_926, . - __percpu_cold_926
	.cfi_endproc
	.popsection
# 0 "" 2
#NO_APP
	testl	%eax, %eax
	je	.L142
	movl	$1, %eax
.L137:
	popq	%rbx
	.cfi_remember_state
	.cfi_def_cfa_offset 24
	popq	%rbp
	.cfi_def_cfa_offset 16
	popq	%r12
	.cfi_def_cfa_offset 8
	ret
	.p2align 4,,10
	.p2align 3
.L142:
	.cfi_restore_state
	movl	$2, %ecx
	movq	%rbx, %rdx
	movq	%rbp, %rsi
	leaq	__percpu_image(%rip), %rdi
	call	*__percpu_ref_change@GOTPCREL(%rip)
	testl	%eax, %eax
	js	.L138
	setne	%al
	jmp	.L137
	.cfi_endproc
	.section	.text.unlikely
	.cfi_startproc
	.type	percpu_ref_tryget_many.cold, @function
percpu_ref_tryget_many.cold:
.LFSB53:
.L146:
	.cfi_def_cfa_offset 32
	.cfi_offset 3, -32
	.cfi_offset 6, -24
	.cfi_offset 12, -16
	leaq	.LC0(%rip), %rsi
	call	__percpu_ref_refuse@PLT
	.cfi_endproc
.LFE53:
	.text
	.size	percpu_ref_tryget_many, .-percpu_ref_tryget_many
	.section	.text.unlikely
	.size	percpu_ref_tryget_many.cold, .-percpu_ref_tryget_many.cold
.LCOLDE3:
	.text
.LHOTE3:
	.section	.text.unlikely
.LCOLDB4:
	.text
.LHOTB4:
	.p2align 4
	.globl	percpu_ref_tryget_live_many
	.hidden	percpu_ref_tryget_live_many
	.type	percpu_ref_tryget_live_many, @function
percpu_ref_tryget_live_many:
.LFB54:
	.cfi_startproc
	movq	%rsi, %rax
	pushq	%r12
	.cfi_def_cfa_offset 16
	.cfi_offset 12, -16
	shrq	$60, %rax
	pushq	%rbp
	.cfi_def_cfa_offset 24
	.cfi_offset 6, -24
	movq	%rdi, %rbp
	pushq	%rbx
	.cfi_def_cfa_offset 32
	.cfi_offset 3, -32
	jne	.L158
	movq	__percpu_guard_thread@gottpoff(%rip), %r12
	movq	%rsi, %rbx
.L150:
	movl	%fs:4(%r12), %eax
	testl	%eax, %eax
	je	.L154
	movq	__percpu_pic_rseq_offset(%rip), %rdx
	movq	__percpu_pic_page(%rip), %rcx
#APP
# 33 "runtime/arch/x86-64/ref.h" 1
	.pushsection	__rseq_cs,"aw"
	.balign	32
3:	.long	0, 0
	.quad	1f, 2f - 1f, 4f
	.quad	0f, 0
	.popsection
0:	leaq	3b(%rip), %r11
	movq	%r11, %fs:8(%rdx)
1:	movl	%fs:4(%rdx), %r11d
	cmpl	%r11d, %gs:8(%rcx)
	jne	5f
	xorl %eax, %eax
	cmpl $0, %fs:4(%r12)
	je 2f
	movq 0(%rbp), %r11
	testb $1, %r11b
	je 2f
	movl $1, %eax
	addq %rbx, %gs:-3(%r11)
2:	movq	$0, %fs:8(%rdx)
	.pushsection	.text.percpu_cold,"ax"
	.cfi_startproc
	.cfi_def_cfa	7, 0
	.quad	0b - .
	.byte	0x0f, 0xb9, 0x3d
	.long	0x53053053
	.type	__percpu_cold_999, @function
__percpu_cold_999:
4:	.cfi_escape	0x16, 16, 6, 0x80, 0x71, 6, 0x80, 0x71, 0x22
	leaq	3b(%rip), %r11
	.cfi_escape	0x10, 16, 2, 0x7b, 0x20
	jmp	__percpu_abort
5:	.cfi_escape	0x16, 16, 6, 0x80, 0x65, 6, 0x80, 0x65, 0x22
	leaq	3b(%rip), %r11
	.cfi_escape	0x10, 16, 2, 0x7b, 0x20
	jmp	__percpu_cold
	.size	__percpu_cold_999, . - __percpu_cold_999
	.cfi_endproc
	.popsection
# 0 "" 2
#NO_APP
	testl	%eax, %eax
	je	.L154
	movl	$1, %eax
.L149:
	popq	%rbx
	.cfi_remember_state
	.cfi_def_cfa_offset 24
	popq	%rbp
	.cfi_def_cfa_offset 16
	popq	%r12
	.cfi_def_cfa_offset 8
	ret
	.p2align 4,,10
	.p2align 3
.L154:
	.cfi_restore_state
	movl	$3, %ecx
	movq	%rbx, %rdx
	movq	%rbp, %rsi
	leaq	__percpu_image(%rip), %rdi
	call	*__percpu_ref_change@GOTPCREL(%rip)
	testl	%eax, %eax
	js	.L150
	setne	%al
	jmp	.L149
	.cfi_endproc
	.section	.text.unlikely
	.cfi_startproc
	.type	percpu_ref_tryget_live_many.cold, @function
percpu_ref_tryget_live_many.cold:
.LFSB54:
.L158:
	.cfi_def_cfa_offset 32
	.cfi_offset 3, -32
	.cfi_offset 6, -24
	.cfi_offset 12, -16
	leaq	.LC0(%rip), %rsi
	call	__percpu_ref_refuse@PLT
	.cfi_endproc
.LFE54:
	.text
	.size	percpu_ref_tryget_live_many, .-percpu_ref_tryget_live_many
	.section	.text.unlikely
	.size	percpu_ref_tryget_live_many.cold, .-percpu_ref_tryget_live_many.cold
.LCOLDE4:
	.text
.LHOTE4:
	.section	.init_array.00000,"aw"
	.align 8
	.type	ref_constructor, @object
	.size	ref_constructor, 8
ref_constructor:
	.quad	__percpu_barrier_prepare
	.align 8
	.type	lock_constructor, @object
	.size	lock_constructor, 8
lock_constructor:
	.quad	__percpu_barrier_prepare
	.align 8
	.type	list_constructor, @object
	.size	list_constructor, 8
list_constructor:
	.quad	__percpu_barrier_prepare
	.align 8
	.type	guard_constructor, @object
	.size	guard_constructor, 8
guard_constructor:
	.quad	__percpu_barrier_prepare
	.hidden	__percpu_pic_rseq_offset
	.globl	__percpu_pic_rseq_offset
	.data
	.align 8
	.type	__percpu_pic_rseq_offset, @object
	.size	__percpu_pic_rseq_offset, 8
__percpu_pic_rseq_offset:
	.quad	-9223372036854775808
	.hidden	__percpu_pic_page
	.globl	__percpu_pic_page
	.align 8
	.type	__percpu_pic_page, @object
	.size	__percpu_pic_page, 8
__percpu_pic_page:
	.quad	-9223372036854775808
	.hidden	__percpu_pic_bias
	.globl	__percpu_pic_bias
	.align 8
	.type	__percpu_pic_bias, @object
	.size	__percpu_pic_bias, 8
__percpu_pic_bias:
	.quad	-9223372036854775808
	.section	.fini_array.00000,"aw"
	.align 8
	.type	image_destructor, @object
	.size	image_destructor, 8
image_destructor:
	.quad	image_unregister
	.section	.init_array.00000
	.align 8
	.type	image_constructor, @object
	.size	image_constructor, 8
image_constructor:
	.quad	image_register
	.hidden	__percpu_image
	.globl	__percpu_image
	.section	.data.rel,"aw"
	.align 32
	.type	__percpu_image, @object
	.size	__percpu_image, 128
__percpu_image:
	.quad	128
	.quad	__start___percpu
	.quad	__stop___percpu
	.quad	__start___percpu_zero
	.quad	__stop___percpu_zero
	.quad	__start___rseq_cs
	.quad	__stop___rseq_cs
	.quad	__percpu_page
	.quad	__percpu_rseq_offset
	.quad	__percpu_pic_page
	.quad	__percpu_pic_bias
	.quad	__percpu_pic_rseq_offset
	.quad	__percpu_room
	.quad	__percpu_dynamic_room
	.zero	16
	.weak	__percpu_dynamic_room
	.weak	__percpu_room
	.weak	__percpu_pic_rseq_offset
	.weak	__percpu_pic_bias
	.weak	__percpu_pic_page
	.weak	__percpu_rseq_offset
	.weak	__percpu_page
	.weak	__stop___rseq_cs
	.weak	__start___rseq_cs
	.weak	__stop___percpu_zero
	.weak	__start___percpu_zero
	.weak	__stop___percpu
	.weak	__start___percpu
	.hidden	__stop___rseq_cs
	.hidden	__start___rseq_cs
	.hidden	__stop___percpu_zero
	.hidden	__start___percpu_zero
	.hidden	__stop___percpu
	.hidden	__start___percpu
	.section	.note.GNU-stack,"",@progbits
