/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Lists, stacks and locks in model `single': plain C between the program's
   hooks.  */
/* { dg-additional-options "-fplugin-arg-percpu-model=single" } */

#include <percpu.h>
#include <stdio.h>

static __attribute__ ((percpu)) struct percpu_list list;
static __attribute__ ((percpu)) PERCPU_STACK (3) stack;
static __attribute__ ((percpu)) struct percpu_lock lock;
static __attribute__ ((percpu)) struct percpu_rwlock rwlock;

static int depth, calls;

void
percpu_preempt_disable (void)
{
  calls++;
  depth++;
}

void
percpu_preempt_enable (void)
{
  depth--;
}

int
main (void)
{
  struct percpu_node n[4];
  unsigned int cpu;

  if (!percpu_list_empty (&list) || percpu_list_pop (&list))
    return 1;
  for (int i = 0; i < 4; i++)
    percpu_list_push (&list, &n[i]);
  if (percpu_list_pop (&list) != &n[3] || percpu_list_pop (&list) != &n[2])
    return 2;
  if (percpu_list_pop_all_of (&list, 0) != &n[1] || n[1].next != &n[0]
      || n[0].next || !percpu_list_empty (&list)
      || percpu_list_drain (&list) || percpu_list_pop_all (&list))
    return 3;
  for (int i = 0; i < 5; i++)
    if (percpu_stack_push (&stack, &n[i % 4]) != (i < 3))
      return 4;
  if (percpu_stack_count (&stack) != 3 || percpu_stack_pop (&stack) != &n[2]
      || percpu_stack_pop (&stack) != &n[1]
      || percpu_stack_pop_of (&stack, 0) != &n[0] || percpu_stack_pop (&stack))
    return 5;
  if (depth != 0 || calls == 0)
    return 6;
  cpu = percpu_lock_this (&lock);
  percpu_rwlock_read_enter (&rwlock);
  percpu_rwlock_read_enter (&rwlock);
  if (depth != 3)
    return 7;
  percpu_rwlock_read_leave (&rwlock);
  percpu_rwlock_read_leave (&rwlock);
  percpu_rwlock_write_enter (&rwlock);
  percpu_rwlock_write_leave (&rwlock);
  percpu_lock_leave (&lock, cpu);
  printf ("%d calls\n", calls);
  return depth;
}
