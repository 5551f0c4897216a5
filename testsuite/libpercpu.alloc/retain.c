/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Threads retain and release the same few objects all the time, small and large
   ones, while others are allocated next to them and freed: an object is
   destroyed when its last owner releases it, and only once.  */
/* { dg-options "-pthread" } */

#include "../lib/check.h"
#include <percpu.h>
#include <pthread.h>

#pragma percpu free off

enum { THREADS = 6, ROUNDS = 8000, SLOTS = 5 };

struct object { long alive; };

/* Each slot owns its object.  A lock is for taking another reference from
   it.  */
static struct slot
{
  pthread_mutex_t lock;
  struct object __percpu *p;
} slots[SLOTS];
static unsigned long wrong, made, destroyed;
static unsigned int first;

static void
destroy (struct object *o, unsigned int cpu, void *arg)
{
  (void) arg;
  if (cpu != first)
    return;
  if (__atomic_exchange_n (&o->alive, 0, __ATOMIC_RELAXED) != 1)
    __atomic_fetch_add (&wrong, 1, __ATOMIC_RELAXED);
  __atomic_fetch_add (&destroyed, 1, __ATOMIC_RELAXED);
}

static struct object __percpu *
make (unsigned int kind)
{
  struct object __percpu *p
    = percpu_alloc_bytes (kind % 3 ? 8 * (1 + kind % 100) : 5000, 8);

  if (!p)
    exit (1);
  percpu_ptr (p, first)->alive = 1;
  __atomic_fetch_add (&made, 1, __ATOMIC_RELAXED);
  return p;
}

static void *
work (void *arg)
{
  unsigned int seed = (unsigned int) (size_t) arg;

  for (int i = 0; i < ROUNDS; i++)
    {
      struct slot *slot = &slots[rand_r (&seed) % SLOTS];
      struct object __percpu *p;

      pthread_mutex_lock (&slot->lock);
      p = slot->p;
      if (!percpu_retain (p))
	exit (1);
      if (rand_r (&seed) % 4 == 0)
	{
	  slot->p = make (rand_r (&seed));
	  pthread_mutex_unlock (&slot->lock);
	  /* The slot's ownership is not the last one, because this thread has
	     another.  */
	  if (__percpu_release (p, NULL))
	    __atomic_fetch_add (&wrong, 1, __ATOMIC_RELAXED);
	}
      else
	pthread_mutex_unlock (&slot->lock);
      if (__atomic_load_n (&percpu_ptr (p, first)->alive,
			   __ATOMIC_RELAXED) != 1)
	__atomic_fetch_add (&wrong, 1, __ATOMIC_RELAXED);
      percpu_release_with (p, destroy, NULL);
    }
  return NULL;
}

int
main (void)
{
  pthread_t threads[THREADS];
  struct percpu_stats stats;

  first = percpu_cpu_next (0);
  for (int i = 0; i < SLOTS; i++)
    {
      pthread_mutex_init (&slots[i].lock, NULL);
      slots[i].p = make ((unsigned int) i);
    }
  for (size_t i = 0; i < THREADS; i++)
    pthread_create (&threads[i], NULL, work, (void *) (i + 1));
  for (int i = 0; i < THREADS; i++)
    pthread_join (threads[i], NULL);
  for (int i = 0; i < SLOTS; i++)
    percpu_release_with (slots[i].p, destroy, NULL);
  percpu_stats_get (&stats, sizeof stats);
  CHECK (wrong == 0 && made == destroyed && stats.objects == 0,
	 "%lu made, %lu destroyed, %lu wrong", made, destroyed, wrong);
  return 0;
}
