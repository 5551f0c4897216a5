/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Helpers for the tests of lists: objects that record whether they are in use,
   and threads that migrate.  */

#ifndef LIST_H
#define LIST_H 1

#include "../lib/modes.h"

struct object
{
  struct percpu_node node;
  /* 1 while a thread or a handler has taken it.  */
  int taken;
};

static unsigned long wrong;

static inline void
count_wrong (void)
{
  __atomic_fetch_add (&wrong, 1, __ATOMIC_RELAXED);
}

/* Returns: the object of NODE, which was popped and must not be in use.  */
static inline struct object *
object_take (struct percpu_node *node)
{
  struct object *o = (struct object *) node;

  if (__atomic_exchange_n (&o->taken, 1, __ATOMIC_RELAXED) != 0)
    count_wrong ();
  /* Not a valid address, so that the use of a stale pointer is detected.  */
  o->node.next = (struct percpu_node *) PERCPU_NOWHERE;
  return o;
}

static inline struct percpu_node *
object_give (struct object *o)
{
  if (__atomic_exchange_n (&o->taken, 0, __ATOMIC_RELAXED) != 1)
    count_wrong ();
  return &o->node;
}

/* Takes all objects of CHAIN, none of which may be in use.
   Returns: their number.  */
static inline unsigned int
chain_count (struct percpu_node *chain)
{
  unsigned int n = 0;

  for (struct percpu_node *next; chain; chain = next, n++)
    {
      next = chain->next;
      object_take (chain);
    }
  return n;
}

/* Threads that another thread moves from CPU to CPU until `stop' is set.  */
enum { MOVED_MAX = 16 };
static pid_t moved[MOVED_MAX];
static volatile bool stop;

static inline void
moved_begin (unsigned int self)
{
  moved[self] = (pid_t) syscall (SYS_gettid);
}

static inline void *
mover (void *arg)
{
  unsigned int cpus[64], nr = allowed_cpus (cpus, 64), seed = 99;
  cpu_set_t set;

  while (!stop)
    {
      pid_t tid = moved[(unsigned int) rand_r (&seed) % MOVED_MAX];

      CPU_ZERO (&set);
      CPU_SET (cpus[(unsigned int) rand_r (&seed) % (nr < 64 ? nr : 64)], &set);
      if (tid)
	sched_setaffinity (tid, sizeof set, &set);
      usleep (50);
    }
  return arg;
}

/* Runs WORK (0), WORK (1), ... in THREADS threads that are moved, and waits for
   them.  */
static inline void
moved_run (void *(*work) (void *), unsigned int threads)
{
  pthread_t thread[MOVED_MAX], moving;

  pthread_create (&moving, NULL, mover, NULL);
  for (uintptr_t i = 0; i < threads; i++)
    pthread_create (&thread[i], NULL, work, (void *) i);
  for (unsigned int i = 0; i < threads; i++)
    pthread_join (thread[i], NULL);
  stop = true;
  pthread_join (moving, NULL);
}

#endif /* LIST_H */
