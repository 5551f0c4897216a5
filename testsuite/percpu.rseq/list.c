/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* No node is lost, and none is popped twice: threads that migrate and are moved
   by others pop, push and pop all, on one list.  When they have ended, all
   nodes are found, also those in areas of threads.  */

/* { dg-additional-options "-pthread" } */

#include "list.h"

enum { THREADS = 8, OBJECTS = 200, ROUNDS = 60000 };

static __attribute__ ((percpu)) struct percpu_list list;

static struct object objects[OBJECTS];
static unsigned long popped, chains;

static void *
work (void *arg)
{
  unsigned int self = (unsigned int) (uintptr_t) arg, seed = self;
  int rounds = percpu_mode () == PERCPU_MODE_PRIVATE ? ROUNDS / 4 : ROUNDS;

  moved_begin (self);
  /* The objects of one thread at first.  In mode `private' its list has no
     others.  */
  for (unsigned int i = self; i < OBJECTS; i += THREADS)
    {
      objects[i].taken = 1;
      percpu_list_push (&list, object_give (&objects[i]));
    }
  for (int i = 0; i < rounds; i++)
    {
      struct object *mine[4];
      int n = 0;

      for (int j = rand_r (&seed) % 4; j >= 0; j--)
	{
	  struct percpu_node *node = percpu_list_pop (&list);

	  if (node)
	    mine[n++] = object_take (node);
	}
      __atomic_fetch_add (&popped, n, __ATOMIC_RELAXED);
      if (i % 64 == 0)
	{
	  struct percpu_node *chain = percpu_list_pop_all (&list);

	  __atomic_fetch_add (&chains, chain != NULL, __ATOMIC_RELAXED);
	  for (struct percpu_node *next; chain; chain = next)
	    {
	      next = chain->next;
	      percpu_list_push (&list, object_give (object_take (chain)));
	    }
	}
      if (i % 32 == 0)
	sched_yield ();
      while (n > 0)
	percpu_list_push (&list, object_give (mine[--n]));
      (void) percpu_list_empty (&list);
    }
  moved[self] = 0;
  return NULL;
}

static void
test (void)
{
  unsigned int n;

  moved_run (work, THREADS);
  CHECK (wrong == 0, "no object had two owners: %lu", wrong);
  CHECK (popped > 1000 && chains > 100, "%lu pops, %lu chains", popped,
	 chains);
  n = chain_count (percpu_list_drain (&list));
  CHECK (wrong == 0 && n == OBJECTS, "%u objects are left", n);
  CHECK (percpu_list_drain (&list) == NULL && percpu_list_pop (&list) == NULL
	 && percpu_list_pop_all (&list) == NULL && percpu_list_empty (&list),
	 "and then none");
}

int
main (int argc, char **argv)
{
  return modes_run (argc, argv, test);
}
