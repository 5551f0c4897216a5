/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* A child process has its own copy of all areas, and its thread is bound
   as its parent was.  */

/* { dg-do run } */
/* { dg-options "" } */

#include "../lib/check.h"
#include <percpu.h>

static __attribute__ ((percpu)) long x = 1;

static void
child (void *arg)
{
  unsigned int cpu = *(unsigned int *) arg;

  CHECK (percpu_bound_cpu () == (int) cpu, "the child is bound");
  CHECK (x == 11, "it sees what the parent counted");
  x += 100;
  CHECK (*percpu_ptr (&x, cpu) == 111, "and counts on");
  percpu_reset (x);
  CHECK (x == 1, "the initial values are there");
  CHECK (percpu_unbind () == 0, "it can be unbound");
  CHECK (FAULTS (x++), "and then faults");
}

int
main (void)
{
  char text[200];
  unsigned int cpu;
  int status;

  allowed_cpus (&cpu, 1);
  CHECK (percpu_bind (cpu) == 0, "bind");
  x += 10;
  status = child_run (child, &cpu, text, sizeof text);
  CHECK (status == 0, "the child ends well");
  CHECK (x == 11, "the parent's instance is as it was");
  return 0;
}
