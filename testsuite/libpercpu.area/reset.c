/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* percpu_reset restores the initial value on every CPU, of that object only,
   and takes no memory where the value was unchanged.  */

/* { dg-do run } */
/* { dg-options "" } */

#include "../lib/check.h"
#include <percpu.h>

#define N 65536

static __attribute__ ((percpu)) char before[4096] = { 1 };
static __attribute__ ((percpu)) int x = 42, y = 43;
static __attribute__ ((percpu)) unsigned char bytes[3] = { 1, 2, 3 };
static __attribute__ ((percpu)) struct { long a; char b; } s = { -1, 'b' };
static __attribute__ ((percpu)) int array[N] = { [0] = 1, [N - 1] = 2 };

static long
total_kb (void)
{
  long kb = 0;

  percpu_foreach (cpu)
    kb += anonymous_kb (percpu_area_base (cpu));
  return kb;
}

int
main (void)
{
  long kb = total_kb ();

  CHECK (kb == 0, "at start all areas together have %ld kB", kb);
  percpu_reset (x);
  percpu_reset (array);
  percpu_reset (before);
  CHECK (total_kb () == 0, "resetting what is clean takes nothing");

  percpu_foreach (cpu)
    {
      *percpu_ptr (&x, cpu) = 1;
      *percpu_ptr (&y, cpu) = 2;
      memset (*percpu_ptr (&bytes, cpu), 9, 3);
      percpu_ptr (&s, cpu)->a = 99;
      (*percpu_ptr (&array, cpu))[N / 2] = 7;
    }
  kb = total_kb ();
  percpu_reset (x);
  percpu_reset (bytes[1]);
  percpu_reset (s);
  percpu_reset (array);
  CHECK (total_kb () == kb, "resetting what was written takes no more");
  percpu_foreach (cpu)
    {
      CHECK (*percpu_ptr (&x, cpu) == 42, "CPU %u: scalar", cpu);
      CHECK (*percpu_ptr (&y, cpu) == 2, "CPU %u: its neighbour stays", cpu);
      CHECK (memcmp (*percpu_ptr (&bytes, cpu), "\11\2\11", 3) == 0,
	     "CPU %u: element, and not those beside it", cpu);
      CHECK (percpu_ptr (&s, cpu)->a == -1 && percpu_ptr (&s, cpu)->b == 'b',
	     "CPU %u: structure", cpu);
      CHECK ((*percpu_ptr (&array, cpu))[N / 2] == 0
	     && *percpu_ptr (&array[0], cpu) == 1
	     && *percpu_ptr (&array[N - 1], cpu) == 2,
	     "CPU %u: array over many pages", cpu);
    }
  return 0;
}
