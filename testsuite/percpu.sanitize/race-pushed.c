/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* An object is changed after it was pushed.  */

/* { reports thread "data race" } */

#include <percpu.h>
#include <pthread.h>

struct object { struct percpu_node node; long n; };
static __attribute__ ((percpu)) struct percpu_list list;
static struct object object;
static int pushed;

static void *
push (void *arg)
{
  percpu_list_push (&list, &object.node);
  object.n++;
  __atomic_store_n (&pushed, 1, __ATOMIC_RELAXED);
  return arg;
}

static void *
pop (void *arg)
{
  struct object *o;

  while (!__atomic_load_n (&pushed, __ATOMIC_RELAXED))
    continue;
  o = (struct object *) percpu_list_drain (&list);
  o->n++;
  return arg;
}

int
main (void)
{
  pthread_t threads[2];

  pthread_create (&threads[0], NULL, push, NULL);
  pthread_create (&threads[1], NULL, pop, NULL);
  for (int i = 0; i < 2; i++)
    pthread_join (threads[i], NULL);
  return 0;
}
