/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Transparent huge pages, which take two megabytes where one page is written,
   are disabled in the areas: of a large object, each CPU has the pages that it
   writes.  */

#include "../lib/check.h"
#include <percpu.h>

enum { SIZE = 32 << 20 };

/* Returns: whether the mapping at ADDRESS has FLAG, or WHETHER if the kernel
   does not report that.  */
static bool
flagged (const volatile void *address, const char *flag, bool *whether)
{
  FILE *f = fopen ("/proc/self/smaps", "r");
  bool here = false, has = false;
  char line[512];

  *whether = false;
  while (f && fgets (line, sizeof line, f))
    {
      unsigned long low, high;

      if (sscanf (line, "%lx-%lx ", &low, &high) == 2)
	here = ((unsigned long) address >= low
		&& (unsigned long) address < high);
      else if (here && strncmp (line, "VmFlags:", 8) == 0)
	{
	  *whether = true;
	  has = strstr (line, flag) != NULL;
	}
    }
  if (f)
    fclose (f);
  return has;
}

int
main (void)
{
  char __percpu *p = percpu_alloc_bytes (SIZE, 4096);
  struct percpu_stats before, now;
  unsigned int cpus = 0;
  bool told;

  if (!p)
    return 1;
  if (access ("/sys/kernel/mm/transparent_hugepage", F_OK) != 0)
    {
      printf ("the system has no large pages\n");
      return 0;
    }
  percpu_foreach (cpu)
    {
      bool small;

      percpu_area_base (cpu);
      small = flagged (percpu_ptr (p, cpu), " nh", &told);
      CHECK (small || !told, "small pages on CPU %u", cpu);
      cpus++;
    }
  percpu_stats_get (&before, sizeof before);
  percpu_foreach (cpu)
    for (int i = 0; i < SIZE; i += 4 << 20)
      percpu_ptr (p, cpu)[i] = 1;
  percpu_stats_get (&now, sizeof now);
  CHECK (before.resident == SIZE_MAX
	 || now.resident - before.resident <= 8 * 4096 * cpus,
	 "%zu bytes more resident on %u CPUs", now.resident - before.resident,
	 cpus);
  percpu_free (p);
  return 0;
}
