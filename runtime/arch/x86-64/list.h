/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* The sequences of lists and stacks; image/list.c has their pseudo-code.  */

#ifndef PCPU_LIST_H
#define PCPU_LIST_H 1

#include "sequence.h"

_Static_assert (PCPU_LIST_SLOW == 0 && PCPU_LIST_NONE == 1
		&& PCPU_LIST_DONE == 2 && sizeof (struct percpu_list) == 8
		&& offsetof (struct percpu_node, next) == 0, "the sequences");

#define PCPU_LIST_CHECK							\
  "xorl %k[result], %k[result]\n\t"					\
  "cmpl $0, %[has_rseq]\n\t"						\
  "je 2f\n\t"								\
  "cmpl $0, %%gs:28(%[page])\n\t"					\
  "jne 2f\n\t"

/* Load the first node, or leave the sequence if there is none.  */
#define PCPU_LIST_FIRST							\
  "movl $1, %k[result]\n\t"						\
  "movq %%gs:(%[list]), %[first]\n\t"					\
  "testq %[first], %[first]\n\t"					\
  "je 2f\n\t"								\
  "movl $2, %k[result]\n\t"

/* ADDRESS is the per-CPU address of the list, or of the stack's count; SELF is
   the record of the thread.  The functions return an enum pcpu_list_result.  */

static inline unsigned int
pcpu_list_push (const struct __percpu_guard_thread *self, uintptr_t address,
		struct percpu_node *node)
{
  unsigned int result;

  __asm__ volatile (PCPU_SEQUENCE (PCPU_LIST_CHECK
				   "movq %%gs:(%[list]), %%r11\n\t"
				   "movq %%r11, (%[node])\n\t"
				   "movl $2, %k[result]\n\t"
				   "movq %[node], %%gs:(%[list])")
		    : [result] "=&r" (result)
		    : PCPU_SEQUENCE_INPUTS, [has_rseq] "m" (self->has_rseq),
		      [list] "r" (address), [node] "r" (node)
		    : PCPU_SEQUENCE_CLOBBERS);
  return result;
}

static inline unsigned int
pcpu_list_pop (const struct __percpu_guard_thread *self, uintptr_t address,
	       void **node)
{
  unsigned int result;
  void *first;

  __asm__ volatile (PCPU_SEQUENCE (PCPU_LIST_CHECK PCPU_LIST_FIRST
				   "movq (%[first]), %%r11\n\t"
				   "movq %%r11, %%gs:(%[list])")
		    : [result] "=&r" (result), [first] "=&r" (first)
		    : PCPU_SEQUENCE_INPUTS, [has_rseq] "m" (self->has_rseq),
		      [list] "r" (address)
		    : PCPU_SEQUENCE_CLOBBERS);
  *node = first;
  return result;
}

static inline unsigned int
pcpu_list_pop_all (const struct __percpu_guard_thread *self, uintptr_t address,
		   void **node)
{
  unsigned int result;
  void *first;

  __asm__ volatile (PCPU_SEQUENCE (PCPU_LIST_CHECK PCPU_LIST_FIRST
				   "movq $0, %%gs:(%[list])")
		    : [result] "=&r" (result), [first] "=&r" (first)
		    : PCPU_SEQUENCE_INPUTS, [has_rseq] "m" (self->has_rseq),
		      [list] "r" (address)
		    : PCPU_SEQUENCE_CLOBBERS);
  *node = first;
  return result;
}

static inline unsigned int
pcpu_stack_push (const struct __percpu_guard_thread *self, uintptr_t address,
		 void *p, size_t limit)
{
  unsigned int result;

  __asm__ volatile (PCPU_SEQUENCE (PCPU_LIST_CHECK
				   "movl $1, %k[result]\n\t"
				   "movq %%gs:(%[stack]), %%r11\n\t"
				   "cmpq %[limit], %%r11\n\t"
				   "jae 2f\n\t"
				   "movl $2, %k[result]\n\t"
				   "movq %[p], %%gs:8(%[stack],%%r11,8)\n\t"
				   "incq %%r11\n\t"
				   "movq %%r11, %%gs:(%[stack])")
		    : [result] "=&r" (result)
		    : PCPU_SEQUENCE_INPUTS, [has_rseq] "m" (self->has_rseq),
		      [stack] "r" (address), [p] "r" (p), [limit] "r" (limit)
		    : PCPU_SEQUENCE_CLOBBERS);
  return result;
}

static inline unsigned int
pcpu_stack_pop (const struct __percpu_guard_thread *self, uintptr_t address,
		void **p)
{
  unsigned int result;
  void *top;

  __asm__ volatile (PCPU_SEQUENCE (PCPU_LIST_CHECK
				   "movl $1, %k[result]\n\t"
				   "movq %%gs:(%[stack]), %%r11\n\t"
				   "testq %%r11, %%r11\n\t"
				   "je 2f\n\t"
				   "movl $2, %k[result]\n\t"
				   "movq %%gs:(%[stack],%%r11,8), %[top]\n\t"
				   "decq %%r11\n\t"
				   "movq %%r11, %%gs:(%[stack])")
		    : [result] "=&r" (result), [top] "=&r" (top)
		    : PCPU_SEQUENCE_INPUTS, [has_rseq] "m" (self->has_rseq),
		      [stack] "r" (address)
		    : PCPU_SEQUENCE_CLOBBERS);
  *p = top;
  return result;
}

#endif /* PCPU_LIST_H */
