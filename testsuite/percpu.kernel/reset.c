/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Resets restore the initial values of the program, whatever the areas contain:
   of one variable on all CPUs, and of the whole area of a CPU that is off.
   Areas that are made again have the initial values too.  */

#include "board.h"

static __attribute__ ((percpu)) unsigned long a = 11, b = 22;
static __attribute__ ((percpu)) struct { char c[7]; short s; } odd
  = { "abcdef", 33 };
static __attribute__ ((percpu, aligned (1024))) unsigned char aligned = 44;

static void
change (unsigned int cpu)
{
  a += cpu + 1;
  b += cpu + 1;
  aligned++;
  percpu_this_ptr (&odd)->s = 0;
  percpu_this_ptr (&odd)->c[0] = 'X';
}

static void
check_area (unsigned int cpu, unsigned long b_value)
{
  CHECK (*percpu_ptr (&a, cpu) == 11);
  CHECK (*percpu_ptr (&b, cpu) == b_value);
  CHECK (percpu_ptr (&odd, cpu)->c[0] == 'a');
  CHECK (percpu_ptr (&odd, cpu)->s == 33);
}

static void
after (void)
{
  percpu_foreach (cpu)
    {
      CHECK (*percpu_ptr (&a, cpu) == 11 + cpu + 1);
      CHECK (*percpu_ptr (&aligned, cpu) == 45);
      CHECK ((uintptr_t) percpu_ptr (&aligned, cpu) % 1024 == 0);
    }
  percpu_reset (a);
  percpu_reset (odd);
  percpu_foreach (cpu)
    check_area (cpu, 22 + cpu + 1);

  CHECK (percpu_reset_area (2) == 0);
  check_area (1, 22 + 2);
  check_area (2, 22);
  CHECK (*percpu_ptr (&aligned, 2) == 44);
  CHECK (*percpu_ptr (&aligned, 3) == 45);
  CHECK (percpu_bind_area (2) == 0);
  CHECK (percpu_this_cpu () == 2);
  CHECK (percpu_this_ptr (&b) == percpu_ptr (&b, 2));

  CHECK (percpu_fini () == 0);
  board_init ();
  percpu_foreach (cpu)
    check_area (cpu, 22);
}

BOARD_TEST (board_init, change, after, NULL);
