/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* A program that writes to the areas of all CPUs; tools.exp looks for the
   values in its core files.  */

#include "../lib/check.h"
#include <percpu.h>
#include <sys/resource.h>

__attribute__ ((percpu)) long counted = 100;
static __attribute__ ((percpu)) char zeros[1 << 20];
volatile long *first, *last;
volatile char *zero;
long __percpu *object;
volatile long *dynamic;

int
main (int argc, char **argv)
{
  struct rlimit core = { RLIM_INFINITY, RLIM_INFINITY };
  unsigned int cpu = 0;

  (void) argv;
  percpu_foreach (c)
    cpu = c;
  object = percpu_alloc (long);
  CHECK (object, "an object");
  first = percpu_ptr (&counted, percpu_cpu_next (0));
  last = percpu_ptr (&counted, cpu);
  zero = percpu_ptr (&zeros[777777], cpu);
  dynamic = percpu_ptr (object, cpu);
  *first = 1001;
  *last = 1002;
  *zero = 42;
  *dynamic = 1003;
  if (argc > 1 && strcmp (argv[1], "sleep") == 0)
    {
      puts ("ready");
      fflush (stdout);
      sleep (60);
    }
  else if (argc > 1 && strcmp (argv[1], "abort") == 0)
    {
      setrlimit (RLIMIT_CORE, &core);
      abort ();
    }
  return 0;
}
