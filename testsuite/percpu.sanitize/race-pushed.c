/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* An object is changed after it was pushed.  */

/* { reports thread "data race" } */

#include <percpu.h>
#include <pthread.h>

struct object { struct percpu_node node; long n; };
static __attribute__ ((percpu)) struct percpu_list list;
static struct object objects[20];

static void *
work (void *arg)
{
  for (int i = 0; i < 20000; i++)
    {
      struct percpu_node *node = percpu_list_pop (&list);
      struct object *o = (struct object *) node;

      if (!o)
	break;
      percpu_list_push (&list, node);
      o->n++;
    }
  return arg;
}

int
main (void)
{
  pthread_t threads[4];

  for (int i = 0; i < 20; i++)
    percpu_list_push (&list, &objects[i].node);
  for (int i = 0; i < 4; i++)
    pthread_create (&threads[i], NULL, work, NULL);
  for (int i = 0; i < 4; i++)
    pthread_join (threads[i], NULL);
  return 0;
}
