/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Signal handlers pop from and push to the list, and the stack, that their own
   thread is working on.  The handlers provoke the ABA problem: they take two
   nodes and give back only the first.  */

/* { dg-additional-options "-pthread" } */

#include "list.h"

enum { THREADS = 8, OBJECTS = 160, SECONDS = 2, ROOM = 64 };

static __attribute__ ((percpu)) struct percpu_list list;
static __attribute__ ((percpu)) PERCPU_STACK (ROOM) stack;

static struct object objects[2 * OBJECTS];
static unsigned long handled, popped, rest;

/* Gives it back where there is room, or keeps it until the end.  */
static void
stack_give (struct object *o)
{
  object_give (o);
  if (!percpu_stack_push (&stack, o))
    {
      object_take (&o->node);
      percpu_list_push (&list, object_give (o));
    }
}

static void
handler (int sig)
{
  struct percpu_node *a = percpu_list_pop (&list), *b, *chain;
  void *p = percpu_stack_pop (&stack), *q = percpu_stack_pop (&stack);
  int error = errno;

  (void) sig;
  if (a)
    object_take (a);
  b = percpu_list_pop (&list);
  if (b)
    object_take (b);
  if (a)
    percpu_list_push (&list, object_give ((struct object *) a));
  chain = percpu_list_pop_all (&list);
  if (p)
    stack_give (object_take (p));
  for (struct percpu_node *next; chain; chain = next)
    {
      next = chain->next;
      percpu_list_push (&list, object_give (object_take (chain)));
    }
  if (q)
    stack_give (object_take (q));
  if (b)
    percpu_list_push (&list, object_give ((struct object *) b));
  __atomic_fetch_add (&handled, 1, __ATOMIC_RELAXED);
  if (errno != error)
    count_wrong ();
}

static void *
work (void *arg)
{
  unsigned int self = (unsigned int) (uintptr_t) arg;

  moved_begin (self);
  for (unsigned int i = self; i < 2 * OBJECTS; i += THREADS)
    {
      objects[i].taken = 1;
      if (i < OBJECTS)
	percpu_list_push (&list, object_give (&objects[i]));
      else
	stack_give (&objects[i]);
    }
  while (!stop)
    {
      struct percpu_node *node = percpu_list_pop (&list);
      void *p = percpu_stack_pop (&stack);

      if (node)
	{
	  struct object *o = object_take (node);

	  __atomic_fetch_add (&popped, 1, __ATOMIC_RELAXED);
	  percpu_list_push (&list, object_give (o));
	}
      if (p)
	stack_give (object_take (p));
    }
  moved[self] = 0;
  return NULL;
}

static bool
enough (void)
{
  return (__atomic_load_n (&popped, __ATOMIC_RELAXED) > 1000
	  && __atomic_load_n (&handled, __ATOMIC_RELAXED) > 1000);
}

static void
test (void)
{
  struct sigaction action = { .sa_handler = handler, .sa_flags = SA_RESTART };
  pthread_t threads[THREADS], helper;
  double begin = storm_now ();
  unsigned int seed = 1, n;

  sigaction (SIGUSR1, &action, NULL);
  pthread_create (&helper, NULL, mover, NULL);
  for (uintptr_t i = 0; i < THREADS; i++)
    pthread_create (&threads[i], NULL, work, (void *) i);
  while (storm_lasts (begin, SECONDS, enough ()))
    for (int i = 0; i < 100; i++)
      {
	pthread_kill (threads[rand_r (&seed) % THREADS], SIGUSR1);
	if (i % 8 == 0)
	  usleep (rand_r (&seed) % 50);
      }
  stop = true;
  for (unsigned int i = 0; i < THREADS; i++)
    pthread_join (threads[i], NULL);
  pthread_join (helper, NULL);
  CHECK (wrong == 0, "no object had two owners: %lu", wrong);
  CHECK (enough (), "%lu pops, %lu handlers", popped, handled);
  n = chain_count (percpu_list_drain (&list));
  percpu_foreach (cpu)
    for (void *p; (p = percpu_stack_pop_of (&stack, cpu)) != NULL; rest++)
      object_take (p);
  CHECK (wrong == 0 && n + rest == 2 * OBJECTS, "%u objects and %lu are left",
	 n, rest);
}

int
main (int argc, char **argv)
{
  return modes_run (argc, argv, test);
}
