/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Lists and stacks for each CPU: free lists, caches of an allocator, queues of
   deferred work.

     struct object { struct percpu_node node; ... };

     static __attribute__ ((percpu)) struct percpu_list idle;

     percpu_list_push (&idle, &o->node);
     node = percpu_list_pop (&idle);	   NULL if this CPU has none

     static __attribute__ ((percpu)) PERCPU_STACK (32) cache;

     if (!percpu_stack_push (&cache, p))
       the stack of this CPU is full
     p = percpu_stack_pop (&cache);	   NULL if it is empty

   A list is a chain of nodes that are part of the user's objects: it has no
   limit, and needs no memory of its own.  A stack is an array of pointers and
   does not access the objects.  Both are last in, first out.  All bytes zero
   is empty.  This file is included by percpu.h.

   Each operation takes effect at one moment on one CPU, the one that the
   thread is then on.  Any thread and any signal handler may execute any
   operation at any time, also within guards, and operations may interrupt each
   other.  In a Linux program an operation is a restartable sequence without an
   atomic instruction.

   Why there is no ABA problem: percpu_list_pop reads the head and the first
   node's `next', and commits the latter as the head, in one sequence.  A
   compare-exchange only checks that the head has the same value as before; a
   sequence that another thread or a signal handler has interrupted on this CPU
   is not committed at all.  No other CPU changes this list
   (percpu_list_pop_all_of and percpu_list_drain first stop the sequences of
   the CPU whose list they take, see below).  Therefore the list does not
   change between the load of the head and the commit.  No tag is needed, and a
   popped node may be reused immediately: its memory is the caller's, to be
   pushed again, freed or unmapped.  `next' is only read from a node that is in
   the list at that moment.

   A thread that takes another CPU's nodes sets a flag in that CPU's area, lets
   the kernel abort the sequences that are being executed there (membarrier),
   takes the nodes by plain loads and stores, and clears the flag.  Sequences
   that begin meanwhile wait, for some microseconds.  The taking thread bears
   nearly all of the cost: the other operations check the flag, which is in the
   cache line of the area's tag and is the same for all lists.  If there is no
   such membarrier (before Linux 5.10, or because of a filter) the thread
   migrates to that CPU for a moment, which has the same effect; if it may not
   do that either the program ends with a message.

   A thread that the kernel does not support (see percpu_mode) takes its own
   area in the same way, with signals blocked: that is slower, by two system
   calls at least.  Nodes that it has pushed in a private area remain there
   when it ends, and are found by percpu_foreach, percpu_list_pop_all_of and
   percpu_list_drain, and by the thread that inherits the area.

   A child of fork has copies of all lists, each as before or after an
   operation.

   In model `single' and in freestanding code the operations are plain C
   between percpu_preempt_disable and percpu_preempt_enable, as guards are.  */

#include <percpu.h>

#ifndef PERCPU_LIST_H
#define PERCPU_LIST_H 1

#include <percpu/guard.h>
#include <stdbool.h>

#ifndef __PERCPU_UNUSABLE__

/* The runtime is compiled without the plugin, so per-CPU addresses are
   integers there.  */
#ifdef __PERCPU_RUNTIME__
# define __PERCPU_SPACE
# define __PERCPU_KEEPS(n)
#else
# define __PERCPU_SPACE __percpu
# define __PERCPU_KEEPS(n) __attribute__ ((percpu_keeps (n)))
#endif

/* A member of the objects of a list.  A node is in one list at a time.  */
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

   The type of a stack with room for N pointers on each CPU.  Like a list, it
   is a per-CPU variable or part of one.  */
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

/* Every image has its own copies, from libpercpu_nonshared.a.  */
# pragma GCC visibility push (hidden)

/* Push NODE, which is in no list, to the front of this CPU's instance of *L.
   Data that was written to the object before is visible to the thread that
   pops it.
   Context: any, signal handlers included.  */
extern void percpu_list_push (struct percpu_list __PERCPU_SPACE *l,
			      struct percpu_node *node)
  __PERCPU_SEEN (list_push) __PERCPU_KEEPS (2);

/* Remove the first node from this CPU's instance of *L.
   Returns: the node, which then belongs to the caller and whose `next' is
   unchanged; NULL if the list was empty.
   Context: any, signal handlers included.  */
extern struct percpu_node *percpu_list_pop
  (struct percpu_list __PERCPU_SPACE *l)
  __PERCPU_SEEN (list_pop);

/* Remove all nodes from this CPU's instance of *L.
   Returns: the first node, from which `next' leads to the others; it is NULL
   in the last one.  NULL if the list was empty.
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

/* Remove all nodes from CPU's instance of *L, which may be that of a private
   area (see percpu_nr_cpus), while other threads continue to use it.  If CPU
   is not possible the program ends with a message and abort.
   Returns: as percpu_list_pop_all.
   Context: any, signal handlers included.  Takes some microseconds.  */
extern struct percpu_node *percpu_list_pop_all_of
  (struct percpu_list __PERCPU_SPACE *l, unsigned int cpu)
  __PERCPU_SEEN (list_pop_all_of);

/* Remove all nodes from all instances of *L, one instance after the other.  A
   node that another thread pushes meanwhile is either among them or still in
   the list; the list is empty afterwards if no thread uses it.
   Returns: the chain, as above, in unspecified order.
   Context: any, signal handlers included.  Takes time for each area in use and
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

   Returns: true if this CPU's instance of *L was empty at some moment of the
   call.
   Context: any.  */
# define percpu_list_empty(l) ((l)->head == NULL)

/* bool percpu_stack_push (PERCPU_STACK (N) __percpu *s, void *p)

   Push P, which is not NULL, onto this CPU's instance of *S.
   Returns: true; false if the stack is full, and it is then unchanged.
   Context: any, signal handlers included.  */
# define percpu_stack_push(s, p)					\
  __percpu_stack_push (&(s)->count, (p),				\
		       sizeof ((s)->slot) / sizeof ((s)->slot[0]))

/* void *percpu_stack_pop (PERCPU_STACK (N) __percpu *s)

   Pop the pointer that was pushed last onto this CPU's instance of *S.
   Returns: the pointer; NULL if the stack is empty.
   Context: any, signal handlers included.  */
# define percpu_stack_pop(s) __percpu_stack_pop (&(s)->count)

/* void *percpu_stack_pop_of (PERCPU_STACK (N) __percpu *s, unsigned int cpu)

   The same on CPU's instance; see percpu_list_pop_all_of.  */
# define percpu_stack_pop_of(s, cpu) __percpu_stack_pop_of (&(s)->count, (cpu))

/* size_t percpu_stack_count (PERCPU_STACK (N) __percpu *s)

   Returns: the number of pointers in this CPU's instance of *S at some moment
   of the call.
   Context: any.  */
# define percpu_stack_count(s) ((s)->count)

#endif /* not __PERCPU_RUNTIME__ */

#endif /* not __PERCPU_UNUSABLE__ */

#endif /* PERCPU_LIST_H */
