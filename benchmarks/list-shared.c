/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* One list for all CPUs: with a mutex, and with a compare-exchange of the head
   and a tag, which prevents the ABA problem; and POSIX's reader-writer
   lock.  */

#include "list.h"
#include <pthread.h>
#include <stddef.h>

enum { NODES = 64 };

struct node { struct node *next; };

static struct node nodes[NODES], free_nodes[NODES];

static int
count (struct node *node)
{
  int n = 0;

  for (; node; node = node->next)
    n++;
  return n;
}

static pthread_mutex_t mutex __attribute__ ((aligned (64)))
  = PTHREAD_MUTEX_INITIALIZER;
static struct node *list;

static struct node *
list_pop (void)
{
  struct node *node;

  pthread_mutex_lock (&mutex);
  node = list;
  if (node)
    list = node->next;
  pthread_mutex_unlock (&mutex);
  return node;
}

static void
list_push (struct node *node)
{
  pthread_mutex_lock (&mutex);
  node->next = list;
  list = node;
  pthread_mutex_unlock (&mutex);
}

static void __attribute__ ((noipa, aligned (64)))
mutex_loop (unsigned long rounds)
{
  do
    list_push (list_pop ());
  while (--rounds != 0);
}

static int
mutex_whole (void)
{
  return count (list) == NODES;
}

/* With -mcx16 one instruction changes both members.  */
union head
{
  struct { struct node *first; unsigned long tag; } is;
  unsigned __int128 whole;
};

static union head head __attribute__ ((aligned (64)));

static union head
head_load (void)
{
  union head h;

  h.is.tag = __atomic_load_n (&head.is.tag, __ATOMIC_ACQUIRE);
  h.is.first = __atomic_load_n (&head.is.first, __ATOMIC_ACQUIRE);
  return h;
}

static int
head_change (union head before, struct node *first)
{
  union head after = { .is = { first, before.is.tag + 1 } };

  return __sync_bool_compare_and_swap (&head.whole, before.whole, after.whole);
}

static void __attribute__ ((noipa, aligned (64)))
lock_free_loop (unsigned long rounds)
{
  do
    {
      union head before;
      struct node *node;

      do
	{
	  before = head_load ();
	  node = before.is.first;
	}
      while (!head_change (before, __atomic_load_n (&node->next,
						    __ATOMIC_RELAXED)));
      do
	{
	  before = head_load ();
	  __atomic_store_n (&node->next, before.is.first, __ATOMIC_RELAXED);
	}
      while (!head_change (before, node));
    }
  while (--rounds != 0);
}

static int
lock_free_whole (void)
{
  return count (head.is.first) == NODES;
}

static void __attribute__ ((constructor))
fill (void)
{
  for (int i = 0; i < NODES; i++)
    {
      list_push (&nodes[i]);
      free_nodes[i].next = head.is.first;
      head.is.first = &free_nodes[i];
    }
}

static pthread_rwlock_t rwlock __attribute__ ((aligned (64)))
  = PTHREAD_RWLOCK_INITIALIZER;

static void __attribute__ ((noipa, aligned (64)))
rwlock_loop (unsigned long rounds)
{
  do
    {
      pthread_rwlock_rdlock (&rwlock);
      pthread_rwlock_unlock (&rwlock);
    }
  while (--rounds != 0);
}

static int
rwlock_whole (void)
{
  return pthread_rwlock_trywrlock (&rwlock) == 0
	 && pthread_rwlock_unlock (&rwlock) == 0;
}

const struct pair pair_mutex = { "mutex", NULL, mutex_loop, mutex_whole };
const struct pair pair_lock_free = { "lock_free", "mutex", lock_free_loop,
				     lock_free_whole };
const struct pair pair_pthread_rwlock = { "pthread_rwlock", NULL, rwlock_loop,
					  rwlock_whole };
