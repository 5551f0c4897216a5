/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Model `rseq': any thread, which may migrate at any time.  */

#include "increment.h"
#include <percpu.h>

static __attribute__ ((percpu, aligned (64))) unsigned long counters[COUNTERS];

#define INCREMENT(i) counters[i]++

WAY_LOOPS (rseq)

static unsigned long
sum (unsigned int i)
{
  return percpu_sum (counters[i]);
}

static const char *
about (void)
{
  return percpu_mode_name (percpu_mode ());
}

const struct way way_rseq =
{
  .name = "rseq", .one = rseq_one, .eight = rseq_eight, .sum = sum,
  .about = about
};
