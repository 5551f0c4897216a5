/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* The code on the right side of the manual's tables of other interfaces, for
   kernels: the crate percpu of ArceOS, and macros that are written by hand.
   percpu.build/tables.sh compares the tables with this file.  */

#include "board.h"

static __attribute__ ((percpu)) size_t x = 5;
static __attribute__ ((percpu)) int member = 6;
static __attribute__ ((percpu)) struct { int member; } cpu = { 7 };

static void
before (void)
{
  void *base = board_memory;
  size_t len = sizeof board_memory, size, align;
  unsigned int n = MACHINE_CPUS;

  CHECK (percpu_init_in_place (n) == PERCPU_OK);
  CHECK (percpu_area_num () == n);
  CHECK (percpu_fini () == PERCPU_OK);

  CHECK (percpu_area_layout (n, &size, &align) == PERCPU_OK);
  CHECK (percpu_init (NULL, len, n) == PERCPU_ENULL);
  CHECK (percpu_init (board_memory + 1, len, n) == PERCPU_EUNALIGNED);
  CHECK (percpu_init (base, len, n) == PERCPU_OK);
  CHECK (percpu_area_size () >= size / n);
}

/* The macro reads its CPU's member.  */

static void
members (void)
{
  CHECK (member == 6);
  CHECK (cpu.member == 7);
  member++;
  cpu.member += 2;
  CHECK (member == 7);
  CHECK (cpu.member == 9);
}

static void
each (unsigned int cpu)
{
  size_t v = cpu + 10;
  size_t __percpu *p = &x;

  CHECK (percpu_bind_area (cpu) == PERCPU_OK);
  CHECK (x == 5);
  x = v;
  CHECK (x == v);
  CHECK (percpu_raw (x) == v);
  percpu_raw (x) = v;
  x++;
  x += v;
  CHECK (*percpu_this_ptr (&x) == 2 * v + 1);
  CHECK (*percpu_ptr (&x, cpu) == 2 * v + 1);
  CHECK (percpu_ptr (&x, cpu) == percpu_this_ptr (p));
  CHECK ((char *) percpu_ptr (&x, cpu) - (char *) percpu_area_base (cpu)
	 == (char *) percpu_ptr (&x, 0) - (char *) percpu_area_base (0));
  v = x;
  CHECK (*p == v);
  members ();

  percpu_preempt_disable ();
  (*percpu_this_ptr (&x))--;
  percpu_preempt_enable ();
  CHECK (x == v - 1);

  uintptr_t mine = percpu_read_register ();
  percpu_write_register (0);
  v = mine;
  percpu_write_register (v);
  CHECK (percpu_this_cpu () == cpu);
}

static void
after (void)
{
  CHECK (percpu_sum (x) == 2 * (10 + 11 + 12 + 13));
  CHECK (percpu_sum (cpu.member) == 9 * MACHINE_CPUS);
  percpu_reset (x);
  CHECK (percpu_sum (x) == 5 * MACHINE_CPUS);
}

BOARD_TEST (before, each, after, NULL);
