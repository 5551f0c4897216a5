/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* A program without a per-CPU variable of its own has areas nevertheless.  */

/* { dg-do run } */
/* { dg-options "" } */

#include "../lib/check.h"
#include <percpu.h>

static void
add (int __percpu *p)
{
  *p += 1;
}

int
main (int argc, char **argv)
{
  unsigned int cpu;

  (void) argv;
  allowed_cpus (&cpu, 1);
  CHECK (percpu_nr_cpus () > cpu, "%u CPUs", percpu_nr_cpus ());
  CHECK (percpu_area_base (cpu) != NULL && percpu_area_size () > 0, "areas");
  CHECK (percpu_bind (cpu) == 0 && percpu_bound_cpu () == (int) cpu, "bind");
  CHECK (percpu_unbind () == 0, "unbind");
  if (argc > 100)
    add (NULL);
  return 0;
}
