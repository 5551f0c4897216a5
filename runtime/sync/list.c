/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Lists and stacks: what no sequence does.  image/list.c and arch/CPU/list.h
   have the sequences.

   Each area has a word STOPPED, which all sequences of lists look at before
   they look at the list.  Who wants to have an area's lists for itself, be it
   another CPU's or one whose sequences the kernel does not abort,

     1. lets STOPPED go from 0 to its own number, by an atomic instruction;
     2. lets the sequences be aborted that have been begun on that CPU;
     3. does to the list what it wants, and commits it by one store;
     4. lets STOPPED be 0, and wakes who waits for that.

   Why nobody else is at the list in 3.  Others who do the same are not, by 1.
   A sequence that looked at STOPPED before 1 is committed before 2 is over, and
   then its stores are visible to 3, or it is aborted by 2 and not committed.
   One that looks after 1 sees that it is not 0 and leaves; and one that looks
   after 4 sees all that was done in 3, since x86-64 does not let a later load
   come before an earlier one.

   Step 2 is the kernel's (pcpu_os_restart).  A thread whose own sequences the
   kernel does not abort does not need it for its own area.  Either the area is
   private: nobody else has sequences there.  Or the thread is bound, and the
   area is that of the CPU it runs on: then no other thread runs there, and what
   sequences others have begun there have been interrupted, and are aborted when
   they go on.

   1 to 4 is some microseconds, with all signals blocked: a handler that
   interrupted its own thread in between would wait for ever.  Who waits sleeps,
   so that a thread of the highest priority lets the one go on that it waits
   for.

   What stands in STOPPED is the number of the thread, and a bit that says that
   somebody waits.  In a child of fork there may stand one of the parent's.
   There it is set to 0; in a child that was made without the C library, he who
   waits finds out that there is no such thread.  In both cases each list is as
   it was before step 3 or after it.  */

#include "sync/sync.h"

#include <errno.h>

enum
{
  WAITED = 1u << 31,
  /* Milliseconds, until it is looked whether a thread still lives.  */
  SLEEP = 100
};

/* Sleep until the area of PAGE may go on.  OWNER is who has stopped it.  */
static void
stopped_await (struct __percpu_page *page, uint32_t owner)
{
  uint64_t self = pcpu_os_thread_self ();
  uint64_t thread = (self & ~(uint64_t) UINT32_MAX) | (owner & ~WAITED);

  if (thread == self)
    {
      /* From a handler of what cannot be blocked.  */
      pcpu_os_message ("a handler uses a list that its thread has stopped"
		       " (CPU %u)", page->cpu);
      pcpu_os_abort ();
    }
  if (!(owner & WAITED)
      && !__atomic_compare_exchange_n (&page->stopped, &owner, owner | WAITED,
				       false, __ATOMIC_ACQ_REL,
				       __ATOMIC_RELAXED))
    return;
  owner |= WAITED;
  if (pcpu_os_wait (&page->stopped, owner, SLEEP)
      && pcpu_os_thread_ended_p (thread))
    __atomic_compare_exchange_n (&page->stopped, &owner, 0, false,
				 __ATOMIC_ACQ_REL, __ATOMIC_RELAXED);
}

/* Step 1.
   Context: all signals are blocked.  */
static void
area_stop (struct __percpu_page *page)
{
  uint32_t self = (uint32_t) pcpu_os_thread_self ();
  uint32_t owner = 0;

  while (!__atomic_compare_exchange_n (&page->stopped, &owner, self, false,
				       __ATOMIC_SEQ_CST, __ATOMIC_RELAXED))
    {
      if (owner != 0)
	stopped_await (page, owner);
      owner = 0;
    }
}

/* Step 4.  */
static void
area_continue (struct __percpu_page *page)
{
  if (__atomic_exchange_n (&page->stopped, 0, __ATOMIC_SEQ_CST) & WAITED)
    pcpu_os_wake (&page->stopped);
}

/* A stack, whose slots are more.  */
struct stack
{
  size_t count;
  void *slot[];
};

/* Step 3, on the instance AT.  Commits by one store, so that fork finds all or
   nothing.  */
static enum pcpu_list_result
execute (enum __percpu_list_operation operation, uintptr_t at, void *p,
	 size_t limit, void **result)
{
  struct percpu_list *list = (struct percpu_list *) at;
  struct stack *stack = (struct stack *) at;
  struct percpu_node *node = p;

  switch (operation)
    {
    case __PERCPU_LIST_PUSH:
      node->next = list->head;
      __atomic_store_n (&list->head, node, __ATOMIC_RELEASE);
      return PCPU_LIST_DONE;

    case __PERCPU_LIST_POP:
    case __PERCPU_LIST_POP_ALL:
      node = list->head;
      if (!node)
	return PCPU_LIST_NONE;
      __atomic_store_n (&list->head,
			operation == __PERCPU_LIST_POP ? node->next : NULL,
			__ATOMIC_RELEASE);
      *result = node;
      return PCPU_LIST_DONE;

    case __PERCPU_STACK_PUSH:
      if (stack->count >= limit)
	return PCPU_LIST_NONE;
      stack->slot[stack->count] = p;
      __atomic_store_n (&stack->count, stack->count + 1, __ATOMIC_RELEASE);
      return PCPU_LIST_DONE;

    case __PERCPU_STACK_POP:
      if (stack->count == 0)
	return PCPU_LIST_NONE;
      *result = stack->slot[stack->count - 1];
      __atomic_store_n (&stack->count, stack->count - 1, __ATOMIC_RELEASE);
      return PCPU_LIST_DONE;
    }
  return PCPU_LIST_NONE;
}

unsigned int
__percpu_list_slow (enum __percpu_list_operation operation,
			 uintptr_t address, void *p, size_t limit,
			 void **result)
{
  enum pcpu_list_result done = PCPU_LIST_SLOW;
  struct pcpu_os_signals signals;
  struct __percpu_page *page;
  uintptr_t displacement;
  int error = errno;

  if (__percpu_guard_thread.has_rseq)
    {
      /* The sequence was here, on whatever CPU the thread is now.  */
      uint32_t owner;

      page = pcpu_words (pcpu_thread_area ());
      owner = __atomic_load_n (&page->stopped, __ATOMIC_ACQUIRE);
      if (owner != 0)
	stopped_await (page, owner);
    }
  else
    {
      pcpu_os_signals_block (&signals);
      displacement = pcpu_thread_no_rseq ();
      if (displacement != 0)
	{
	  page = pcpu_words (displacement);
	  area_stop (page);
	  done = execute (operation, displacement + address, p, limit, result);
	  area_continue (page);
	}
      pcpu_os_signals_restore (&signals);
    }
  errno = error;
  return done;
}

/* Do OPERATION to the instance of the area with NUMBER, one of those in
   use.  */
static void *
execute_there (enum __percpu_list_operation operation, uintptr_t address,
	       unsigned int number, uintptr_t displacement)
{
  struct __percpu_page *page = pcpu_words (displacement);
  unsigned int kernel = (pcpu_cpu_p (number)
			 ? pcpu_cpu_kernel (number) : PCPU_CPUS_MAX);
  struct pcpu_os_signals signals;
  void *result = NULL;
  bool alone;

  pcpu_os_signals_block (&signals);
  area_stop (page);
  alone = (kernel >= PCPU_CPUS_MAX || percpu_mode () == PERCPU_MODE_PRIVATE
	   || pcpu_os_restart (kernel));
  if (alone)
    execute (operation, displacement + address, NULL, 0, &result);
  area_continue (page);
  pcpu_os_signals_restore (&signals);
  if (!alone)
    {
      pcpu_os_message ("the kernel does not abort what is executed on CPU %u",
		       number);
      pcpu_os_abort ();
    }
  return result;
}

/* Likewise of any area.  */
static void *
execute_of (enum __percpu_list_operation operation, uintptr_t address,
	    unsigned int cpu)
{
  uintptr_t displacement = pcpu_area_in_use (cpu);
  int error = errno;
  void *result;

  if (displacement == 0)
    {
      /* Not to be used, or not used yet: then there is nothing.  */
      __percpu_displacement_read (cpu);
      return NULL;
    }
  /* In both cases the first word says whether there is anything.  */
  if (__atomic_load_n ((uintptr_t *) (displacement + address),
		       __ATOMIC_ACQUIRE) == 0)
    return NULL;
  result = execute_there (operation, address, cpu, displacement);
  errno = error;
  return result;
}

struct percpu_node *
percpu_list_pop_all_of (struct percpu_list *l, unsigned int cpu)
{
  return execute_of (__PERCPU_LIST_POP_ALL, (uintptr_t) l, cpu);
}

void *
__percpu_stack_pop_of (size_t *count, unsigned int cpu)
{
  return execute_of (__PERCPU_STACK_POP, (uintptr_t) count, cpu);
}

struct percpu_node *
percpu_list_drain (struct percpu_list *l)
{
  struct percpu_node *all = NULL, *last = NULL;

  for (unsigned int i = 0; i < percpu_nr_cpus (); i++)
    {
      struct percpu_node *chain;

      if (pcpu_area_in_use (i) == 0)
	continue;
      chain = percpu_list_pop_all_of (l, i);
      if (!chain)
	continue;
      if (last)
	last->next = chain;
      else
	all = chain;
      for (last = chain; last->next; last = last->next)
	continue;
    }
  return all;
}

static void
fork_child (void)
{
  for (unsigned int i = 0; i < percpu_nr_cpus (); i++)
    {
      uintptr_t displacement = pcpu_area_in_use (i);
      struct __percpu_page *page = pcpu_words (displacement);

      /* What is 0 is not written, and takes no memory.  */
      if (displacement != 0
	  && __atomic_load_n (&page->stopped, __ATOMIC_RELAXED) != 0)
	__atomic_store_n (&page->stopped, 0, __ATOMIC_RELEASE);
    }
}

static void __attribute__ ((constructor (101)))
list_constructor (void)
{
  pcpu_need (pcpu_os_at_fork (NULL, NULL, fork_child),
	     "cannot prepare for fork");
}
