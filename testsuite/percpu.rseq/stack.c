/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Stacks of pointers: full, empty, and not one element more.  Each popped
   pointer was pushed once, in threads that migrate while others take from all
   CPUs.  */

/* { dg-additional-options "-pthread" } */

#include "list.h"

enum { THREADS = 8, ROOM = 10, OBJECTS = 200, ROUNDS = 50000 };

/* A stack, and a word after it that must not be written.  */
static __attribute__ ((percpu)) struct
{
  unsigned long before;
  PERCPU_STACK (ROOM) stack;
  unsigned long behind;
} s;

static struct object objects[OBJECTS];
static unsigned long full, empty, taken_there;

static void
limits (void)
{
  unsigned int cpus[2];
  int n = 0;

  allowed_cpus (cpus, 1);
  stay_on (cpus[0]);
  CHECK (percpu_stack_pop (&s.stack) == NULL
	 && percpu_stack_count (&s.stack) == 0, "empty");
  while (n <= ROOM && percpu_stack_push (&s.stack, &objects[n]))
    n++;
  CHECK (n == ROOM && percpu_stack_count (&s.stack) == ROOM, "full at %d", n);
  CHECK (!percpu_stack_push (&s.stack, &objects[n]), "and not one more");
  while (n > 0 && percpu_stack_pop (&s.stack) == &objects[n - 1])
    n--;
  CHECK (n == 0 && percpu_stack_pop (&s.stack) == NULL
	 && percpu_stack_pop (&s.stack) == NULL, "empty again, %d", n);
}

static void *
work (void *arg)
{
  unsigned int self = (unsigned int) (uintptr_t) arg, seed = self;
  int rounds = percpu_mode () == PERCPU_MODE_PRIVATE ? ROUNDS / 4 : ROUNDS;
  struct object *mine[OBJECTS];
  int n = 0;

  moved_begin (self);
  for (unsigned int i = self; i < OBJECTS; i += THREADS)
    {
      mine[n++] = &objects[i];
      objects[i].taken = 1;
    }
  for (int i = 0; i < rounds; i++)
    {
      int want = rand_r (&seed) % OBJECTS;

      for (int j = 0; j < 8; j++)
	if (n > want % 30)
	  {
	    object_give (mine[n - 1]);
	    if (percpu_stack_push (&s.stack, mine[n - 1]))
	      n--;
	    else
	      {
		object_take (&mine[n - 1]->node);
		__atomic_fetch_add (&full, 1, __ATOMIC_RELAXED);
		break;
	      }
	  }
	else
	  {
	    void *p = percpu_stack_pop (&s.stack);

	    if (p)
	      mine[n++] = object_take (p);
	    else
	      {
		__atomic_fetch_add (&empty, 1, __ATOMIC_RELAXED);
		break;
	      }
	  }
      if (i % 64 == 0)
	percpu_foreach (cpu)
	  {
	    void *p = n < OBJECTS ? percpu_stack_pop_of (&s.stack, cpu) : NULL;

	    if (p)
	      {
		mine[n++] = object_take (p);
		__atomic_fetch_add (&taken_there, 1, __ATOMIC_RELAXED);
	      }
	  }
    }
  while (n > 0)
    object_give (mine[--n]);
  moved[self] = 0;
  return NULL;
}

static void
test (void)
{
  unsigned int n = 0;

  limits ();
  moved_run (work, THREADS);
  CHECK (full > 10 && empty > 10 && taken_there > 10,
	 "%lu times full, %lu empty, %lu taken from elsewhere", full, empty,
	 taken_there);
  percpu_foreach (cpu)
    for (void *p; (p = percpu_stack_pop_of (&s.stack, cpu)) != NULL; n++)
      object_take (p);
  CHECK (wrong == 0, "no object had two owners: %lu, %u were left",
	 wrong, n);
  percpu_foreach (cpu)
    if (percpu_ptr (&s, cpu)->before != 0 || percpu_ptr (&s, cpu)->behind != 0
	|| percpu_ptr (&s, cpu)->stack.count != 0)
      CHECK (false, "CPU %u: written beside", cpu);
}

int
main (int argc, char **argv)
{
  return modes_run (argc, argv, test);
}
