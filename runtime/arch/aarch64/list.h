/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* The sequences of lists and stacks; image/list.c has their pseudo-code.  */

#ifndef PCPU_LIST_H
#define PCPU_LIST_H 1

#include "sequence.h"

_Static_assert (PCPU_LIST_SLOW == 0 && PCPU_LIST_NONE == 1
		&& PCPU_LIST_DONE == 2 && sizeof (struct percpu_list) == 8
		&& offsetof (struct percpu_node, next) == 0, "the sequences");

/* Leave the sequence if the kernel does not abort those of this thread, or if
   those of this area are stopped.  The load acquires: another thread may have
   changed the lists before it stored 0 in the word.  */
#define PCPU_LIST_CHECK							\
  "mov %w[result], 0\n\t"						\
  PCPU_SEQUENCE_NEED_RSEQ						\
  "add x10, x9, %[page]\n\t"						\
  "add x10, x10, 28\n\t"						\
  "ldar w10, [x10]\n\t"						\
  "cbnz w10, 2f\n\t"

/* Without the kernel's help: take the slow path.  */
#define PCPU_LIST_ALONE "mov %w[result], 0"

/* Load the first node, or leave the sequence if there is none.  */
#define PCPU_LIST_FIRST							\
  "mov %w[result], 1\n\t"						\
  "ldr %[first], [x9, %[list]]\n\t"					\
  "cbz %[first], 2f\n\t"						\
  "mov %w[result], 2\n\t"

/* ADDRESS is the per-CPU address of the list, or of the stack's count; SELF is
   the record of the thread.  The functions return an enum pcpu_list_result.  */

static inline unsigned int
pcpu_list_push (const struct __percpu_guard_thread *self, uintptr_t address,
		struct percpu_node *node)
{
  unsigned int result;

  __asm__ volatile (PCPU_SEQUENCE (PCPU_LIST_CHECK
				   "ldr x10, [x9, %[list]]\n\t"
				   "str x10, [%[node]]\n\t"
				   "mov %w[result], 2\n\t"
				   "str %[node], [x9, %[list]]",
				   PCPU_LIST_ALONE)
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
				   "ldr x10, [%[first]]\n\t"
				   "str x10, [x9, %[list]]",
				   PCPU_LIST_ALONE)
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
				   "str xzr, [x9, %[list]]",
				   PCPU_LIST_ALONE)
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
  uintptr_t slots;

  __asm__ volatile (PCPU_SEQUENCE (PCPU_LIST_CHECK
				   "mov %w[result], 1\n\t"
				   "ldr x10, [x9, %[stack]]\n\t"
				   "cmp x10, %[limit]\n\t"
				   "b.hs 2f\n\t"
				   "mov %w[result], 2\n\t"
				   "add %[slots], x9, %[stack]\n\t"
				   "add %[slots], %[slots], 8\n\t"
				   "str %[p], [%[slots], x10, lsl 3]\n\t"
				   "add x10, x10, 1\n\t"
				   "str x10, [x9, %[stack]]",
				   PCPU_LIST_ALONE)
		    : [result] "=&r" (result), [slots] "=&r" (slots)
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
				   "mov %w[result], 1\n\t"
				   "ldr x10, [x9, %[stack]]\n\t"
				   "cbz x10, 2f\n\t"
				   "mov %w[result], 2\n\t"
				   "add %[top], x9, %[stack]\n\t"
				   "ldr %[top], [%[top], x10, lsl 3]\n\t"
				   "sub x10, x10, 1\n\t"
				   "str x10, [x9, %[stack]]",
				   PCPU_LIST_ALONE)
		    : [result] "=&r" (result), [top] "=&r" (top)
		    : PCPU_SEQUENCE_INPUTS, [has_rseq] "m" (self->has_rseq),
		      [stack] "r" (address)
		    : PCPU_SEQUENCE_CLOBBERS);
  *p = top;
  return result;
}

#endif /* PCPU_LIST_H */
