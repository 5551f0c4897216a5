/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Lists and stacks: the fast path, which is part of each image that uses them.
   It is taken unless the sequences of the CPU are stopped.  percpu/list.h
   explains why it is right; sync/list.c has the slow path.

   These are the sequences (arch/CPU/list.h):

     the kernel aborts sequences of this thread, and those of this area
       are not stopped?					else SLOW

     push:    node->next = head		     pop:    node = head
	      head = node	commit		     node == NULL?  NONE
						     head = node->next	commit

     stack    n = count			     stack   n = count
     push:    n >= limit?  NONE		     pop:    n == 0?  NONE
	      slot[n] = p			     p = slot[n - 1]
	      count = n + 1	commit		     count = n - 1	commit

     pop_all: node = head, node == NULL?  NONE; head = NULL	commit

   The result must be set within the sequence, because after the commit the
   thread may run anywhere; it is set before the commit, and again in each
   attempt.  The stores to node->next and to the slot may precede the commit
   because they are not visible to other code before it: the node still belongs
   to the caller, and the slot is free.  */

#include "image/image.h"
#include "list.h"

PCPU_IMAGE_CONSTRUCTOR (list_constructor, __percpu_barrier_prepare);

/* Returns: the record of the thread, whose image is registered.  */
static struct __percpu_guard_thread *
self (void)
{
  struct __percpu_guard_thread *thread = &__percpu_guard_thread;

  if (__builtin_expect (!thread->has_rseq, false))
    __percpu_thread_begin (&__percpu_image);
  return thread;
}

/* Execute SEQUENCE, or the slow path if the sequence was left without its
   commit, until one of them has performed the operation.  */
#define EXECUTE(result, sequence, operation, address, p, limit, popped)	\
  do									\
    {									\
      result = (sequence);						\
      if (__builtin_expect (result == PCPU_LIST_SLOW, false))	\
	result = __percpu_list_slow (operation, address, p, limit,	\
					  popped);			\
    }									\
  while (__builtin_expect (result == PCPU_LIST_SLOW, false))

void
percpu_list_push (struct percpu_list *l, struct percpu_node *node)
{
  struct __percpu_guard_thread *thread = self ();
  unsigned int result;

  EXECUTE (result, pcpu_list_push (thread, (uintptr_t) l, node),
	   __PERCPU_LIST_PUSH, (uintptr_t) l, node, 0, NULL);
}

struct percpu_node *
percpu_list_pop (struct percpu_list *l)
{
  struct __percpu_guard_thread *thread = self ();
  unsigned int result;
  void *node;

  EXECUTE (result, pcpu_list_pop (thread, (uintptr_t) l, &node),
	   __PERCPU_LIST_POP, (uintptr_t) l, NULL, 0, &node);
  return result == PCPU_LIST_DONE ? node : NULL;
}

struct percpu_node *
percpu_list_pop_all (struct percpu_list *l)
{
  struct __percpu_guard_thread *thread = self ();
  unsigned int result;
  void *node;

  EXECUTE (result, pcpu_list_pop_all (thread, (uintptr_t) l, &node),
	   __PERCPU_LIST_POP_ALL, (uintptr_t) l, NULL, 0, &node);
  return result == PCPU_LIST_DONE ? node : NULL;
}

bool
__percpu_stack_push (size_t *count, void *p, size_t limit)
{
  struct __percpu_guard_thread *thread = self ();
  unsigned int result;

  EXECUTE (result, pcpu_stack_push (thread, (uintptr_t) count, p, limit),
	   __PERCPU_STACK_PUSH, (uintptr_t) count, p, limit, NULL);
  return result == PCPU_LIST_DONE;
}

void *
__percpu_stack_pop (size_t *count)
{
  struct __percpu_guard_thread *thread = self ();
  unsigned int result;
  void *p;

  EXECUTE (result, pcpu_stack_pop (thread, (uintptr_t) count, &p),
	   __PERCPU_STACK_POP, (uintptr_t) count, NULL, 0, &p);
  return result == PCPU_LIST_DONE ? p : NULL;
}
