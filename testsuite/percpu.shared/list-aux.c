/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* A shared object with lists, a stack and locks.  */

#include <percpu.h>

static __attribute__ ((percpu))
struct { long pad[5]; struct percpu_list l; } mine;
static __attribute__ ((percpu)) PERCPU_STACK (8) stack;
static __attribute__ ((percpu)) struct percpu_rwlock lock;
static __attribute__ ((percpu)) struct percpu_lock word;
static long value, copy;

/* Moves NODE through the list and stack of this object, and a node of *THEIRS
   too.  Returns: 0 if all is correct; *NODE is a chain that the caller
   keeps.  */
int
list_aux_move (struct percpu_list __percpu *theirs, struct percpu_node **node)
{
  struct percpu_node *n = percpu_list_pop (theirs);
  unsigned int cpu;
  int result = 0;

  percpu_rwlock_read_enter (&lock);
  result |= *(volatile long *) &value != *(volatile long *) &copy;
  percpu_rwlock_read_leave (&lock);
  if (*node)
    percpu_list_push (&mine.l, *node);
  *node = percpu_list_pop (&mine.l);
  if (*node && percpu_stack_push (&stack, *node))
    *node = percpu_stack_pop (&stack);
  if (n)
    percpu_list_push (theirs, n);
  cpu = percpu_lock_this (&word);
  percpu_lock_leave (&word, cpu);
  return result;
}

void
list_aux_change (void)
{
  percpu_rwlock_write_enter (&lock);
  value++;
  *(volatile long *) &copy = *(volatile long *) &value;
  percpu_rwlock_write_leave (&lock);
}

/* Returns: the number of remaining nodes, which are moved to *THEIRS.  */
unsigned int
list_aux_give_back (struct percpu_list __percpu *theirs)
{
  struct percpu_node *chain = percpu_list_drain (&mine.l);
  unsigned int n = 0;

  for (struct percpu_node *next; chain; chain = next, n++)
    {
      next = chain->next;
      percpu_list_push (theirs, chain);
    }
  percpu_foreach (cpu)
    for (void *p; (p = percpu_stack_pop_of (&stack, cpu)); n++)
      percpu_list_push (theirs, p);
  return n;
}
