/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Freestanding code cannot make counters when it runs, and is told what it can
   do.  */
/* { dg-options "-ffreestanding -O2" } */

#include <percpu.h>

static struct percpu_counter c;

int
f (void)
{
  return percpu_counter_init_many (&c, 1, 0); /* { dg-error "use PERCPU_COUNTER_DEFINE" } */
}

void
g (void)
{
  percpu_counter_destroy_many (&c, 1); /* { dg-error "use PERCPU_COUNTER_DEFINE" } */
}
