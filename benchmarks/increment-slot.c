/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* The common technique without per-CPU variables: an array with a slot for
   each CPU, chosen by sched_getcpu.  The thread may leave the CPU before the
   addition, which therefore is atomic.  */

#define _GNU_SOURCE 1

#include "increment.h"
#include "slots.h"
#include <sched.h>

#define INCREMENT(i)							\
  __atomic_fetch_add (&slots[sched_getcpu ()].counters[i], 1, __ATOMIC_RELAXED)

WAY_LOOPS (slot)

const struct way way_slot =
{
  .name = "slot", .enter = slots_enter, .one = slot_one, .eight = slot_eight,
  .sum = slots_sum
};
