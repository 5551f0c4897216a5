# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: The percpu authors
 .local state_size
 .comm state_size, 4, 4
 .local state_mask
 .comm state_mask, 4, 4
 .text
 .macro cfi_at_sequence
 .cfi_def_cfa %rsp, 0
 .cfi_escape 0x10, 0x10, 0x02, 0x7b, 0x20
 .endm
 .macro cfi_at_load
 .cfi_def_cfa %rsp, 0
 .cfi_register %rip, %r11
 .endm
 .macro entry name, why, continue:vararg
 .globl \name
 .hidden \name
 .type \name, @function
 .p2align 4
\name:
 leaq -128(%rsp), %rsp
 .cfi_def_cfa_offset 128
 pushq \continue
 .cfi_adjust_cfa_offset 8
 .cfi_offset %rip, -128 - 8
 pushq $\why
 .cfi_adjust_cfa_offset 8
 .endm
 .macro save reg
 pushq %\reg
 .cfi_adjust_cfa_offset 8
 .cfi_rel_offset %\reg, 0
 .endm
 .macro restore reg
 popq %\reg
 .cfi_restore %\reg
 .endm
 .cfi_startproc
 cfi_at_sequence
 entry __percpu_abort, 1, 32(%r11)
 jmp .Lsave
 .size __percpu_abort, . - __percpu_abort
 .cfi_endproc
 .cfi_startproc
 cfi_at_sequence
 entry __percpu_retry, 2, 32(%r11)
 jmp .Lsave
 .size __percpu_retry, . - __percpu_retry
 .cfi_endproc
 .cfi_startproc
 cfi_at_load
 entry __percpu_cold_load, 3, %r11
 jmp .Lsave
 .size __percpu_cold_load, . - __percpu_cold_load
 .cfi_endproc
 .cfi_startproc
 cfi_at_sequence
 entry __percpu_cold, 0, 32(%r11)
.Lsave:
 pushq %rbp
 .cfi_adjust_cfa_offset 8
 .cfi_rel_offset %rbp, 0
 movq %rsp, %rbp
 .cfi_def_cfa_register %rbp
 .irp reg, rax, rcx, rdx, rsi, rdi, r8, r9, r10, r11
 pushq %\reg
 .endr
 .cfi_offset %rax, -160
 .cfi_offset %rcx, -168
 .cfi_offset %rdx, -176
 .cfi_offset %rsi, -184
 .cfi_offset %rdi, -192
 .cfi_offset %r8, -200
 .cfi_offset %r9, -208
 .cfi_offset %r10, -216
 cld
 movl state_size(%rip), %eax
 testl %eax, %eax
 jz .Lmeasure
.Lmeasured:
 subq %rax, %rsp
 andq $-64, %rsp
 cmpl $512, %eax
 je .Lfxsave
 movl state_mask(%rip), %eax
 xorl %edx, %edx
 .irp word, 0, 8, 16, 24, 32, 40, 48, 56
 movq %rdx, 512 + \word(%rsp)
 .endr
 xsave64 (%rsp)
 jmp .Lcall
.Lfxsave:
 fxsave64 (%rsp)
.Lcall:
 movq __percpu_image@GOTPCREL(%rip), %rdi
 movq %r11, %rsi
 movl 8(%rbp), %edx
 call *__percpu_resume@GOTPCREL(%rip)
 movq %rax, -72(%rbp)
 cmpl $512, state_size(%rip)
 je .Lfxrstor
 movl state_mask(%rip), %eax
 xorl %edx, %edx
 xrstor64 (%rsp)
 jmp .Lrestore
.Lfxrstor:
 fxrstor64 (%rsp)
.Lrestore:
 leaq -72(%rbp), %rsp
 .cfi_def_cfa %rsp, 224
 .irp reg, r11, r10, r9, r8, rdi, rsi, rdx, rcx, rax, rbp
 popq %\reg
 .cfi_adjust_cfa_offset -8
 .cfi_restore %\reg
 .endr
 cmpl $3, (%rsp)
 leaq 128 + 16(%rsp), %rsp
 .cfi_remember_state
 cfi_at_sequence
 je .Lload
 notrack jmp *32(%r11)
.Lload:
 cfi_at_load
 notrack jmp *%r11
.Lmeasure:
 .cfi_restore_state
 .cfi_def_cfa %rbp, 152
 .cfi_offset %rip, -136
 .cfi_offset %rbp, -152
 .cfi_offset %rax, -160
 .cfi_offset %rcx, -168
 .cfi_offset %rdx, -176
 .cfi_offset %rsi, -184
 .cfi_offset %rdi, -192
 .cfi_offset %r8, -200
 .cfi_offset %r9, -208
 .cfi_offset %r10, -216
 pushq %rbx
 .cfi_offset %rbx, -232
 movl $1, %eax
 cpuid
 movl $512, %r8d
 btl $27, %ecx
 jnc .Lknown
 xorl %ecx, %ecx
 xgetbv
 andl $((1 << 0) | (1 << 1) | (1 << 2) | (7 << 5) | (1 << 19)), %eax
 movl %eax, state_mask(%rip)
 movl %eax, %r10d
 movl $(512 + 64), %r8d
 movl $2, %r9d
.Lcomponent:
 btl %r9d, %r10d
 jnc .Lnext
 movl $13, %eax
 movl %r9d, %ecx
 cpuid
 addl %ebx, %eax
 cmpl %eax, %r8d
 cmovbl %eax, %r8d
.Lnext:
 incl %r9d
 cmpl $19, %r9d
 jbe .Lcomponent
.Lknown:
 movl %r8d, state_size(%rip)
 movl %r8d, %eax
 popq %rbx
 .cfi_restore %rbx
 jmp .Lmeasured
 .size __percpu_cold, . - __percpu_cold
 .cfi_endproc
 .weak __percpu_image
 .hidden __percpu_image
 .section .note.GNU-stack, "", @progbits
