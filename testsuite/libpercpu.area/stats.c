/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* percpu_stats counts areas and memory, and PERCPU_STATS prints the numbers on
   stderr.  */

/* { dg-do run } */
/* { dg-options "" } */

#include "../lib/check.h"
#include <percpu.h>

static __attribute__ ((percpu)) char large[10 * 4096];
static __attribute__ ((percpu)) long x = 3;

static void
print (void *arg)
{
  (void) arg;
  percpu_stats ();
}

int
main (void)
{
  struct { struct percpu_stats s; char behind[8]; } now;
  unsigned int cpu, possible = 0;
  size_t page = (size_t) sysconf (_SC_PAGESIZE);
  char text[600], expected[600];

  allowed_cpus (&cpu, 1);
  for (unsigned int c = 0; c < percpu_nr_cpus (); c++)
    possible += percpu_cpu_possible (c);
  memset (&now, 0xff, sizeof now);
  CHECK (percpu_stats_get (&now.s, sizeof now.s) == 0, "stats");
  CHECK (now.s.cpus == possible, "%u CPUs", now.s.cpus);
  CHECK (now.s.cpus_used == 0 && now.s.private_areas == 0, "no area used");
  CHECK (now.s.images == 1 && now.s.variables >= sizeof large + sizeof x
	 && now.s.variables <= sizeof large + 4096, "%zu bytes of variables",
	 now.s.variables);
  CHECK (now.s.area_size == percpu_area_size ()
	 && now.s.area_limit >= now.s.area_size + (1 << 20), "area: %zu of %zu",
	 now.s.area_size, now.s.area_limit);
  CHECK (now.s.reserved > possible * now.s.area_limit, "reserved");
  CHECK (now.s.resident == 0, "no memory");

  CHECK (percpu_sum (x) == 3 * (long) possible, "a sum");
  percpu_stats_get (&now.s, sizeof now.s);
  CHECK (now.s.cpus_used == 0 && now.s.resident == 0, "uses none");

  CHECK (percpu_bind (cpu) == 0, "bind");
  large[0]++;
  large[5 * 4096]++;
  percpu_stats_get (&now.s, sizeof now.s);
  CHECK (now.s.cpus_used == 1, "one area is used");
  CHECK (now.s.resident == 3 * page, "%zu kB: two pages that were written and"
	 " the library's", now.s.resident / 1024);

  memset (&now, 0xff, sizeof now);
  CHECK (percpu_stats_get (&now.s, sizeof now) == 0
	 && now.s.cpus == possible && now.behind[7] == 0,
	 "a newer program finds zeros");
  memset (&now, 0xff, sizeof now);
  CHECK (percpu_stats_get (&now.s, sizeof now.s.cpus) == 0
	 && now.s.cpus == possible && now.s.cpus_used == (unsigned int) -1,
	 "an older one what it knows");

  percpu_stats_get (&now.s, sizeof now.s);
  CHECK (child_run (print, NULL, text, sizeof text) == 0, "print");
  snprintf (expected, sizeof expected,
	    "percpu: mode none; %u CPUs possible, 1 areas used, 0 private\n"
	    "percpu: 1 images with %zu bytes of variables\n"
	    "percpu: area: %zu kB of at most %zu kB; address space: %zu kB\n"
	    "percpu: 0 dynamic objects with 0 bytes; room: 0 kB of at most"
	    " %zu kB, 0 kB free, the largest piece 0 kB\n"
	    "percpu: memory: %zu kB\n", possible, now.s.variables,
	    now.s.area_size / 1024, now.s.area_limit / 1024,
	    now.s.reserved / 1024, now.s.dynamic_limit / 1024,
	    now.s.resident / 1024);
  CHECK (strcmp (text, expected) == 0, "it says: %s", text);
  return 0;
}
