/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Guards, lists, stacks, locks, reader-writer locks and references order
   accesses of threads to plain memory: ThreadSanitizer has nothing to report.
   Concurrent sums are not races either.  */

/* { dg-do run } */
/* { dg-additional-options "-pthread" } */

#include "../lib/check.h"
#include <percpu.h>
#include <pthread.h>

enum { THREADS = 4, ROUNDS = 3000 };

struct object
{
  struct percpu_node node;
  long uses;
};

struct shared
{
  struct percpu_ref ref;
  long written[THREADS];
};

static __attribute__ ((percpu)) struct { long n; int m; double d; } guarded;
static __attribute__ ((percpu)) struct percpu_list idle, other;
static __attribute__ ((percpu)) PERCPU_STACK (8) stack;
static __attribute__ ((percpu)) struct percpu_lock lock;
static __attribute__ ((percpu)) long locked;
static __attribute__ ((percpu ("shared"))) struct percpu_rwlock rw;
static long config[2];
static struct shared *shared;
static long released, confirmed;

/* Sections, also nested ones.  */
static void
use_guards (int i)
{
  percpu_guarded (g)
    {
      ++*percpu_borrow (g, &guarded.n);
      *percpu_borrow (g, &guarded.d) += i;
      percpu_guarded (h)
	*percpu_borrow (h, &guarded.m) += 2;
    }
}

/* Objects that are passed from thread to thread.  */
static void
use_lists (int i)
{
  struct percpu_node *node = percpu_list_pop (&idle), *next;
  struct object *o = node ? (struct object *) node : calloc (1, sizeof *o);

  o->uses++;
  if (i % 7 == 0)
    percpu_list_push (&other, &o->node);
  else
    percpu_list_push (&idle, &o->node);
  node = (i % 50 == 0 ? percpu_list_drain (&other)
	  : i % 20 == 0 ? percpu_list_pop_all_of (&other, percpu_cpu_next (0))
	  : i % 10 == 0 ? percpu_list_pop_all (&other) : NULL);
  for (; node; node = next)
    {
      next = node->next;
      ((struct object *) node)->uses++;
      percpu_list_push (&idle, node);
    }
}

static void
use_stack (int i)
{
  long *p = (i % 5 == 0 ? percpu_stack_pop_of (&stack, percpu_cpu_next (0))
	     : percpu_stack_pop (&stack));

  if (!p)
    p = calloc (1, sizeof *p);
  ++*p;
  if (!percpu_stack_push (&stack, p))
    free (p);
}

static void
use_locks (int i)
{
  unsigned int cpu = percpu_lock_this (&lock);

  ++*percpu_ptr (&locked, cpu);
  percpu_lock_leave (&lock, cpu);
  cpu = percpu_cpu_next (0);
  if (i % 3 == 0)
    percpu_lock_cpu (&lock, cpu);
  else if (!percpu_lock_try_cpu (&lock, cpu))
    return;
  ++*percpu_ptr (&locked, cpu);
  percpu_lock_leave (&lock, cpu);
}

static void
use_rwlock (int i, bool writer)
{
  if (writer && i % 500 == 0)
    {
      percpu_rwlock_write_enter (&rw);
      config[0]++;
      config[1]--;
      percpu_rwlock_write_leave (&rw);
    }
  percpu_rwlock_read_enter (&rw);
  if (config[0] + config[1] != 0)
    CHECK (false, "a reader sees %ld and %ld", config[0], config[1]);
  percpu_rwlock_read_leave (&rw);
}

static void *
work (void *arg)
{
  int number = (int) (long) arg;

  for (int i = 0; i < ROUNDS; i++)
    {
      use_guards (i);
      use_lists (i);
      use_stack (i);
      use_locks (i);
      use_rwlock (i, number < 2);
    }
  shared->written[number] = number + 1;
  percpu_ref_put (&shared->ref);
  return NULL;
}

static void
release (struct percpu_ref *ref)
{
  struct shared *s = (struct shared *) ref;

  for (int i = 0; i < THREADS; i++)
    released += s->written[i];
}

static void
confirm (struct percpu_ref *ref)
{
  confirmed += percpu_ref_is_dying (ref);
}

int
main (void)
{
  pthread_t threads[THREADS];
  long last = 0;

  shared = calloc (1, sizeof *shared);
  CHECK (percpu_ref_init (&shared->ref, release, 0) == 0, "a reference");
  for (long i = 0; i < THREADS; i++)
    {
      percpu_ref_get (&shared->ref);
      pthread_create (&threads[i], NULL, work, (void *) i);
    }
  percpu_ref_kill_and_confirm (&shared->ref, confirm);
  while (last < THREADS * (long) ROUNDS)
    {
      last = percpu_sum (guarded.n);
      if (percpu_sum (guarded.d) < 0 || percpu_sum (guarded.m) < 0)
	CHECK (false, "sums of other types");
      sched_yield ();
    }
  for (int i = 0; i < THREADS; i++)
    pthread_join (threads[i], NULL);
  CHECK (percpu_sum (guarded.n) == (long) THREADS * ROUNDS
	 && percpu_sum (guarded.m) == 2 * THREADS * ROUNDS, "guards");
  CHECK (percpu_sum (locked) >= (long) THREADS * ROUNDS, "locks");
  CHECK (released == THREADS * (THREADS + 1) / 2 && confirmed == 1,
	 "references");
  CHECK (config[0] == 2 * (ROUNDS / 500), "the reader-writer lock");
  return 0;
}
