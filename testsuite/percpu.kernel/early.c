/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Before percpu_init the boot CPU works on the template, if its register is 0:
   what it stores there becomes the initial value on all CPUs.  */

#include "board.h"

static __attribute__ ((percpu)) unsigned long x = 40, y = 50;

static void
before (void)
{
  CHECK (percpu_read_register () == 0);
  CHECK (percpu_this_cpu () == PERCPU_NO_CPU);
  CHECK (x == 40);
  x += 2;
  CHECK (x == 42);
  CHECK ((uintptr_t) percpu_this_ptr (&x) - (uintptr_t) __start___percpu
	 < (uintptr_t) __stop___percpu - (uintptr_t) __start___percpu);
  board_init ();
  /* The areas are copies already.  */
  y = 1;
  CHECK (*percpu_ptr (&y, 0) == 50);
  y = 50;
}

static void
each (unsigned int cpu)
{
  (void) cpu;
  CHECK (x == 42);
  CHECK (y == 50);
  y++;
}

static void
after (void)
{
  CHECK (percpu_sum (x) == 42 * MACHINE_CPUS);
  CHECK (percpu_sum (y) == 51 * MACHINE_CPUS);
}

BOARD_TEST (before, each, after, NULL);
