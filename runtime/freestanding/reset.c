/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Resets: initial values come from the template and from the rooms' initial
   values, never from an area.  */

#include "freestanding/freestanding.h"

int
percpu_reset_area (unsigned int cpu)
{
  if (!percpu_cpu_possible (cpu))
    return percpu_area_num () == 0 ? PERCPU_EINIT : PERCPU_ERANGE;
  pcpu_areas_lock ();
  pcpu_area_fill (cpu, __percpu_displacement (cpu));
  pcpu_areas_unlock ();
  return PERCPU_OK;
}

/* Returns: the address of the initial values of the variable or object at
   ADDRESS.  */
static uintptr_t
values_of (uintptr_t address)
{
  for (const struct pcpu_room *room = pcpu_areas.rooms; room; room = room->next)
    if (address - room->start < room->size)
      return address + room->values;
  return address;
}

/* Store the SIZE bytes at FROM to TO: by one store if they can be an aligned
   scalar.  */
static void
instance_store (uintptr_t to, uintptr_t from, size_t size)
{
  bool scalar = (size & (size - 1)) == 0 && (to & (size - 1)) == 0;

#if defined __arm__ && defined __GCC_HAVE_SYNC_COMPARE_AND_SWAP_8
  if (scalar && size == sizeof (uint64_t))
    {
      __atomic_store_n ((volatile uint64_t *) to, *(const uint64_t *) from,
			__ATOMIC_RELAXED);
      return;
    }
#endif
  if (scalar && size == sizeof (uintptr_t))
    *(volatile uintptr_t *) to = *(const volatile uintptr_t *) from;
  else if (scalar && size == sizeof (uint32_t))
    *(volatile uint32_t *) to = *(const volatile uint32_t *) from;
  else if (scalar && size == sizeof (uint16_t))
    *(volatile uint16_t *) to = *(const volatile uint16_t *) from;
  else
    pcpu_bytes_copy (to, from, size);
}

void
__percpu_reset (uintptr_t address, size_t size)
{
  unsigned int ncpu = percpu_area_num ();
  uintptr_t values = values_of (address);

  for (unsigned int cpu = 0; cpu < ncpu; cpu++)
    instance_store (address + __percpu_displacement (cpu), values, size);
}
