/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Threads take the nodes of all CPUs while others pop and push them, and make
   the memory of the nodes inaccessible for a while: a thread that still reads a
   node that was taken gets SIGSEGV.  The nodes are put into a pool, from which
   threads without a node take one.  */

/* { dg-additional-options "-pthread" } */

#include "list.h"
#include <sys/mman.h>

enum { THREADS = 6, DRAINERS = 2, OBJECTS = 64, SECONDS = 2 };

static __attribute__ ((percpu)) struct percpu_list list;

static size_t page;
static char *memory;
static unsigned long popped, drained, rounds;

static pthread_mutex_t pool_mutex = PTHREAD_MUTEX_INITIALIZER;
static struct object *pool[OBJECTS];
static unsigned int pool_nr;

static void
pool_give (struct object *o)
{
  pthread_mutex_lock (&pool_mutex);
  pool[pool_nr++] = o;
  pthread_mutex_unlock (&pool_mutex);
}

static struct object *
pool_take (void)
{
  struct object *o = NULL;

  pthread_mutex_lock (&pool_mutex);
  if (pool_nr > 0)
    o = pool[--pool_nr];
  pthread_mutex_unlock (&pool_mutex);
  return o;
}

static void *
work (void *arg)
{
  unsigned int self = (unsigned int) (uintptr_t) arg, seed = self;

  moved_begin (self);
  while (!stop)
    {
      struct percpu_node *node = percpu_list_pop (&list);

      if (node)
	{
	  __atomic_fetch_add (&popped, 1, __ATOMIC_RELAXED);
	  percpu_list_push (&list, object_give (object_take (node)));
	}
      if (rand_r (&seed) % 16 == 0)
	{
	  struct object *o;

	  /* In mode `private' the objects come from here.  */
	  sched_yield ();
	  o = pool_take ();
	  if (o)
	    percpu_list_push (&list, object_give (o));
	}
    }
  moved[self] = 0;
  return NULL;
}

static void *
drain (void *arg)
{
  unsigned int self = (unsigned int) (uintptr_t) arg;
  struct object *mine[OBJECTS];

  moved_begin (THREADS + self);
  while (!stop)
    {
      struct percpu_node *chain = NULL;
      unsigned int n = 0;

      if (__atomic_fetch_add (&rounds, 1, __ATOMIC_RELAXED) % 4 == 0)
	chain = percpu_list_drain (&list);
      else
	percpu_foreach (cpu)
	  if (!chain)
	    chain = percpu_list_pop_all_of (&list, cpu);
      for (struct percpu_node *next; chain; chain = next)
	{
	  next = chain->next;
	  if (n == OBJECTS)
	    {
	      count_wrong ();
	      break;
	    }
	  mine[n++] = object_take (chain);
	}
      for (unsigned int i = 0; i < n; i++)
	mprotect (mine[i], page, PROT_NONE);
      for (unsigned int i = 0; i < n; i++)
	mprotect (mine[i], page, PROT_READ | PROT_WRITE);
      for (unsigned int i = 0; i < n; i++)
	{
	  if (i % 2 == 0)
	    percpu_list_push (&list, object_give (mine[i]));
	  else
	    pool_give (mine[i]);
	}
      usleep (20);
      __atomic_fetch_add (&drained, n, __ATOMIC_RELAXED);
    }
  moved[THREADS + self] = 0;
  return NULL;
}

static bool
enough (void)
{
  return (__atomic_load_n (&drained, __ATOMIC_RELAXED) > 100
	  && __atomic_load_n (&popped, __ATOMIC_RELAXED) > 1000);
}

static void
test (void)
{
  pthread_t threads[THREADS], drainers[DRAINERS], helper;
  double begin = storm_now ();
  unsigned int n;

  page = (size_t) sysconf (_SC_PAGESIZE);
  memory = mmap (NULL, OBJECTS * page, PROT_READ | PROT_WRITE,
		 MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  for (unsigned int i = 0; i < OBJECTS; i++)
    {
      struct object *o = (struct object *) (memory + i * page);

      o->taken = 1;
      percpu_list_push (&list, object_give (o));
    }
  pthread_create (&helper, NULL, mover, NULL);
  for (uintptr_t i = 0; i < THREADS; i++)
    pthread_create (&threads[i], NULL, work, (void *) i);
  for (uintptr_t i = 0; i < DRAINERS; i++)
    pthread_create (&drainers[i], NULL, drain, (void *) i);
  while (storm_lasts (begin, SECONDS, enough ()))
    usleep (100000);
  stop = true;
  for (unsigned int i = 0; i < THREADS; i++)
    pthread_join (threads[i], NULL);
  for (unsigned int i = 0; i < DRAINERS; i++)
    pthread_join (drainers[i], NULL);
  pthread_join (helper, NULL);
  CHECK (wrong == 0, "no object had two owners: %lu", wrong);
  CHECK (enough (), "%lu taken, %lu popped", drained, popped);
  n = chain_count (percpu_list_drain (&list)) + pool_nr;
  CHECK (wrong == 0 && n == OBJECTS, "%u objects are left", n);
}

int
main (int argc, char **argv)
{
  return modes_run (argc, argv, test);
}
