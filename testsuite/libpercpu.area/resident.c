/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Areas take memory only for the pages that were written.  */

/* { dg-do run } */
/* { dg-options "" } */

#include "../lib/check.h"
#include <percpu.h>

static __attribute__ ((percpu)) char large[1 << 20] = { 1 };

int
main (void)
{
  long page = sysconf (_SC_PAGESIZE) / 1024, sum = 0, kb;
  unsigned int cpu;

  CHECK (percpu_area_size () >= 1 << 20, "an area of %zu bytes",
	 percpu_area_size ());
  percpu_foreach (c)
    {
      for (int i = 0; i < 1 << 20; i += 1024)
	sum += *percpu_ptr (&large[i], c);
      kb = anonymous_kb (percpu_area_base (c));
      CHECK (kb == 0, "CPU %u has %ld kB when all was read", c, kb);
    }
  CHECK (sum > 0, "and it was");

  allowed_cpus (&cpu, 1);
  CHECK (percpu_bind (cpu) == 0, "bind");
  kb = anonymous_kb (percpu_area_base (cpu));
  CHECK (kb == page, "a bound CPU has %ld kB", kb);
  large[1 << 19] = 1;
  kb = anonymous_kb (percpu_area_base (cpu));
  CHECK (kb == 2 * page, "and %ld kB when it wrote somewhere", kb);
  percpu_foreach (c)
    if (c != cpu)
      {
	kb = anonymous_kb (percpu_area_base (c));
	CHECK (kb == 0, "CPU %u still has %ld kB", c, kb);
      }
  return 0;
}
