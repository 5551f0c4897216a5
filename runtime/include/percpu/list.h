/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Lists and stacks for each CPU: free lists, caches of an allocator, queues of
   what is to be done later.

     struct object { struct percpu_node node; ... };

     static __attribute__ ((percpu)) struct percpu_list idle;

     percpu_list_push (&idle, &o->node);
     node = percpu_list_pop (&idle);	   NULL if this CPU has none

     static __attribute__ ((percpu)) PERCPU_STACK (32) cache;

     if (!percpu_stack_push (&cache, p))
       the stack of this CPU is full
     p = percpu_stack_pop (&cache);	   NULL if it is empty

   A list is a chain of nodes that are part of the user's objects: it has no
   limit, and needs no memory of its own.  A stack is an array of pointers,
   which looks into no object.  Both give back first what came last.  Zero is
   empty.  This is included by percpu.h.

   Each operation happens at one moment on one CPU, the one that the thread is
   then on; any thread and any signal handler may do any of them at any time,
   within guards too, and those that interrupt each other.  In a Linux program
   it is a restartable sequence without an atomic instruction.

   Why there is no ABA.  percpu_list_pop reads the head and the first node's
   `next', and commits the latter as the head, in one sequence.  Where a
   compare-exchange only sees that the head is what it was before, a sequence
   that was interrupted by another thread or a signal handler of its own, on
   this CPU, is not committed at all; and no other CPU changes this list
   (percpu_list_pop_all_of and percpu_list_drain first stop the sequences of the
   CPU whose list they take, see below).  So from the reading of the head to the
   commit nothing has happened to the list.  No tag is needed, nor may a
   node be reused late: as soon as it was popped its memory is the caller's, to
   be pushed again, freed or unmapped.  `next' is read of a node that at this
   moment is in the list.

   Who takes another CPU's nodes says so in that CPU's area, lets the kernel
   abort what sequences are being executed there (membarrier), takes them by
   plain loads and stores, and says that it is over.  Sequences that begin
   meanwhile wait, for some microseconds.  All the cost is with the one who
   takes; no sequence has an instruction more for each list.  Where there
   is no such membarrier (before Linux 5.10, or because of a filter) the thread
   goes to that CPU for a moment, which has the same effect; if it may not do
   that either the program ends with a message.

   A thread for which the kernel does nothing (see percpu_mode) takes its own
   area in the same way as another one's, with signals blocked: that is slower,
   by two system calls at least.  What it has pushed in a private area stays
   there when it ends, and is found by percpu_foreach, percpu_list_pop_all_of
   and percpu_list_drain, and by the thread that inherits the area.

   A child of fork has copies of all lists, each as it was before some operation
   or after it.

   In model `single' and in freestanding code the operations are plain C between
   percpu_preempt_disable and percpu_preempt_enable, as guards are.  */

#include <percpu.h>

#ifndef PERCPU_LIST_H
#define PERCPU_LIST_H 1

#include <percpu/guard.h>
#include <stdbool.h>

#ifndef __PERCPU_UNUSABLE__

/* The runtime, which is compiled without the plugin, knows per-CPU addresses by
   their numbers only.  */
#ifdef __PERCPU_RUNTIME__
# define __PERCPU_SPACE
# define __PERCPU_KEEPS(n)
#else
# define __PERCPU_SPACE __percpu
# define __PERCPU_KEEPS(n) __attribute__ ((percpu_keeps (n)))
#endif

/* To be a member of what is to be in a list; in one list at a time.  */
struct percpu_node
{
  struct percpu_node *next;
};

/* A per-CPU variable, or part of one.  */
struct percpu_list
{
  struct percpu_node *head;
};

/* PERCPU_STACK (N)

   The type of a stack that has room for N pointers on each CPU.  Like a list, a
   per-CPU variable or part of one.  */
#define PERCPU_STACK(n) struct { size_t count; void *slot[n]; }

#if defined __PERCPU_MODEL_SINGLE__ || defined __PERCPU_ABI_FREESTANDING__

static __inline__ void percpu_list_push (struct percpu_list __percpu *l,
					 struct percpu_node *node)
  __PERCPU_KEEPS (2);

static __inline__ void
percpu_list_push (struct percpu_list __percpu *l, struct percpu_node *node)
{
  struct percpu_guard g = percpu_guard_enter ();
  struct percpu_list *mine = percpu_borrow (g, l);

  node->next = mine->head;
  mine->head = node;
  percpu_guard_leave (&g);
}

static __inline__ struct percpu_node *
percpu_list_pop (struct percpu_list __percpu *l)
{
  struct percpu_guard g = percpu_guard_enter ();
  struct percpu_list *mine = percpu_borrow (g, l);
  struct percpu_node *node = mine->head;

  if (node)
    mine->head = node->next;
  percpu_guard_leave (&g);
  return node;
}

static __inline__ struct percpu_node *
percpu_list_pop_all (struct percpu_list __percpu *l)
{
  struct percpu_guard g = percpu_guard_enter ();
  struct percpu_list *mine = percpu_borrow (g, l);
  struct percpu_node *node = mine->head;

  mine->head = NULL;
  percpu_guard_leave (&g);
  return node;
}

/* The slots follow the count.  */

static __inline__ bool __percpu_stack_push (size_t __percpu *count, void *p,
					    size_t limit)
  __PERCPU_KEEPS (2);

static __inline__ bool
__percpu_stack_push (size_t __percpu *count, void *p, size_t limit)
{
  struct percpu_guard g = percpu_guard_enter ();
  size_t *mine = percpu_borrow (g, count), n = *mine;
  void **slot = (void **) (mine + 1);

  if (n < limit)
    {
      slot[n] = p;
      *mine = n + 1;
    }
  percpu_guard_leave (&g);
  return n < limit;
}

static __inline__ void *
__percpu_stack_pop (size_t __percpu *count)
{
  struct percpu_guard g = percpu_guard_enter ();
  size_t *mine = percpu_borrow (g, count), n = *mine;
  void **slot = (void **) (mine + 1), *p = NULL;

  if (n > 0)
    {
      p = slot[n - 1];
      *mine = n - 1;
    }
  percpu_guard_leave (&g);
  return p;
}

# ifdef __PERCPU_MODEL_SINGLE__
static __inline__ struct percpu_node *
percpu_list_pop_all_of (struct percpu_list __percpu *l, unsigned int cpu)
{
  (void) cpu;
  return percpu_list_pop_all (l);
}

static __inline__ struct percpu_node *
percpu_list_drain (struct percpu_list __percpu *l)
{
  return percpu_list_pop_all (l);
}

static __inline__ void *
__percpu_stack_pop_of (size_t __percpu *count, unsigned int cpu)
{
  (void) cpu;
  return __percpu_stack_pop (count);
}
# endif

#else

/* Every image has its own, from libpercpu_nonshared.a.  */
# pragma GCC visibility push (hidden)

/* Put NODE, which is in no list, first into this CPU's instance of *L.
   Context: any, signal handlers included.  What was written to the object
   before can be read by who pops it.  */
extern void percpu_list_push (struct percpu_list __PERCPU_SPACE *l,
			      struct percpu_node *node)
  __PERCPU_SEEN (list_push) __PERCPU_KEEPS (2);

/* Take the first node out of this CPU's instance of *L.
   Returns: it, which is the caller's; NULL if there was none.  `next' still is
   what it was in the list.
   Context: any, signal handlers included.  */
extern struct percpu_node *percpu_list_pop
  (struct percpu_list __PERCPU_SPACE *l)
  __PERCPU_SEEN (list_pop);

/* Take all nodes out of this CPU's instance of *L.
   Returns: the first, and by `next' the others, the last having NULL; NULL if
   there was none.
   Context: any, signal handlers included.  */
extern struct percpu_node *percpu_list_pop_all
  (struct percpu_list __PERCPU_SPACE *l)
  __PERCPU_SEEN (list_pop_all);

extern bool __percpu_stack_push (size_t __PERCPU_SPACE *count, void *p,
				 size_t limit)
  __PERCPU_SEEN (stack_push) __PERCPU_KEEPS (2);
extern void *__percpu_stack_pop (size_t __PERCPU_SPACE *count)
  __PERCPU_SEEN (stack_pop);

# pragma GCC visibility pop
# pragma GCC visibility push (default)

/* Likewise of the instance that CPU has, which may be the one of a private
   area (see percpu_nr_cpus), while others go on to use it.  If CPU is not
   possible the program ends with a message and abort.
   Context: any, signal handlers included; some microseconds.  */
extern struct percpu_node *percpu_list_pop_all_of
  (struct percpu_list __PERCPU_SPACE *l, unsigned int cpu)
  __PERCPU_SEEN (list_pop_all_of);

/* Take all nodes out of all instances of *L, one instance after the other.
   What others push meanwhile may or may not be among them, and is in the list
   if it is not; nothing is left if all are quiet.
   Returns: the chain, as above; its order says nothing.
   Context: any, signal handlers included; takes time for each area in use and
   for each node.  */
extern struct percpu_node *percpu_list_drain
  (struct percpu_list __PERCPU_SPACE *l)
  __PERCPU_SEEN (list_drain);

extern void *__percpu_stack_pop_of (size_t __PERCPU_SPACE *count,
				    unsigned int cpu)
  __PERCPU_SEEN (stack_pop_of);

# pragma GCC visibility pop

#endif

#ifndef __PERCPU_RUNTIME__

/* bool percpu_list_empty (struct percpu_list __percpu *l)

   Returns: whether this CPU's instance of *L was empty at some moment.
   Context: any.  */
# define percpu_list_empty(l) ((l)->head == NULL)

/* bool percpu_stack_push (PERCPU_STACK (N) __percpu *s, void *p)

   Put P, which is not NULL, onto this CPU's instance of *S.
   Returns: false if that is full; it then is as it was.
   Context: any, signal handlers included.  */
# define percpu_stack_push(s, p)					\
  __percpu_stack_push (&(s)->count, (p),				\
		       sizeof ((s)->slot) / sizeof ((s)->slot[0]))

/* void *percpu_stack_pop (PERCPU_STACK (N) __percpu *s)

   Returns: what this CPU's instance of *S got last, and no longer has; NULL if
   it is empty.
   Context: any, signal handlers included.  */
# define percpu_stack_pop(s) __percpu_stack_pop (&(s)->count)

/* void *percpu_stack_pop_of (PERCPU_STACK (N) __percpu *s, unsigned int cpu)

   Likewise of the instance that CPU has, as percpu_list_pop_all_of.  */
# define percpu_stack_pop_of(s, cpu) __percpu_stack_pop_of (&(s)->count, (cpu))

/* size_t percpu_stack_count (PERCPU_STACK (N) __percpu *s)

   Returns: how many pointers were in this CPU's instance of *S at some moment.
   Context: any.  */
# define percpu_stack_count(s) ((s)->count)

#endif /* not __PERCPU_RUNTIME__ */

#endif /* not __PERCPU_UNUSABLE__ */

#endif /* PERCPU_LIST_H */
