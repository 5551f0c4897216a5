/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* The library's lists, stacks and reader-writer lock.  */

#include "list.h"
#include <percpu.h>

enum { NODES = 64 };

static __attribute__ ((percpu, aligned (64))) struct percpu_list list;
static __attribute__ ((percpu, aligned (64))) PERCPU_STACK (NODES) stack;
static __attribute__ ((percpu)) struct percpu_rwlock lock;
static struct percpu_node nodes[NODES];

static void __attribute__ ((constructor))
fill (void)
{
  for (int i = 0; i < NODES; i++)
    {
      percpu_list_push (&list, &nodes[i]);
      percpu_stack_push (&stack, &nodes[i]);
    }
}

static void __attribute__ ((noipa, aligned (64)))
list_loop (unsigned long rounds)
{
  /* The constructor may have run on another CPU.  */
  struct percpu_node own, *node = percpu_list_pop (&list);

  percpu_list_push (&list, node ? node : &own);
  do
    {
      node = percpu_list_pop (&list);
      percpu_list_push (&list, node);
    }
  while (--rounds != 0);
  node = percpu_list_pop (&list);
  if (node != &own)
    percpu_list_push (&list, node);
}

static int
list_whole (void)
{
  struct percpu_node *chain = percpu_list_drain (&list);
  int n = 0;

  for (struct percpu_node *next; chain; chain = next, n++)
    {
      next = chain->next;
      percpu_list_push (&list, chain);
    }
  return n == NODES;
}

static void __attribute__ ((noipa, aligned (64)))
stack_loop (unsigned long rounds)
{
  static char own;
  void *p = percpu_stack_pop (&stack);

  percpu_stack_push (&stack, p ? p : &own);
  do
    {
      p = percpu_stack_pop (&stack);
      percpu_stack_push (&stack, p);
    }
  while (--rounds != 0);
  p = percpu_stack_pop (&stack);
  if (p != &own)
    percpu_stack_push (&stack, p);
}

static int
stack_whole (void)
{
  return (int) percpu_sum (stack.count) == NODES;
}

static void __attribute__ ((noipa, aligned (64)))
rwlock_loop (unsigned long rounds)
{
  do
    {
      percpu_rwlock_read_enter (&lock);
      percpu_rwlock_read_leave (&lock);
    }
  while (--rounds != 0);
}

static int
rwlock_whole (void)
{
  return percpu_sum (lock.entered) == percpu_sum (lock.left);
}

const struct pair pair_list = { "list", "mutex", list_loop, list_whole };
const struct pair pair_stack = { "stack", "mutex", stack_loop, stack_whole };
const struct pair pair_rwlock = { "rwlock", "pthread_rwlock", rwlock_loop,
				  rwlock_whole };
