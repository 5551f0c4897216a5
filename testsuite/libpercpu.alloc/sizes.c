/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Every size from 1 to 9000 with every alignment from 1 to 4096: the object is
   aligned, is at least as large as requested and not much larger, and does not
   overlap others at either end.  */

#include "../lib/check.h"
#include <percpu.h>
#include <stdint.h>

enum { MOST = 9000, ALIGNMENTS = 13 };

/* Returns: the number of errors for SIZE.  */
static int
one_size (size_t size, unsigned int cpu)
{
  struct percpu_address_info info;
  char __percpu *p[ALIGNMENTS];
  int wrong = 0;

  for (int i = 0; i < ALIGNMENTS; i++)
    {
      size_t align = (size_t) 1 << i;

      if (!(p[i] = percpu_alloc_bytes (size, align)))
	exit (1);
      wrong += (uintptr_t) p[i] % align != 0;
      wrong += (uintptr_t) percpu_ptr (p[i], cpu) % align != 0;
      wrong += (percpu_pointer_info (p[i] + size - 1, &info) != 0
		|| info.start != (uintptr_t) p[i] || info.size < size
		|| (align <= 8 && size <= 4096
		    && info.size > (size < 32 ? size + 7 : size * 5 / 4 + 7))
		|| info.size > size + align + 4096);
      wrong += percpu_ptr (p[i], cpu)[0] != 0;
      wrong += percpu_ptr (p[i], cpu)[size - 1] != 0;
      percpu_ptr (p[i], cpu)[size - 1] = (char) i;
      percpu_ptr (p[i], cpu)[0] = (char) i;
    }
  for (int i = 0; i < ALIGNMENTS; i++)
    {
      wrong += percpu_ptr (p[i], cpu)[0] != i;
      wrong += percpu_ptr (p[i], cpu)[size - 1] != i;
    }
  for (int i = 0; i < ALIGNMENTS; i++)
    percpu_free (p[i * 5 % ALIGNMENTS]);
  return wrong;
}

int
main (void)
{
  unsigned int cpu = percpu_cpu_next (0);
  struct percpu_stats stats;

  for (size_t size = 1; size <= MOST; size++)
    {
      int wrong = one_size (size, cpu);

      if (wrong > 0)
	CHECK (false, "%zu bytes: %d wrong", size, wrong);
    }
  percpu_stats_get (&stats, sizeof stats);
  CHECK (stats.objects == 0 && stats.objects_size == 0, "all sizes to %d",
	 MOST);
  return 0;
}
