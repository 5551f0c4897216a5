/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Counters: what is not done by the code that adds (percpu/counter.h).

   The CPUs' words are only ever added to, so an exact sum is what it is for any
   per-CPU variable.  Why the sum of the words as rounded is known to nobody who
   reads only the two shared words, and is right all the same: each addition
   takes its CPU's word from one value to the next, and these form a chain from
   0 to what the word is now.  Rounded they form a chain too, and whoever makes a
   step adds the difference of its two ends.  Only the steps of those are missing
   who have not come to that yet.  */

#include "internal.h"

/* Words for each CPU: until there is per-CPU memory to allocate, those of an
   image that has nothing else.  */

enum { POOL_WORDS = 8192 };

static uint64_t pool[POOL_WORDS] __attribute__ ((aligned (64)));
static bool pool_used[POOL_WORDS];
static struct __percpu_image pool_image =
{
  .size = sizeof pool_image,
  .start = (char *) pool,
  .stop = (char *) (pool + POOL_WORDS)
};

uintptr_t
pcpu_counts_take (size_t nr)
{
  struct pcpu_os_signals signals;
  size_t free = 0, i = 0;
  bool locked;

  __percpu_image_register (&pool_image);
  locked = pcpu_lock (&signals);
  while (i < POOL_WORDS && free < nr)
    free = pool_used[i++] ? 0 : free + 1;
  for (size_t n = 0; free == nr && n < nr; n++)
    pool_used[i - 1 - n] = true;
  pcpu_unlock (locked, &signals);
  return free == nr ? pool_image.address + (i - nr) * sizeof (uint64_t) : 0;
}

void
pcpu_counts_give (uintptr_t address, size_t nr)
{
  size_t first = (address - pool_image.address) / sizeof (uint64_t);
  struct pcpu_os_signals signals;
  bool locked;

  __percpu_reset (address, nr * sizeof (uint64_t));
  locked = pcpu_lock (&signals);
  for (size_t n = 0; n < nr; n++)
    pool_used[first + n] = false;
  pcpu_unlock (locked, &signals);
}

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

  if (n == 0)
    return 0;
  local = pcpu_counts_take (n);
  if (local == 0)
    return PERCPU_ENOMEM;
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
  pcpu_counts_give (local, n);
}

int64_t
percpu_counter_sum (const struct percpu_counter *c)
{
  uint64_t sum = __atomic_load_n (&c->base, __ATOMIC_ACQUIRE);
  uintptr_t displacement;

  for (unsigned int i = 0; (displacement = pcpu_area_next (&i)) != 0; i++)
    sum += __atomic_load_n ((uint64_t *) (c->local + displacement),
			    __ATOMIC_RELAXED);
  return (int64_t) sum;
}
