/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* References and counters without the library: a reference is one atomic count,
   a counter a per-CPU variable, and the object has no reference to the runtime
   for Linux.  */
/* { dg-options "-ffreestanding -O2 -Wall -Wextra -Wshadow" } */

/* { dg-final { scan-assembler-not {percpu_ref_|__percpu_image|percpu_guard_thread|percpu_counter_(init|sum)|constructor|init_array} } } */
/* { dg-final { scan-assembler {percpu.__percpu_counter_hits} } } */

#include <percpu.h>

PERCPU_COUNTER_DEFINE (hits, 7);
static PERCPU_COUNTER_DEFINE (misses, 0);

static struct percpu_ref ref;
int gone;

static void
release (struct percpu_ref *r)
{
  gone += percpu_ref_is_zero (r);
}

long
f (int n)
{
  percpu_counter_add (&hits, n);
  percpu_counter_dec (&misses);
  if (percpu_ref_init (&ref, release, 0) == 0 && percpu_ref_tryget_live (&ref))
    percpu_ref_put (&ref);
  percpu_ref_kill (&ref);
  percpu_ref_exit (&ref);
  if (percpu_counter_add_limited (&misses, 10, 3))
    return percpu_counter_compare (&hits, 3);
  return percpu_counter_read (&hits) + percpu_counter_sum (&misses);
}
