/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* The object that a name denotes, and the instances that operations on all CPUs
   see: two files, local statics of one name, each CPU's own instance.  */
/* { dg-do run } */
/* { dg-additional-sources "instances-aux.c" } */

#include "../lib/check.h"
#include <percpu.h>

struct counters { long events; int by_kind[4]; };

extern __attribute__ ((percpu)) struct counters counters;
extern __attribute__ ((percpu)) unsigned char shared_byte;
extern int __percpu defined_there;
extern int aux_count (int);
extern int __percpu *aux_address (void);

static __attribute__ ((percpu)) int same_name = 2000;
__attribute__ ((percpu)) int defined_there = 9;
static __attribute__ ((percpu)) double average = 1.5;
static __attribute__ ((percpu)) int table[3][2];

static __attribute__ ((noinline)) int
one (void)
{
  static __attribute__ ((percpu)) int local = 10;
  return local++;
}

static __attribute__ ((noinline)) int
two (void)
{
  static __attribute__ ((percpu)) int local = 20;
  {
    static __attribute__ ((percpu)) int local = 30;
    local += 2;
    if (local > 34)
      return local;
  }
  return local--;
}

static inline int
three (int by)
{
  static __attribute__ ((percpu)) int local = 40;
  return local += by;
}

int
main (void)
{
  unsigned int first = percpu_cpu_next (0), cpus = 0;

  if (percpu_bind (first) < 0)
    return 1;
  percpu_foreach (cpu)
    cpus++;

  EXPECT_VALUE (one () + two (), 30);
  EXPECT_VALUE (one () + two (), 30);
  EXPECT_VALUE (two (), 36);
  EXPECT_VALUE (three (1) + three (2), 41 + 43);

  EXPECT_VALUE (aux_count (1), 1050);
  EXPECT_VALUE (aux_count (2), 1052);
  EXPECT_VALUE (counters.events++, 102);
  EXPECT_VALUE (counters.by_kind[1] + counters.by_kind[2], 4 + 5);
  EXPECT_VALUE (shared_byte += 5, 1);
  EXPECT_VALUE (defined_there, 3);
  EXPECT_VALUE (same_name++, 2000);
  EXPECT_VALUE (*aux_address (), 1002);
  (*aux_address ())--;
  EXPECT_VALUE (aux_address ()[0], 1001);
  EXPECT_VALUE (aux_address () != &same_name, 1);

  /* The sum wraps around in the variable's type.  */
  EXPECT_VALUE (percpu_sum (counters.events), 100 * cpus + 3);
  EXPECT_VALUE (percpu_sum (shared_byte),
		(unsigned char) (250 * (cpus - 1) + 1));
  EXPECT_VALUE (percpu_sum (same_name), 2000 * cpus + 1);
  EXPECT_VALUE (percpu_sum (*aux_address ()), 1000 * cpus + 1);
  EXPECT_VALUE (percpu_sum (average) == 1.5 * cpus, 1);
  average *= 2;
  EXPECT_VALUE (percpu_sum (average) == 1.5 * cpus + 1.5, 1);
  EXPECT_VALUE (sizeof (percpu_sum (shared_byte)), 1);

  /* Instances of other CPUs.  */
  percpu_foreach (cpu)
    {
      *percpu_ptr (&same_name, cpu) = 7 * cpu;
      percpu_ptr (&table[1], cpu)[0][1] = cpu + 1;
      (*percpu_ptr (&table, cpu))[2][0] += 3;
      percpu_ptr (&counters, cpu)->by_kind[3]--;
    }
  EXPECT_VALUE (same_name, 7 * first);
  EXPECT_VALUE (table[1][1] * 10 + table[2][0], (first + 1) * 10 + 3);
  EXPECT_VALUE (counters.by_kind[3], 3);
  same_name += 1;
  EXPECT_VALUE (*percpu_this_ptr (&same_name), 7 * first + 1);
  EXPECT (percpu_this_ptr (&same_name) == percpu_ptr (&same_name, first));
  *percpu_this_ptr (&same_name) = -1;
  EXPECT_VALUE (same_name, -1);
  percpu_this_ptr (&table[2])[0][1]++;
  EXPECT_VALUE (table[2][1], 1);

  /* The distance between instances is the same for every variable.  */
  percpu_foreach (cpu)
    {
      EXPECT_VALUE ((char *) percpu_ptr (&same_name, cpu)
		    - (char *) percpu_ptr (&counters, cpu),
		    (char *) percpu_ptr (&same_name, first)
		    - (char *) percpu_ptr (&counters, first));
      EXPECT_VALUE (percpu_ptr (&table[1][1], cpu)
		    - *percpu_ptr (&table[1], cpu), 1);
    }

  percpu_reset (same_name);
  percpu_reset (counters.by_kind);
  percpu_reset (table[1]);
  percpu_reset (average);
  EXPECT_VALUE (percpu_sum (same_name), 2000 * cpus);
  EXPECT_VALUE (percpu_sum (counters.by_kind[3]), 4 * cpus);
  EXPECT_VALUE (percpu_sum (counters.events), 100 * cpus + 3);
  EXPECT_VALUE (percpu_sum (table[1][1]), 0);
  EXPECT_VALUE (percpu_sum (table[2][0]), 3 * cpus);
  EXPECT_VALUE (average == 1.5, 1);

  percpu_foreach (cpu)
    {
      if (cpu == first)
	continue;
      same_name++;
      break;
    }
  EXPECT_VALUE (same_name, 2000 + (cpus > 1));
  return check_failures != 0;
}
