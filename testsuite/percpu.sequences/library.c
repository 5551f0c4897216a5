/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* The sequences that the runtime links into programs: guards, lists, stacks and
   locks.  */

#include <percpu.h>

static __attribute__ ((percpu)) struct percpu_list list;
static __attribute__ ((percpu)) PERCPU_STACK (4) stack;
static __attribute__ ((percpu)) struct percpu_lock lock;
static __attribute__ ((percpu)) struct percpu_rwlock rwlock;
static __attribute__ ((percpu)) long n;

int
main (void)
{
  struct percpu_node *node = percpu_list_pop (&list);
  unsigned int cpu = percpu_lock_this (&lock);

  n++;
  percpu_lock_leave (&lock, cpu);
  if (node)
    percpu_list_push (&list, node);
  percpu_list_pop_all (&list);
  percpu_stack_push (&stack, node ? node : (void *) &cpu);
  percpu_rwlock_read_enter (&rwlock);
  percpu_rwlock_read_leave (&rwlock);
  percpu_rwlock_write_enter (&rwlock);
  percpu_rwlock_write_leave (&rwlock);
  percpu_guarded (g)
    ++*percpu_borrow (g, &n);
  return percpu_stack_pop (&stack) == NULL;
}
