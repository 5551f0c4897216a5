/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* The other half of instances.c.  */

#include <percpu.h>

struct counters { long events; int by_kind[4]; };

__attribute__ ((percpu)) struct counters counters = { 100, { 1, 2, 3, 4 } };
__attribute__ ((percpu)) unsigned char shared_byte = 250;
static __attribute__ ((percpu)) int same_name = 1000;
extern __attribute__ ((percpu)) int defined_there;

__attribute__ ((noipa)) int
aux_count (int kind)
{
  static __attribute__ ((percpu)) int local = 50;

  counters.events++;
  counters.by_kind[kind] += 2;
  shared_byte++;
  defined_there -= 3;
  return local++ + same_name++;
}

int __percpu *
aux_address (void)
{
  return &same_name;
}
