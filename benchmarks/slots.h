/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* An array with a slot for each CPU.  No two slots share a cache line, or a
   pair of lines that processors fetch together.  */

#ifndef SLOTS_H
#define SLOTS_H 1

#include <stddef.h>

enum { SLOTS = 4096 };

static struct slot
{
  unsigned long counters[COUNTERS];
} __attribute__ ((aligned (128))) slots[SLOTS];

static const char *
slots_enter (unsigned int cpu)
{
  return cpu < SLOTS ? NULL : "there are too many CPUs";
}

static unsigned long
slots_sum (unsigned int i)
{
  unsigned long sum = 0;

  for (int cpu = 0; cpu < SLOTS; cpu++)
    sum += __atomic_load_n (&slots[cpu].counters[i], __ATOMIC_RELAXED);
  return sum;
}

#endif /* SLOTS_H */
