/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Accesses of a CPU that has not bound an area cause an exception, if the
   program has asked for that; so do a number that is not that of a CPU, and
   the conditions that hardened code checks.  */

#include "board.h"

#include <percpu/abi.h>

static __attribute__ ((percpu)) unsigned long x = 4;
static unsigned int number;

static void
load (void)
{
  x == 0 ? machine_putc ('0') : (void) 0;
}

static void
store (void)
{
  x = 1;
}

static void
add (void)
{
  x += 1;
}

static void
instance (void)
{
  *percpu_ptr (&x, number) = 5;
}

static void
unbound (void)
{
  percpu_unbind_area ();
  CHECK (board_faults (load));
  CHECK (board_faults (store));
  CHECK (board_faults (add));
  CHECK (!board_faults (machine_relax));
  percpu_write_register (0);
  CHECK (x == 4);
}

static void
null (void)
{
  __percpu_hardened (16, "16", 0);
}

static void
null_trap (void)
{
  __percpu_hardened (16, "16", PERCPU_HARDENED_TRAP);
}

static void
cpu_trap (void)
{
  __percpu_hardened ((uintptr_t) __start___percpu, "x",
		     PERCPU_HARDENED_CPU | PERCPU_HARDENED_TRAP);
}

static void
no_cpu_trap (void)
{
  __percpu_hardened ((uintptr_t) __start___percpu, "x", PERCPU_HARDENED_TRAP);
}

static void
hardened (void)
{
  CHECK (!board_faults (null) && board_report != NULL);
  CHECK (board_faults (null_trap) && board_report != NULL);
  CHECK (!board_faults (cpu_trap) && board_report == NULL);
  board_preemptible = true;
  CHECK (board_faults (cpu_trap) && board_report != NULL);
  CHECK (!board_faults (no_cpu_trap) && board_report == NULL);
  board_preemptible = false;
}

static void
before (void)
{
  unbound ();
  number = 0;
  CHECK (board_faults (instance));
  board_init ();
  CHECK (percpu_bind_area (0) == 0);
  CHECK (!board_faults (instance));
  CHECK (x == 5);
  number = MACHINE_CPUS;
  CHECK (board_faults (instance));
  unbound ();
  CHECK (percpu_bind_area (0) == 0);
  CHECK (x == 5);
  hardened ();
}

BOARD_TEST (before, NULL, NULL, NULL);
