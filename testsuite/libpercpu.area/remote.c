/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* percpu_ptr, percpu_foreach and access to whole areas.  */

/* { dg-do run } */
/* { dg-options "" } */

#include "../lib/check.h"
#include <percpu.h>

struct stats
{
  unsigned char small;
  unsigned long counts[4];
  struct { short a, b; } inner;
};

static int one;
static __attribute__ ((percpu)) struct stats stats
  = { .counts = { 10, 20, 30, 40 }, .inner = { -1, 2 } };
static __attribute__ ((percpu)) int array[3] = { 7, 8, 9 };
static __attribute__ ((percpu)) int *pointer = &one;
static __attribute__ ((percpu, aligned (4096))) char page[100];
static __attribute__ ((percpu, aligned (64))) char line = 'l';

int
main (void)
{
  unsigned int seen = 0, previous = 0;

  percpu_foreach (cpu)
    {
      struct stats *s = percpu_ptr (&stats, cpu);
      char *base = percpu_area_base (cpu);

      CHECK (seen == 0 || cpu > previous, "CPU %u after %u", cpu, previous);
      CHECK (percpu_cpu_possible (cpu), "CPU %u is possible", cpu);
      CHECK (s->small == 0 && s->counts[2] == 30 && s->inner.a == -1
	     && s->inner.b == 2, "CPU %u: initial values", cpu);
      CHECK (percpu_ptr (&stats.counts[1], cpu) == &s->counts[1],
	     "CPU %u: element of a member", cpu);
      CHECK (percpu_ptr (&stats.inner.b, cpu) == &s->inner.b,
	     "CPU %u: inner member", cpu);
      CHECK (*percpu_ptr (&array[2], cpu) == 9, "CPU %u: element", cpu);
      CHECK ((*percpu_ptr (&array, cpu))[1] == 8, "CPU %u: array", cpu);
      CHECK (*percpu_ptr (&pointer, cpu) == &one,
	     "CPU %u: an address, relocated", cpu);
      CHECK (*percpu_ptr (&line, cpu) == 'l', "CPU %u: char", cpu);
      CHECK ((uintptr_t) percpu_ptr (&page, cpu) % 4096 == 0
	     && (uintptr_t) percpu_ptr (&line, cpu) % 64 == 0,
	     "CPU %u: alignments", cpu);
      CHECK ((char *) s >= base && (char *) (s + 1) <= base
	     + percpu_area_size (), "CPU %u: within the area", cpu);
      CHECK (FAULTS ((void) *(volatile char *) (base - 1))
	     && FAULTS ((void) *(volatile char *) (base + percpu_area_size ())),
	     "CPU %u: guard pages around the area", cpu);

      s->counts[0] = 1000 + cpu;
      *percpu_ptr (&array[0], cpu) = (int) cpu;
      previous = cpu;
      seen++;
    }
  percpu_foreach (cpu)
    CHECK (percpu_ptr (&stats, cpu)->counts[0] == 1000 + cpu
	   && *percpu_ptr (&array[0], cpu) == (int) cpu,
	   "CPU %u has its own instances", cpu);

  CHECK (seen >= 1 && previous + 1 == percpu_nr_cpus (), "%u CPUs", seen);
  CHECK (percpu_cpu_next (percpu_nr_cpus ()) == percpu_nr_cpus ()
	 && percpu_cpu_next (-1u) == percpu_nr_cpus (), "none after the last");
  CHECK (!percpu_cpu_possible (percpu_nr_cpus ())
	 && !percpu_cpu_possible (-1u), "nor is one possible");
  CHECK (percpu_area_base (percpu_nr_cpus ()) == NULL
	 && percpu_area_base (-1u) == NULL, "nor has one an area");
  CHECK (percpu_area_size () % (size_t) sysconf (_SC_PAGESIZE) == 0,
	 "an area is whole pages");
  return 0;
}
