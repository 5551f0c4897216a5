/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Counters: the functions that the adding code does not contain
   (percpu/counter.h).

   Values are only added to the CPUs' words, so an exact sum is that of any
   per-CPU variable.  The approximate value is the sum of the words as rounded,
   although the rounded words are never read: each addition changes its CPU's
   word from one value to the next, and these values form a chain from 0 to the
   present value.  The rounded values form a chain too, and the thread of each
   addition adds the difference of the two ends of its step to the shared word.
   Only the steps of threads that have not done so yet are missing.  */

#include "sync/sync.h"

/* The number of CPUs grows if threads have private areas.  The batch is not
   adjusted then, because these are no reason to write a shared word less
   often.  */
void
__percpu_counter_init_static (struct percpu_counter *c)
{
  uint64_t batch = PERCPU_COUNTER_BATCH;

  while (batch < 2 * (uint64_t) percpu_nr_cpus ())
    batch *= 2;
  c->batch = batch;
}

int
percpu_counter_init_many (struct percpu_counter *c, size_t n, int64_t initial)
{
  uintptr_t local;
  size_t size;

  if (n == 0)
    return 0;
  if (__builtin_mul_overflow (n, sizeof (uint64_t), &size))
    return PERCPU_ESIZE;
  local = __percpu_alloc (size, sizeof (uint64_t), 0);
  if (local == 0)
    return percpu_alloc_error ();
  for (size_t i = 0; i < n; i++)
    {
      c[i] = (struct percpu_counter) { .local = local + i * sizeof (uint64_t),
				       .base = (uint64_t) initial };
      __percpu_counter_init_static (&c[i]);
    }
  return 0;
}

void
percpu_counter_destroy_many (struct percpu_counter *c, size_t n)
{
  uintptr_t local = n == 0 ? 0 : c->local;

  if (local == 0)
    return;
  for (size_t i = 0; i < n; i++)
    c[i] = (struct percpu_counter) { .local = 0 };
  __percpu_free (local, NULL);
}

uint64_t
__percpu_counter_locals (const struct percpu_counter *c)
{
  uintptr_t displacement;
  uint64_t sum = 0;

  for (unsigned int i = 0; (displacement = pcpu_area_next (&i)) != 0; i++)
    sum += __atomic_load_n ((uint64_t *) (c->local + displacement),
			    __ATOMIC_RELAXED);
  return sum;
}

int64_t
percpu_counter_sum (const struct percpu_counter *c)
{
  uint64_t base = __atomic_load_n (&c->base, __ATOMIC_ACQUIRE);

  return (int64_t) (base + __percpu_counter_locals (c));
}
