/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* In each mode of model `rseq', threads that start when objects exist already
   use these: in mode `private' each thread gets an area of its own, which has
   the objects and their values too.  Objects outlive the threads, and freed
   memory is zero again in the areas that threads have left.  */
/* { dg-options "-pthread" } */
/* { dg-additional-options "-fplugin-arg-percpu-model=rseq" } */

#include "../lib/modes.h"

struct object { long n; char text[500]; long last; };

enum { THREADS = 20, ROUNDS = 15 };

static const struct object value = { 1000000, "value", 5 };
static struct object __percpu *old, *zero;
static unsigned long wrong;

static void *
work (void *arg)
{
  struct object __percpu *mine = percpu_alloc_value (struct object, &value);

  if (!mine)
    return arg;
  for (int i = 0; i < 100; i++)
    {
      old->n++;
      zero->n++;
      mine->last++;
    }
  wrong += percpu_sum (mine->last) % 5 != 0;
  percpu_free (mine);
  return arg;
}

static void
test (void)
{
  for (int round = 1; round <= ROUNDS; round++)
    {
      pthread_t threads[THREADS];
      long cpus = 0, all;

      old = percpu_alloc_value (struct object, &value);
      zero = percpu_alloc (struct object);
      if (!old || !zero)
	exit (1);
      for (int i = 0; i < THREADS; i++)
	if (pthread_create (&threads[i], NULL, work, NULL) != 0)
	  exit (1);
      for (int i = 0; i < THREADS; i++)
	pthread_join (threads[i], NULL);
      percpu_foreach (cpu)
	{
	  cpus++;
	  wrong += strcmp (percpu_ptr (old, cpu)->text, "value") != 0;
	}
      all = percpu_sum (old->n);
      if (all != cpus * value.n + THREADS * 100
	  || percpu_sum (zero->n) != THREADS * 100)
	CHECK (false, "round %d, %ld areas: %ld and %ld counted", round, cpus,
	       all, percpu_sum (zero->n));
      percpu_reset (*old);
      wrong += percpu_sum (old->n) != cpus * value.n;
      percpu_free (old);
      percpu_free (zero);
    }
  CHECK (wrong == 0, "values are everywhere: %lu are not", wrong);
}

int
main (int argc, char **argv)
{
  return modes_run (argc, argv, test);
}
