/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Numbers of areas, images and objects, as a structure and as text.  */

#include "sync/sync.h"

#include <string.h>

int
percpu_stats_get (struct percpu_stats *stats, size_t size)
{
  struct percpu_stats now = { .cpus = 0 };

  pcpu_area_stats (&now);
  pcpu_image_stats (&now);
  pcpu_alloc_stats (&now);
  /* A program may be older or newer than the library.  */
  memset (stats, 0, size);
  memcpy (stats, &now, size < sizeof now ? size : sizeof now);
  return pcpu_layout.base != 0 ? 0 : PERCPU_EINIT;
}

void
percpu_stats (void)
{
  struct percpu_stats now;

  percpu_stats_get (&now, sizeof now);
  pcpu_os_message ("mode %s; %u CPUs possible, %u areas used, %u private",
		   percpu_mode_name (percpu_mode ()), now.cpus,
		   now.cpus_used, now.private_areas);
  pcpu_os_message ("%u images with %zu bytes of variables", now.images,
		   now.variables);
  pcpu_os_message ("area: %zu kB of at most %zu kB; address space: %zu kB",
		   now.area_size / 1024, now.area_limit / 1024,
		   now.reserved / 1024);
  pcpu_os_message ("%zu dynamic objects with %zu bytes; room: %zu kB of at most"
		   " %zu kB, %zu kB free, the largest piece %zu kB",
		   now.objects, now.objects_size, now.dynamic_size / 1024,
		   now.dynamic_limit / 1024, now.dynamic_free / 1024,
		   now.dynamic_largest / 1024);
  if (now.resident == SIZE_MAX)
    pcpu_os_message ("memory: unknown");
  else
    pcpu_os_message ("memory: %zu kB", now.resident / 1024);
}
