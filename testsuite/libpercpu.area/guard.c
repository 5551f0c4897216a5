/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Guards in a program without any other code in model `rseq': threads that are
   bound, and some that are not.  */

/* { dg-additional-options "-pthread" } */

#include "../lib/check.h"
#include <percpu.h>
#include <pthread.h>

enum { THREADS = 4, ROUNDS = 20000 };

static __attribute__ ((percpu)) struct { long a, b; } s;

static unsigned int cpu[2];
static unsigned long wrong;

static void *
work (void *arg)
{
  bool bound = arg != NULL;

  if (bound && percpu_bind (*(unsigned int *) arg) != 0)
    exit (1);
  for (long i = 0; i < ROUNDS; i++)
    percpu_guarded (g)
      {
	volatile long *a = &percpu_borrow (g, &s)->a;
	long n = *a;

	if (bound && (percpu_guard_cpu (g) != *(unsigned int *) arg
		      || percpu_borrow (g, &s) != percpu_this_ptr (&s)))
	  __atomic_fetch_add (&wrong, 1, __ATOMIC_RELAXED);
	if (percpu_borrow (g, &s)->b != n)
	  __atomic_fetch_add (&wrong, 1, __ATOMIC_RELAXED);
	if (i % 100 == 0)
	  sched_yield ();
	*a = n + 1;
	percpu_borrow (g, &s)->b++;
      }
  return NULL;
}

int
main (void)
{
  pthread_t threads[THREADS];
  long n = (long) THREADS * ROUNDS;

  if (allowed_cpus (cpu, 2) == 1)
    cpu[1] = cpu[0];
  for (int i = 0; i < THREADS; i++)
    pthread_create (&threads[i], NULL, work, i < 3 ? &cpu[i % 2] : NULL);
  for (int i = 0; i < THREADS; i++)
    pthread_join (threads[i], NULL);
  CHECK (wrong == 0, "sections are those of the CPU: %lu", wrong);
  CHECK (percpu_sum (s.a) == n && percpu_sum (s.b) == n, "sums: %ld",
	 percpu_sum (s.a));
  return 0;
}
