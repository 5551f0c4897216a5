/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* An allocator of objects of one size.  Each CPU has a list of free objects,
   which only this CPU changes.  A new object comes from an array that all CPUs
   share, by an atomic instruction.  An object that was taken on one CPU may be
   given back on another.  */

#include "kernel.h"

enum { OBJECTS = 4096 };

static struct object objects[OBJECTS];
static unsigned int objects_made;
static __attribute__ ((percpu)) struct percpu_list idle;

struct object *
cache_get (void)
{
  struct percpu_node *node = percpu_list_pop (&idle);
  unsigned int n;

  if (node)
    {
      stats.reused++;
      return (struct object *) ((char *) node
				- offsetof (struct object, node));
    }
  n = __atomic_fetch_add (&objects_made, 1, __ATOMIC_RELAXED);
  if (n >= OBJECTS)
    return NULL;
  stats.made++;
  return &objects[n];
}

void
cache_put (struct object *o)
{
  percpu_list_push (&idle, &o->node);
}

unsigned int
cache_free (unsigned int cpu)
{
  const struct percpu_node *node = percpu_ptr (&idle, cpu)->head;
  unsigned int n = 0;

  for (; node; node = node->next)
    n++;
  return n;
}
