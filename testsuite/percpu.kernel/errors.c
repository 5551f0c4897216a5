/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Every error of the functions that make the areas.  A refused call changes
   nothing, so that the next one succeeds.  */

#include "board.h"

PERCPU_RESERVE (1 << 19);

static __attribute__ ((percpu)) unsigned long x = 5;

static void
no_areas (void)
{
  CHECK (percpu_area_num () == 0);
  CHECK (percpu_nr_cpus () == 0);
  CHECK (percpu_area_size () == 0);
  CHECK (percpu_area_base (0) == NULL);
  CHECK (!percpu_cpu_possible (0));
  CHECK (percpu_bind_area (0) == PERCPU_EINIT);
  CHECK (percpu_reset_area (0) == PERCPU_EINIT);
  CHECK (percpu_fini () == PERCPU_EINIT);
  CHECK (percpu_sum (x) == 0);
}

static void
layouts (size_t *size, size_t *align)
{
  size_t one, two;

  CHECK (percpu_area_layout (0, size, align) == PERCPU_ECPUS);
  CHECK (percpu_area_layout (PERCPU_CPUS_MAX + 1, size, align)
	 == PERCPU_ECPUS);
  CHECK (percpu_area_layout (PERCPU_CPUS_MAX, size, align) == 0);
  CHECK (percpu_area_layout (1, &one, align) == 0);
  CHECK (percpu_area_layout (2, &two, align) == 0);
  CHECK (two == 2 * one);
  CHECK (*align >= 64 && *align <= 4096 && (*align & (*align - 1)) == 0);
  CHECK (one % *align == 0);
  CHECK (percpu_area_layout (MACHINE_CPUS, size, align) == 0);
  CHECK (*size == MACHINE_CPUS * one);
}

static void
texts (void)
{
  for (int a = PERCPU_EBUSY; a <= PERCPU_ECPUS; a++)
    for (int b = PERCPU_EBUSY - 1; b < a; b++)
      {
	const char *s = percpu_strerror (a), *t = percpu_strerror (b);

	while (*s && *s == *t)
	  s++, t++;
	CHECK (*s != *t);
      }
}

static void
before (void)
{
  char *mem = board_memory;
  size_t size, align;
  void *last;

  no_areas ();
  texts ();
  layouts (&size, &align);
  last = (void *) -(uintptr_t) align;
  CHECK (percpu_init (NULL, size, MACHINE_CPUS) == PERCPU_ENULL);
  CHECK (percpu_init (mem + 1, size, MACHINE_CPUS) == PERCPU_EUNALIGNED);
  CHECK (percpu_init (mem + align / 2, size, MACHINE_CPUS)
	 == PERCPU_EUNALIGNED);
  CHECK (percpu_init (mem, size - 1, MACHINE_CPUS) == PERCPU_ESMALL);
  CHECK (percpu_init (mem, 0, MACHINE_CPUS) == PERCPU_ESMALL);
  CHECK (percpu_init (mem, size, 0) == PERCPU_ECPUS);
  CHECK (percpu_init (mem, SIZE_MAX, PERCPU_CPUS_MAX + 1) == PERCPU_ECPUS);
  CHECK (percpu_init (last, SIZE_MAX, MACHINE_CPUS) == PERCPU_EOVERFLOW);
  CHECK (percpu_init_in_place (PERCPU_CPUS_MAX) == PERCPU_ESMALL);
  no_areas ();

  CHECK (percpu_init (mem, size, MACHINE_CPUS) == 0);
  CHECK (percpu_init (mem, size, MACHINE_CPUS) == PERCPU_ETWICE);
  CHECK (percpu_init_in_place (MACHINE_CPUS) == PERCPU_ETWICE);
  CHECK (percpu_area_num () == MACHINE_CPUS);
  CHECK (percpu_area_size () == size / MACHINE_CPUS);
  CHECK (percpu_area_base (0) == mem);
  CHECK (percpu_area_base (3) == mem + 3 * (size / MACHINE_CPUS));
  CHECK (percpu_area_base (MACHINE_CPUS) == NULL);
  CHECK (percpu_bind_area (MACHINE_CPUS) == PERCPU_ERANGE);
  CHECK (percpu_reset_area (MACHINE_CPUS) == PERCPU_ERANGE);
  CHECK (percpu_sum (x) == 5 * MACHINE_CPUS);
  CHECK (percpu_fini () == 0);
  no_areas ();

  CHECK (percpu_init_in_place (MACHINE_CPUS) == 0);
  CHECK (percpu_init_in_place (MACHINE_CPUS) == PERCPU_ETWICE);
  CHECK (percpu_area_base (0) == (void *) __percpu_reserved);
  CHECK (percpu_sum (x) == 5 * MACHINE_CPUS);
}

BOARD_TEST (before, NULL, NULL, NULL);
