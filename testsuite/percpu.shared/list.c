/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Lists, a stack and locks in a shared object that is loaded and unloaded, with
   nodes of the program's own list.  The library keeps no pointer to a sequence
   of an unloaded object, and no node is lost.  */

/* { dg-additional-options "-pthread" } */
/* { dg-shared-objects "list-aux.c" } */

#include "../lib/modes.h"
#include "loaded.h"

enum { THREADS = 4, ROUNDS = 40, TIMES = 500, NODES = 100 };

static __attribute__ ((percpu)) struct percpu_list ours;
static struct percpu_node nodes[NODES];
static int (*move) (struct percpu_list __percpu *, struct percpu_node **);
static void (*change) (void);
static unsigned long wrong;
static pthread_barrier_t barrier;

static void *
work (void *arg)
{
  for (int round = 0; round < ROUNDS; round++)
    {
      struct percpu_node *mine = percpu_list_pop (&ours);

      pthread_barrier_wait (&barrier);
      for (int i = 0; i < TIMES; i++)
	{
	  if (i % 50 == 0)
	    change ();
	  if (move (&ours, &mine) != 0)
	    __atomic_fetch_add (&wrong, 1, __ATOMIC_RELAXED);
	}
      if (mine)
	percpu_list_push (&ours, mine);
      pthread_barrier_wait (&barrier);
      pthread_barrier_wait (&barrier);
    }
  return arg;
}

static void
test (void)
{
  pthread_t threads[THREADS];
  unsigned int n = 0;

  for (int i = 0; i < NODES; i++)
    percpu_list_push (&ours, &nodes[i]);
  pthread_barrier_init (&barrier, NULL, THREADS + 1);
  for (int i = 0; i < THREADS; i++)
    pthread_create (&threads[i], NULL, work, NULL);
  for (int round = 0; round < ROUNDS; round++)
    {
      void *handle = dlopen ("./list-aux.so", RTLD_NOW);
      unsigned int (*give_back) (struct percpu_list __percpu *);

      CHECK_QUIETLY (handle, "%s", dlerror ());
      move = loaded_find (handle, "list_aux_move");
      change = loaded_find (handle, "list_aux_change");
      give_back = loaded_find (handle, "list_aux_give_back");
      pthread_barrier_wait (&barrier);
      pthread_barrier_wait (&barrier);
      give_back (&ours);
      CHECK_QUIETLY (dlclose (handle) == 0, "%s", dlerror ());
      pthread_barrier_wait (&barrier);
    }
  for (int i = 0; i < THREADS; i++)
    pthread_join (threads[i], NULL);
  CHECK (wrong == 0, "readers saw what was whole: %lu", wrong);
  for (struct percpu_node *p = percpu_list_drain (&ours); p; p = p->next)
    n++;
  CHECK (n == NODES, "%u nodes", n);
}

int
main (int argc, char **argv)
{
  return modes_run (argc, argv, test);
}
