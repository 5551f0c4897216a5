/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* One counter for all CPUs, and an atomic addition.  */

#include "increment.h"
#include <stddef.h>

static unsigned long counters[COUNTERS] __attribute__ ((aligned (128)));

#define INCREMENT(i) __atomic_fetch_add (&counters[i], 1, __ATOMIC_RELAXED)

WAY_LOOPS (atomic)

static unsigned long
sum (unsigned int i)
{
  return __atomic_load_n (&counters[i], __ATOMIC_RELAXED);
}

const struct way way_atomic =
{
  .name = "atomic", .one = atomic_one, .eight = atomic_eight, .sum = sum
};
