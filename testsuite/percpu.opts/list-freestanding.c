/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Lists and stacks in freestanding code need only their arguments: the hooks
   are the only functions that are called.  */
/* { dg-do compile } */
/* { dg-options "-ffreestanding -O2 -Wall -Wextra -Werror" } */
/* { dg-final { scan-assembler-not {percpu_(list|stack)_(push|pop)} } } */
/* { dg-final { scan-assembler {percpu_preempt_disable} } } */

#include <percpu.h>

static __attribute__ ((percpu)) struct percpu_list list;
static __attribute__ ((percpu)) PERCPU_STACK (3) stack;

void
put (struct percpu_node *n)
{
  percpu_list_push (&list, n);
}

struct percpu_node *
get (void)
{
  return percpu_list_empty (&list) ? NULL : percpu_list_pop (&list);
}

struct percpu_node *
get_all (struct percpu_list __percpu *l)
{
  return percpu_list_pop_all (l);
}

bool
keep (void *p)
{
  return percpu_stack_count (&stack) < 2 && percpu_stack_push (&stack, p);
}

void *
kept (void)
{
  return percpu_stack_pop (&stack);
}
