/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Lists and stacks: the slow paths.  image/list.c and arch/CPU/list.h have the
   sequences.

   Each area has a word STOPPED, which all sequences of lists check before they
   access the list.  A thread that needs exclusive access to an area's lists,
   because it is another CPU's or because the kernel does not abort the
   thread's sequences, executes four steps:

     1. Change STOPPED from 0 to the thread's number, by an atomic instruction.
     2. Let the kernel abort the sequences that were begun on that CPU.
     3. Change the list, and commit this by one store.
     4. Store 0 in STOPPED, and wake the waiting threads.

   Step 3 has exclusive access.  Step 1 excludes other threads that execute the
   same steps.  A sequence that checked STOPPED before step 1 is either
   committed before step 2 is complete, and its stores are visible in step 3,
   or step 2 aborts it.  A sequence that checks STOPPED after step 1 finds that
   it is not 0 and leaves; one that checks after step 4 sees all stores of step
   3, because its load of STOPPED acquires.

   The kernel performs step 2 (pcpu_os_restart).  A thread whose own sequences
   the kernel does not abort does not need it for its own area.  Either the
   area is private: no other thread has sequences there.  Or the thread is
   bound, and the area is that of the CPU it runs on: no other thread runs
   there at the same time, and sequences that other threads have begun there
   were interrupted, and will be aborted.

   The steps take some microseconds, with all signals blocked: a handler that
   interrupted its own thread in between would wait for ever.  Waiting threads
   sleep, so that a thread of the highest priority lets the thread run for
   which it waits.

   The value of STOPPED is the number of the thread, and a bit that is set if
   threads wait.  In a child of fork it may be the number of a thread of the
   parent.  It is set to 0 there; in a child that was made without the C
   library, a waiting thread finds out that there is no such thread.  In both
   cases each list is as it was before or after step 3.  */

#include "sync/sync.h"

#include <errno.h>

enum
{
  WAITED = 1u << 31,
  /* The timeout in milliseconds, after which it is checked whether a thread
     has ended.  */
  SLEEP = 100
};

/* Sleep until the area of PAGE may continue.  OWNER is the thread that has
   stopped it.  */
static void
stopped_await (struct __percpu_page *page, uint32_t owner)
{
  uint64_t self = pcpu_os_thread_self ();
  uint64_t thread = (self & ~(uint64_t) UINT32_MAX) | (owner & ~WAITED);

  if (thread == self)
    {
      /* The caller is a handler of a signal that cannot be blocked.  */
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

/* A stack; the number of slots depends on its type.  */
struct stack
{
  size_t count;
  void *slot[];
};

/* Step 3, on the instance AT.  The change is committed by one store, so that
   fork copies all of it or nothing.  */
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
      /* The sequence was executed here, wherever the thread is now.  */
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

/* Perform OPERATION on the instance in the area with NUMBER, which is in
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

/* Perform OPERATION on CPU's instance, whose area need not be in use.  */
static void *
execute_of (enum __percpu_list_operation operation, uintptr_t address,
	    unsigned int cpu)
{
  uintptr_t displacement = pcpu_area_in_use (cpu);
  int error = errno;
  void *result;

  if (displacement == 0)
    {
      /* CPU is not possible, which ends the program, or its area is not used
	 yet and the list is empty.  */
      __percpu_displacement_read (cpu);
      return NULL;
    }
  /* In both cases the first word is 0 if the list or stack is empty.  */
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

/* Permits operations on all lists in a child of fork, where the thread that had
   stopped them may be missing.  */
static void
fork_child (void)
{
  for (unsigned int i = 0; i < percpu_nr_cpus (); i++)
    {
      uintptr_t displacement = pcpu_area_in_use (i);
      struct __percpu_page *page = pcpu_words (displacement);

      /* Words that are 0 are not written, so they take no memory.  */
      if (displacement != 0
	  && __atomic_load_n (&page->stopped, __ATOMIC_RELAXED) != 0)
	__atomic_store_n (&page->stopped, 0, __ATOMIC_RELEASE);
    }
}

/* Prepares the lists when the library is initialised.  */
static void __attribute__ ((constructor (101)))
list_constructor (void)
{
  pcpu_need (pcpu_os_at_fork (NULL, NULL, fork_child),
	     "cannot prepare for fork");
}
