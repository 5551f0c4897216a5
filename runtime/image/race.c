/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Guards, lists, stacks, locks and references for ThreadSanitizer, which does
   not see the accesses of their sequences: the part of each image that is
   compiled with -fsanitize=thread and uses them.

   In such code the functions of the headers have other assembler names
   (__PERCPU_SEEN), which are defined here.  Each wrapper calls the function
   itself and reports the order of accesses: those before a release of a word
   happen before those after a later acquisition of it.  Other code does not
   use this file.  The words are

     a guard		that of the area's owner
     a list		the node that is pushed and popped
     a stack		that of the count on one CPU, the same for all
     a lock		the lock of the CPU
     a rwlock		two of the instance on one CPU: accesses of writers are
			ordered before readers and writers, those of readers
			before writers
     a reference	the reference: accesses before a put are ordered before
			the release function  */

#include "image/image.h"

extern void __tsan_acquire (void *)
  __attribute__ ((weak, visibility ("default")));
extern void __tsan_release (void *)
  __attribute__ ((weak, visibility ("default")));

/* Tells ThreadSanitizer that the thread has acquired WORD.  */
static void
acquired (uintptr_t word)
{
  if (__tsan_acquire)
    __tsan_acquire ((void *) word);
}

/* Tells ThreadSanitizer that the thread releases WORD.  */
static void
released (uintptr_t word)
{
  if (__tsan_release)
    __tsan_release ((void *) word);
}

/* Returns: the word of the guard of the area with DISPLACEMENT.  */
static uintptr_t
guard_word (uintptr_t displacement)
{
  return (__percpu_pic_page + displacement
	  + offsetof (struct __percpu_page, guard_owner));
}

/* Returns: the address of the lowest possible CPU's instance at the per-CPU
   address ADDRESS.  */
static uintptr_t
first_word (uintptr_t address)
{
  return address + __percpu_displacement_read (percpu_cpu_next (0));
}

/* Returns: the address of CPU's instance.  */
static uintptr_t
word_of (const void *address, unsigned int cpu)
{
  return (uintptr_t) address + __percpu_displacement (cpu);
}

/* Guards.  */

HIDDEN struct percpu_guard __percpu_seen_guard_enter (void);
HIDDEN void __percpu_seen_guard_leave (struct percpu_guard *g);

struct percpu_guard
__percpu_seen_guard_enter (void)
{
  struct percpu_guard g = percpu_guard_enter ();

  acquired (guard_word (g.displacement));
  return g;
}

void
__percpu_seen_guard_leave (struct percpu_guard *g)
{
  if (!g->nested && g->displacement != PERCPU_NOWHERE)
    released (guard_word (g->displacement));
  percpu_guard_leave (g);
}

/* Lists.  */

/* Acquire all nodes from NODE on, which have been popped.  */
static struct percpu_node *
chain_acquired (struct percpu_node *node)
{
  for (struct percpu_node *n = node; n; n = n->next)
    acquired ((uintptr_t) n);
  return node;
}

HIDDEN void __percpu_seen_list_push (struct percpu_list *l,
				     struct percpu_node *node);
HIDDEN struct percpu_node *__percpu_seen_list_pop (struct percpu_list *l);
HIDDEN struct percpu_node *__percpu_seen_list_pop_all (struct percpu_list *l);
HIDDEN struct percpu_node *__percpu_seen_list_pop_all_of
  (struct percpu_list *l, unsigned int cpu);
HIDDEN struct percpu_node *__percpu_seen_list_drain (struct percpu_list *l);
HIDDEN bool __percpu_seen_stack_push (size_t *count, void *p, size_t limit);
HIDDEN void *__percpu_seen_stack_pop (size_t *count);
HIDDEN void *__percpu_seen_stack_pop_of (size_t *count, unsigned int cpu);

void
__percpu_seen_list_push (struct percpu_list *l, struct percpu_node *node)
{
  released ((uintptr_t) node);
  percpu_list_push (l, node);
}

struct percpu_node *
__percpu_seen_list_pop (struct percpu_list *l)
{
  struct percpu_node *node = percpu_list_pop (l);

  if (node)
    acquired ((uintptr_t) node);
  return node;
}

struct percpu_node *
__percpu_seen_list_pop_all (struct percpu_list *l)
{
  return chain_acquired (percpu_list_pop_all (l));
}

struct percpu_node *
__percpu_seen_list_pop_all_of (struct percpu_list *l, unsigned int cpu)
{
  return chain_acquired (percpu_list_pop_all_of (l, cpu));
}

struct percpu_node *
__percpu_seen_list_drain (struct percpu_list *l)
{
  return chain_acquired (percpu_list_drain (l));
}

/* A value that is pushed on a stack need not be an address.  */

bool
__percpu_seen_stack_push (size_t *count, void *p, size_t limit)
{
  released (first_word ((uintptr_t) count));
  return __percpu_stack_push (count, p, limit);
}

void *
__percpu_seen_stack_pop (size_t *count)
{
  void *p = __percpu_stack_pop (count);

  acquired (first_word ((uintptr_t) count));
  return p;
}

void *
__percpu_seen_stack_pop_of (size_t *count, unsigned int cpu)
{
  void *p = __percpu_stack_pop_of (count, cpu);

  acquired (first_word ((uintptr_t) count));
  return p;
}

/* Locks.  */

HIDDEN unsigned int __percpu_seen_lock_this (struct percpu_lock *l);
HIDDEN void __percpu_seen_lock_cpu (struct percpu_lock *l, unsigned int cpu);
HIDDEN bool __percpu_seen_lock_try_cpu (struct percpu_lock *l,
					unsigned int cpu);
HIDDEN void __percpu_seen_lock_leave (struct percpu_lock *l,
				      unsigned int cpu);
HIDDEN void __percpu_seen_rwlock_read_enter (struct percpu_rwlock *l);
HIDDEN void __percpu_seen_rwlock_read_leave (struct percpu_rwlock *l);
HIDDEN void __percpu_seen_rwlock_write_enter (struct percpu_rwlock *l);
HIDDEN void __percpu_seen_rwlock_write_leave (struct percpu_rwlock *l);

unsigned int
__percpu_seen_lock_this (struct percpu_lock *l)
{
  unsigned int cpu = percpu_lock_this (l);

  acquired (word_of (l, cpu));
  return cpu;
}

void
__percpu_seen_lock_cpu (struct percpu_lock *l, unsigned int cpu)
{
  percpu_lock_cpu (l, cpu);
  acquired (word_of (l, cpu));
}

bool
__percpu_seen_lock_try_cpu (struct percpu_lock *l, unsigned int cpu)
{
  bool taken = percpu_lock_try_cpu (l, cpu);

  if (taken)
    acquired (word_of (l, cpu));
  return taken;
}

void
__percpu_seen_lock_leave (struct percpu_lock *l, unsigned int cpu)
{
  released (word_of (l, cpu));
  percpu_lock_leave (l, cpu);
}

/* Returns: the word that stands for the order of the writers of L.  */
static uintptr_t
writers_word (const struct percpu_rwlock *l)
{
  return first_word ((uintptr_t) &l->gate);
}

/* Returns: the word that stands for the order of the readers of L.  */
static uintptr_t
readers_word (const struct percpu_rwlock *l)
{
  return first_word ((uintptr_t) &l->entered);
}

void
__percpu_seen_rwlock_read_enter (struct percpu_rwlock *l)
{
  percpu_rwlock_read_enter (l);
  acquired (writers_word (l));
}

void
__percpu_seen_rwlock_read_leave (struct percpu_rwlock *l)
{
  released (readers_word (l));
  percpu_rwlock_read_leave (l);
}

void
__percpu_seen_rwlock_write_enter (struct percpu_rwlock *l)
{
  percpu_rwlock_write_enter (l);
  acquired (writers_word (l));
  acquired (readers_word (l));
}

void
__percpu_seen_rwlock_write_leave (struct percpu_rwlock *l)
{
  released (writers_word (l));
  percpu_rwlock_write_leave (l);
}

/* References.  The library itself reports the order when none is left
   (sync/ref.c).  */

HIDDEN void __percpu_seen_ref_put_many (struct percpu_ref *ref,
					unsigned long n);
HIDDEN void __percpu_seen_ref_kill_and_confirm (struct percpu_ref *ref,
						percpu_ref_func *confirm);

void
__percpu_seen_ref_put_many (struct percpu_ref *ref, unsigned long n)
{
  released ((uintptr_t) ref);
  percpu_ref_put_many (ref, n);
}

void
__percpu_seen_ref_kill_and_confirm (struct percpu_ref *ref,
				    percpu_ref_func *confirm)
{
  released ((uintptr_t) ref);
  percpu_ref_kill_and_confirm (ref, confirm);
}

/* Reads of other CPUs' instances, which may be changing.  */

HIDDEN void __percpu_seen_read (void *to, const volatile void *from,
				size_t size);

void
__percpu_seen_read (void *to, const volatile void *from, size_t size)
{
#define READ_IF(TYPE)							\
  if (size == sizeof (TYPE) && (uintptr_t) from % sizeof (TYPE) == 0)	\
    {									\
      TYPE value = *(const volatile TYPE *) from;			\
									\
      __builtin_memcpy (to, &value, sizeof value);			\
      return;								\
    }
  READ_IF (uint64_t)
  READ_IF (uint32_t)
  READ_IF (uint16_t)
#undef READ_IF
  for (size_t i = 0; i < size; i++)
    ((char *) to)[i] = ((const volatile char *) from)[i];
}
