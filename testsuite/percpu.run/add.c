/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* A bound thread adds to its own CPU's instance only.  */
/* { dg-do run } */

#include <percpu.h>
#include <stdio.h>

static __attribute__ ((percpu)) unsigned long hits = 2;

int
main (void)
{
  int error = percpu_bind (0);
  unsigned long mine;

  if (error < 0)
    {
      printf ("percpu_bind (0): %s\n", percpu_strerror (error));
      return 1;
    }
  hits += 5;
  mine = hits;
  printf ("this CPU: %lu, remote: %lu\n", mine, *percpu_ptr (&hits, 0));
  percpu_foreach (cpu)
    if (*percpu_ptr (&hits, cpu) != (cpu == 0 ? 7 : 2))
      return 1;
  return mine != 7;
}
