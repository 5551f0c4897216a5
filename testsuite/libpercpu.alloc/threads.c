/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Eight threads allocate objects, count in them, pass them to each other and
   free them, while they are moved between CPUs.  The process forks meanwhile,
   repeatedly.  */
/* { dg-options "-pthread" } */

#include "../lib/check.h"
#include <percpu.h>
#include <pthread.h>
#include <stdint.h>

enum { THREADS = 8, ROUNDS = 6000, KEPT = 64, SHARED = 256, FORKS = 12 };

struct object { unsigned long size; unsigned long count; };

/* Objects on their way from one thread to another.  */
static struct object __percpu *shared[SHARED];
static unsigned long wrong;
static int finished;

static void
one_round (struct object __percpu **kept, unsigned int *seed)
{
  unsigned int k = rand_r (seed) % KEPT, s = rand_r (seed) % SHARED;
  size_t size = sizeof (struct object) + rand_r (seed) % 2000;
  struct object __percpu *p = kept[k];

  if (p)
    {
      /* No other thread has counted in it.  */
      if (percpu_sum (p->count) != 3)
	__atomic_fetch_add (&wrong, 1, __ATOMIC_RELAXED);
      kept[k] = NULL;
      p = __atomic_exchange_n (&shared[s], p, __ATOMIC_ACQ_REL);
      if (p)
	percpu_free (p);
    }
  p = percpu_alloc_bytes (size, 8 << rand_r (seed) % 6);
  if (!p)
    {
      __atomic_fetch_add (&wrong, 1, __ATOMIC_RELAXED);
      return;
    }
  if (percpu_sum (p->count) != 0)
    __atomic_fetch_add (&wrong, 1, __ATOMIC_RELAXED);
  percpu_guarded (g)
    percpu_borrow (g, p)->count = 1;
  percpu_guarded (g)
    percpu_borrow (g, p)->count += 2;
  kept[k] = p;
}

static void *
work (void *arg)
{
  struct object __percpu *kept[KEPT] = { NULL };
  unsigned int seed = (unsigned int) (uintptr_t) arg;

  for (int i = 0; i < ROUNDS; i++)
    one_round (kept, &seed);
  for (int i = 0; i < KEPT; i++)
    percpu_free (kept[i]);
  __atomic_fetch_add (&finished, 1, __ATOMIC_RELEASE);
  return NULL;
}

static void *
move (void *arg)
{
  pthread_t *threads = arg;
  unsigned int cpu[64], nr = allowed_cpus (cpu, 64), seed = 1;

  if (nr > 64)
    nr = 64;
  while (__atomic_load_n (&finished, __ATOMIC_ACQUIRE) < THREADS)
    {
      cpu_set_t set;

      CPU_ZERO (&set);
      CPU_SET (cpu[rand_r (&seed) % nr], &set);
      pthread_setaffinity_np (threads[rand_r (&seed) % THREADS], sizeof set,
			      &set);
      usleep (100);
    }
  return NULL;
}

/* Uses of the allocator in the child.  */

static int
child (void)
{
  struct object __percpu *kept[KEPT] = { NULL };
  unsigned int seed = 7;

  wrong = 0;
  for (int i = 0; i < 300; i++)
    one_round (kept, &seed);
  for (int i = 0; i < KEPT; i++)
    percpu_free (kept[i]);
  return wrong != 0;
}

int
main (void)
{
  pthread_t threads[THREADS], mover;
  struct percpu_stats stats;
  int failed = 0;

  for (int i = 0; i < THREADS; i++)
    pthread_create (&threads[i], NULL, work, (void *) (uintptr_t) (i + 1));
  pthread_create (&mover, NULL, move, threads);
  for (int i = 0; i < FORKS; i++)
    {
      pid_t pid = fork ();
      int status = 1;

      if (pid == 0)
	{
	  alarm (100);
	  _exit (child ());
	}
      waitpid (pid, &status, 0);
      failed += status != 0;
    }
  /* From here on no thread is moved.  */
  pthread_join (mover, NULL);
  for (int i = 0; i < THREADS; i++)
    pthread_join (threads[i], NULL);
  for (int i = 0; i < SHARED; i++)
    percpu_free (shared[i]);
  CHECK (wrong == 0, "objects are their owner's: %lu times not", wrong);
  CHECK (failed == 0, "children can allocate: %d cannot", failed);
  percpu_stats_get (&stats, sizeof stats);
  CHECK (stats.objects == 0, "all are freed");
  return 0;
}
