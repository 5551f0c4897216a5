/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* The `a' of cycle.h.  */

#include "cycle.h"

static __attribute__ ((percpu)) long count;
static __attribute__ ((percpu)) char text[300] = "a has initial values";

void
a_add (long n)
{
  count += n;
  text[299]++;
}

long
a_sum (void)
{
  percpu_foreach (cpu)
    if ((*percpu_ptr (&text, cpu))[0] != 'a')
      return -1;
  return percpu_sum (count);
}

static void __attribute__ ((constructor (101)))
start (void)
{
  add_everywhere (1);
}

static void __attribute__ ((constructor))
start_later (void)
{
  add_everywhere (10);
}

static void __attribute__ ((destructor))
end (void)
{
  add_everywhere (100);
}

/* The last of all destructors that can be asked for.  */
static void __attribute__ ((destructor (101)))
end_last (void)
{
  add_everywhere (1000);
}
