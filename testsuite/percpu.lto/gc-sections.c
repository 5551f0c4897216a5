/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Sections for every function and variable, and a linker that discards sections
   without references: referenced variables keep their initial values.  */
/* { dg-do run } */
/* { dg-additional-sources "gc-sections-aux.c" } */
/* { dg-additional-options "-ffunction-sections -fdata-sections -Wl,--gc-sections" } */

#include <percpu.h>

extern __attribute__ ((percpu)) long used;
extern long add_to_used (long);
static __attribute__ ((percpu)) int mine = 3;

int
main (void)
{
  long result;

  if (percpu_bind (percpu_cpu_next (0)) < 0)
    return 1;
  mine++;
  result = add_to_used (5);
  percpu_foreach (cpu)
    if (*percpu_ptr (&used, cpu) != (cpu == percpu_cpu_next (0) ? 12 : 7))
      return 2;
  return result != 12 || mine != 4;
}
