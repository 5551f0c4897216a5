/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Kernel threads.  The timer preempts them; they wait in one queue and continue
   on any CPU.

   The lock of the queue is held while contexts are switched, and the context
   that is switched to releases it: so no CPU continues a thread before its
   context is saved.

   Guards and lists disable preemption by the two functions below.  They disable
   interrupts and do not only count, because a thread could be preempted between
   the computation of the count's address and its change.  */

#include "kernel.h"

enum { THREADS = 16, STACK = 8192, TICKS = 10 };

struct thread
{
  uintptr_t sp;
  struct thread *next;
  void (*function) (unsigned int);
  unsigned int number;
  char *stack;
};

static struct thread threads[THREADS];
static char stacks[THREADS][STACK] __attribute__ ((aligned (16)));
static unsigned int threads_made, threads_alive;

/* The threads that can run.  */
static struct thread *first, *last;
static bool queue_lock;

/* The thread that runs, and the CPU's own context.  */
static __attribute__ ((percpu)) struct thread *current;
static __attribute__ ((percpu)) struct thread own;

/* Sections in which the CPU's thread is not preempted.  */
static __attribute__ ((percpu)) struct { unsigned int depth; bool on; } section;

void
percpu_preempt_disable (void)
{
  bool on = machine_interrupts_off ();

  if (section.depth++ == 0)
    section.on = on;
}

void
percpu_preempt_enable (void)
{
  if (--section.depth == 0 && section.on)
    machine_interrupts_on ();
}

static void
queue_take (void)
{
  while (__atomic_test_and_set (&queue_lock, __ATOMIC_ACQUIRE))
    machine_relax ();
}

static void
queue_let_go (void)
{
  __atomic_clear (&queue_lock, __ATOMIC_RELEASE);
}

/* Add T to the end of the queue, whose lock is held.  */
static void
queue_add (struct thread *t)
{
  t->next = NULL;
  if (last)
    last->next = t;
  else
    first = t;
  last = t;
}

/* Continue with the first thread of the queue, or with the CPU's own context.
   The caller is added to the queue if AGAIN is set, unless it is that context.
   Context: interrupts are off.  */
static void
schedule (bool again)
{
  struct thread *mine = percpu_this_ptr (&own), *before = current, *next;

  queue_take ();
  if (again && before != mine)
    queue_add (before);
  next = first;
  if (next)
    {
      first = next->next;
      if (!first)
	last = NULL;
    }
  else
    next = mine;
  if (next != before)
    {
      stats.switches++;
      current = next;
      machine_switch (&before->sp, next->sp);
    }
  queue_let_go ();
}

void
machine_tick (void)
{
  stats.ticks++;
  schedule (true);
}

/* The first function of a thread.  */
static void
thread_begin (void)
{
  struct thread *self = current;

  queue_let_go ();
  machine_interrupts_on ();
  self->function (self->number);
  machine_interrupts_off ();
  __atomic_fetch_sub (&threads_alive, 1, __ATOMIC_RELEASE);
  schedule (false);
}

bool
thread_start (void (*function) (unsigned int), unsigned int number)
{
  struct thread *t = &threads[threads_made];

  if (threads_made == THREADS)
    return false;
  t->function = function;
  t->number = number;
  t->stack = stacks[threads_made++];
  t->sp = machine_context (t->stack + STACK, thread_begin);
  threads_alive++;
  queue_add (t);
  return true;
}

void
thread_run_all (void)
{
  current = percpu_this_ptr (&own);
  machine_timer_start ();
  while (__atomic_load_n (&threads_alive, __ATOMIC_ACQUIRE) != 0
	 || stats.ticks < TICKS)
    machine_relax ();
  machine_timer_stop ();
}
