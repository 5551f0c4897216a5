/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

#include "ref-ways.h"
#include <percpu.h>
#include <stdatomic.h>
#include <stdlib.h>

static struct percpu_ref ref, dead;
static struct percpu_counter counter;
static struct
{
  atomic_long value;
} references __attribute__ ((aligned (64))),
  count __attribute__ ((aligned (64)));

static void
release (struct percpu_ref *r)
{
  (void) r;
  abort ();
}

static void __attribute__ ((noipa, aligned (64)))
loop_ref (unsigned long n)
{
  for (; n > 0; n--)
    {
      percpu_ref_get (&ref);
      percpu_ref_put (&ref);
    }
}

static void __attribute__ ((noipa, aligned (64)))
loop_dead (unsigned long n)
{
  for (; n > 0; n--)
    {
      percpu_ref_get (&dead);
      percpu_ref_put (&dead);
    }
}

/* The usual form of an atomic reference count.  */
static void __attribute__ ((noipa, aligned (64)))
loop_atomic_pair (unsigned long n)
{
  for (; n > 0; n--)
    {
      atomic_fetch_add_explicit (&references.value, 1, memory_order_relaxed);
      if (atomic_fetch_sub_explicit (&references.value, 1,
				     memory_order_acq_rel) == 1)
	abort ();
    }
}

static void __attribute__ ((noipa, aligned (64)))
loop_add (unsigned long n)
{
  for (; n > 0; n--)
    percpu_counter_add (&counter, 1);
}

static void __attribute__ ((noipa, aligned (64)))
loop_atomic_add (unsigned long n)
{
  for (; n > 0; n--)
    atomic_fetch_add_explicit (&count.value, 1, memory_order_relaxed);
}

static void __attribute__ ((noipa, aligned (64)))
loop_read (unsigned long n)
{
  for (; n > 0; n--)
    {
      long value = percpu_counter_read (&counter);

      __asm__ volatile ("" : : "r" (value));
    }
}

static void __attribute__ ((noipa, aligned (64)))
loop_sum (unsigned long n)
{
  for (; n > 0; n--)
    {
      long value = percpu_counter_sum (&counter);

      __asm__ volatile ("" : : "r" (value));
    }
}

static void __attribute__ ((noipa, aligned (64)))
loop_atomic_load (unsigned long n)
{
  for (; n > 0; n--)
    {
      long value = atomic_load_explicit (&count.value, memory_order_relaxed);

      __asm__ volatile ("" : : "r" (value));
    }
}

static const char *
check_ref (unsigned long n)
{
  long left;

  (void) n;
  percpu_ref_switch_to_atomic (&ref);
  left = (long) (ref.count / __PERCPU_REF_ONE);
  percpu_ref_switch_to_percpu (&ref);
  return left == 1 ? NULL : "references are left";
}

static const char *
check_counter (unsigned long n)
{
  return (unsigned long) percpu_counter_sum (&counter) == n
	 ? NULL : "the sum is not exact";
}

const struct ref_way ref_ways[] =
{
  { "atomic-pair", "atomic-pair", loop_atomic_pair, NULL },
  { "ref-pair", "atomic-pair", loop_ref, check_ref },
  { "ref-pair-dying", "atomic-pair", loop_dead, NULL },
  { "atomic-add", "atomic-add", loop_atomic_add, NULL },
  { "counter-add", "atomic-add", loop_add, check_counter },
  { "atomic-load", "atomic-load", loop_atomic_load, NULL },
  { "counter-read", "atomic-load", loop_read, NULL },
  { "counter-sum", "atomic-load", loop_sum, NULL },
};
const unsigned int ref_ways_nr = sizeof ref_ways / sizeof *ref_ways;

void
ref_ways_init (int used)
{
  if (used)
    percpu_foreach (cpu)
      percpu_area_base (cpu);
  references.value = 1;
  if (percpu_ref_init (&ref, release, PERCPU_REF_ALLOW_REINIT) != 0
      || percpu_ref_init (&dead, release, 0) != 0
      || percpu_counter_init (&counter, 0) != 0)
    abort ();
  percpu_ref_get (&dead);
  percpu_ref_kill (&dead);
}

unsigned int
ref_ways_cpus (void)
{
  return percpu_nr_cpus ();
}

unsigned int
ref_ways_cpus_used (void)
{
  struct percpu_stats stats;

  percpu_stats_get (&stats, sizeof stats);
  return stats.cpus_used;
}

const char *
ref_ways_mode (void)
{
  return percpu_mode_name (percpu_mode ());
}
