/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* The program's constructors may use per-CPU variables; destructors too.  */

/* { dg-do run } */
/* { dg-options "" } */

#include "../lib/check.h"
#include <percpu.h>

static int target;
static __attribute__ ((percpu)) int *pointer = &target;
static __attribute__ ((percpu)) int count = 1;

static void __attribute__ ((constructor (102)))
early (void)
{
  unsigned int cpu;

  allowed_cpus (&cpu, 1);
  CHECK (percpu_bind (cpu) == 0, "bind");
  count++;
  *pointer = 5;
}

static void __attribute__ ((constructor))
late (void)
{
  count++;
}

static void __attribute__ ((destructor))
end (void)
{
  if (++count != 4)
    _exit (1);
}

int
main (void)
{
  CHECK (count == 3, "constructors counted");
  CHECK (target == 5, "initial addresses are relocated by then");
  return 0;
}
