/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Counters: what is not done by the code that adds (percpu/counter.h).

   The CPUs' words are only ever added to, so an exact sum is what it is for any
   per-CPU variable.  Why the sum of the words as rounded is known to nobody who
   reads only the two shared words, and is right all the same: each addition
   takes its CPU's word from one value to the next, and these form a chain from
   0 to what the word is now.  Rounded they form a chain too, and whoever makes
   a step adds the difference of its two ends.  Only the steps of those are
   missing who have not come to that yet.  */

#include "sync/sync.h"

/* The number of CPUs grows where threads have areas of their own, but those are
   no reason for a shared word to be written less often.  */
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
