/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* All CPUs call percpu_init at the same time: one of them makes the areas, and
   the others get an error.  Then each binds its own area, in any order.  */

#include "board.h"

static __attribute__ ((percpu)) unsigned int number = 7;
static unsigned int made, refused, ready;

static void
before (void)
{
  made = refused = ready = 0;
}

static void
each (unsigned int cpu)
{
  int error = percpu_init (board_memory, sizeof board_memory, MACHINE_CPUS);

  if (error == 0)
    __atomic_fetch_add (&made, 1, __ATOMIC_RELAXED);
  else if (error == PERCPU_ETWICE || error == PERCPU_EBUSY)
    __atomic_fetch_add (&refused, 1, __ATOMIC_RELAXED);
  while (percpu_bind_area (cpu) != 0)
    machine_relax ();
  CHECK (percpu_this_cpu () == cpu);
  CHECK (percpu_read_register () == (uintptr_t) percpu_ptr (&number, cpu)
				    - (uintptr_t) percpu_ptr (&number, 0)
				    + (uintptr_t) percpu_area_base (0)
				    - (uintptr_t) __start___percpu);
  CHECK (number == 7);
  number += cpu;
  CHECK (number == 7 + cpu);
  CHECK (percpu_this_ptr (&number) == percpu_ptr (&number, cpu));
  __atomic_fetch_add (&ready, 1, __ATOMIC_ACQ_REL);
}

static void
after (void)
{
  CHECK (made == 1);
  CHECK (refused == MACHINE_CPUS - 1);
  CHECK (ready == MACHINE_CPUS);
  CHECK (percpu_sum (number) == 7 * MACHINE_CPUS + 6);
}

BOARD_TEST (before, each, after, NULL);
