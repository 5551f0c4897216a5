/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Per-CPU variables in assembler files, for x86-64.

     #include <percpu/asm.h>

	.text
     hit:
	incq	PERCPU_THIS (hits)		# defined in C
	ret

	PERCPU_DEFINE (misses, 8, 8)		# to be declared in C
	.quad	0
	PERCPU_END

   The file is preprocessed by GCC (x.S).  The plugin is not needed for it;
   -fPIC, -fPIE and -ffreestanding are, as for the C files.  The macros are for
   variables with external linkage.

   An instruction on PERCPU_THIS behaves as code of model `register': it
   accesses the instance of the CPU whose area the GS base points to.  The
   caller promises that the thread is bound (percpu_bind) or that the code
   belongs to a kernel.  In code that any thread may run, call a C function: a
   macro cannot wrap the instructions of other code in a restartable sequence.

   Define __PERCPU_MODEL_SINGLE__ for model `single' if the plugin is not
   loaded, and __PERCPU_ABI_FREESTANDING__ (or use -ffreestanding) for code
   without the library.  */

#ifndef PERCPU_ASM_H
#define PERCPU_ASM_H 1

#ifndef __ASSEMBLER__
# error "percpu/asm.h is for assembler files"
#elif !defined __x86_64__ || defined __ILP32__
# error "percpu/asm.h is for x86-64"
#endif

/* The symbol of the variable NAME: its per-CPU address, which must not be used
   as an address of memory, and to which a shared object has to add the
   bias.  */
#define PERCPU_SYMBOL(name) percpu.name

/* Make the linker take the image's part of the runtime.  */
#if defined __PERCPU_MODEL_SINGLE__ || defined __PERCPU_ABI_FREESTANDING__ \
    || !__STDC_HOSTED__
# define __PERCPU_NEED(symbol)
#else
# define __PERCPU_NEED(symbol)						\
	.hidden	symbol;							\
	.pushsection .percpu.image, "ae", @progbits;			\
	.balign	8;							\
	.quad	symbol;							\
	.popsection
#endif

/* PERCPU_DECLARE (NAME)

   Declare NAME as a per-CPU variable of another file.  It is not required, but
   prevents a shared object from exporting the variable.  */
#define PERCPU_DECLARE(name)						\
	.hidden	PERCPU_SYMBOL (name);					\
	__PERCPU_NEED (__percpu_image)

/* PERCPU_DEFINE (NAME, SIZE, ALIGN)
     directives for SIZE bytes: the initial value of every instance
   PERCPU_END

   Define the per-CPU variable NAME.  ALIGN, in bytes, is a power of 2, at most
   4096.  */
#define PERCPU_DEFINE(name, bytes, alignment)				\
	PERCPU_DECLARE (name);						\
	.pushsection __percpu, "aw", @progbits;				\
	.balign	alignment;						\
	.globl	PERCPU_SYMBOL (name);					\
	.type	PERCPU_SYMBOL (name), @object;				\
	.size	PERCPU_SYMBOL (name), bytes;				\
	PERCPU_SYMBOL (name):
#define PERCPU_END .popsection

/* PERCPU_ADDRESS (NAME, REG)

   Load the per-CPU address of NAME, as &NAME in C, into the 64-bit register
   REG.  Changes the flags in position-independent code.  */
#if defined __PIC__ && !defined __PIE__ && !defined __PERCPU_MODEL_SINGLE__ \
    && !defined __PERCPU_ABI_FREESTANDING__ && __STDC_HOSTED__
# define PERCPU_ADDRESS(name, reg)					\
	__PERCPU_NEED (__percpu_image);					\
	.hidden	PERCPU_SYMBOL (name), __percpu_pic_bias;		\
	leaq	PERCPU_SYMBOL (name)(%rip), reg;			\
	addq	__percpu_pic_bias(%rip), reg
#else
# define PERCPU_ADDRESS(name, reg)					\
	leaq	PERCPU_SYMBOL (name)(%rip), reg
#endif

/* PERCPU_AT (OPERAND): the instance at OPERAND, which is a per-CPU address in a
   register, with or without a displacement and an index:

	PERCPU_ADDRESS (table, %rax)
	incl	PERCPU_AT (4(%rax,%rdi,4))  */
#ifdef __PERCPU_MODEL_SINGLE__
# define PERCPU_AT(operand) operand
#else
# define PERCPU_AT(operand) %gs:operand
#endif

/* PERCPU_THIS (NAME): this CPU's instance of NAME as the operand of an
   instruction.  PERCPU_THIS_AT (NAME, BYTES) is the memory BYTES behind its
   beginning.  Position-independent code for shared objects uses PERCPU_ADDRESS
   instead.  */
#if !defined __PIC__ || defined __PIE__ || defined __PERCPU_MODEL_SINGLE__ \
    || defined __PERCPU_ABI_FREESTANDING__ || !__STDC_HOSTED__
# define PERCPU_THIS_AT(name, bytes)					\
	PERCPU_AT (PERCPU_SYMBOL (name) + bytes(%rip))
# define PERCPU_THIS(name) PERCPU_AT (PERCPU_SYMBOL (name)(%rip))
/* Such code is for executables: the reference makes other links fail.  */
__PERCPU_NEED (__percpu_page)
#endif

#endif /* PERCPU_ASM_H */
