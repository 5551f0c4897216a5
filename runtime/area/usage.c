/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* The memory of the areas, and the area of an address.  */

#include "area/area.h"

size_t
percpu_area_size (void)
{
  return __atomic_load_n (&pcpu_layout.size, __ATOMIC_ACQUIRE);
}

/* Returns: the bytes of memory in all areas.  Those of the CPUs are
   consecutive.  */
static size_t
areas_resident (void)
{
  size_t own = pcpu_os_resident (pcpu_layout.origin + pcpu_layout.displacement,
				 pcpu_cpus_nr * pcpu_layout.stride);
  size_t private = pcpu_private_resident ();

  return own == SIZE_MAX || private == SIZE_MAX ? SIZE_MAX : own + private;
}

void
pcpu_area_stats (struct percpu_stats *stats)
{
  struct pcpu_os_signals signals;
  bool locked = pcpu_layout_lock (&signals);

  for (unsigned int cpu = 0; cpu < pcpu_cpus_nr; cpu++)
    {
      stats->cpus += pcpu_cpu_p (cpu);
      stats->cpus_used += pcpu_area_opened_p (cpu);
    }
  for (unsigned int i = 0; i < pcpu_private_nr (); i++)
    stats->private_areas += pcpu_private_p (i);
  if (pcpu_layout.base != 0)
    {
      stats->area_size = pcpu_layout.size;
      stats->area_limit = pcpu_layout.limit;
      stats->reserved = pcpu_layout.reservation + pcpu_private_reserved ();
      stats->resident = areas_resident ();
    }
  pcpu_layout_unlock (locked, &signals);
}

size_t
percpu_area_resident (unsigned int cpu)
{
  uintptr_t displacement = pcpu_layout.base ? pcpu_area_in_use (cpu) : 0;

  return displacement == 0 ? 0
	 : pcpu_os_resident (pcpu_layout.origin + displacement,
			     pcpu_layout.stride);
}

/* Store the per-CPU address of ADDRESS in *INFO if it is in the area with
   DISPLACEMENT.
   Returns: false if it is not.  */
static bool
area_has (uintptr_t displacement, uintptr_t address,
	  struct percpu_address_info *info)
{
  uintptr_t offset = address - displacement - pcpu_layout.origin;

  if (offset >= pcpu_layout.limit + pcpu_layout.dynamic_limit)
    return false;
  info->address = address - displacement;
  return true;
}

bool
pcpu_area_find (uintptr_t address, struct percpu_address_info *info)
{
  info->cpu = PERCPU_NO_CPU;
  if (pcpu_layout.base == 0)
    return false;
  for (unsigned int i = 0; i < percpu_nr_cpus (); i++)
    {
      uintptr_t displacement = pcpu_area_in_use (i);

      if (displacement != 0 && area_has (displacement, address, info))
	{
	  info->cpu = i;
	  return true;
	}
    }
  if (!area_has (pcpu_layout_template (), address, info))
    return false;
  info->kind = PERCPU_ADDRESS_TEMPLATE;
  return true;
}
