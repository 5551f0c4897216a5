/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* The first use of an area, and the areas in use.

   An area is opened when it is used for the first time.  Afterwards it has the
   initial values of all images, and its words identify it.  */

#include "area/area.h"
#include "register.h"

struct pcpu_cpus pcpu_areas_opened;

bool
pcpu_area_opened_p (unsigned int cpu)
{
  return pcpu_cpus_has_atomic (&pcpu_areas_opened, cpu);
}

void
pcpu_area_open (unsigned int cpu)
{
  struct pcpu_os_signals signals;
  bool locked;
  int error = 0;

  if (pcpu_area_opened_p (cpu))
    return;
  locked = pcpu_layout_lock (&signals);
  if (!pcpu_area_opened_p (cpu))
    {
      uintptr_t displacement = pcpu_layout_displacement (cpu);
      bool mapped = pcpu_cpus_has (&pcpu_areas_mapped, cpu);
      unsigned int before = pcpu_layout_opening (cpu);

      if (!mapped)
	error = pcpu_slot_held (pcpu_reserve_hold_window (&pcpu_layout,
							  displacement));
      if (error == 0)
	error = pcpu_area_fill (displacement, mapped);
      if (error == 0)
	pcpu_cpus_add_atomic (&pcpu_areas_opened, cpu);
      pcpu_layout_opened (before);
    }
  pcpu_layout_unlock (locked, &signals);
  if (error != 0)
    {
      pcpu_os_message ("cannot make the area of CPU %u: %s", cpu,
		       pcpu_os_reason (error));
      pcpu_os_abort ();
    }
}

/* The home area of locks, or 0: the first area that was used.  Locks have
   words that exist once; they are those of the instance in this area, which
   remains in use.  */
static uintptr_t locks_home;

/* Write the words that identify the area with DISPLACEMENT, and TAG, its tag.
   This is done at the first use of the area and not at start, because it makes
   a page resident.  Threads that do it at the same time write the same
   values.  */
static void
area_sign (uintptr_t displacement, uint32_t tag)
{
  struct __percpu_page *page = pcpu_words (displacement);
  uintptr_t first = 0;

  if (__atomic_load_n (&page->tag, __ATOMIC_ACQUIRE) == tag)
    return;
  if (__atomic_compare_exchange_n (&locks_home, &first, displacement, false,
				   __ATOMIC_ACQ_REL, __ATOMIC_ACQUIRE))
    first = displacement;
  __atomic_store_n (&page->home, first, __ATOMIC_RELAXED);
  __atomic_store_n (&page->this_displacement, displacement, __ATOMIC_RELAXED);
  __atomic_store_n (&page->cpu,
		    tag & PERCPU_TAG_PRIVATE
		    ? pcpu_cpus_nr + PERCPU_PRIVATE_OF (tag)
		    : pcpu_cpu_number (tag), __ATOMIC_RELAXED);
  __atomic_store_n (&page->tag, tag, __ATOMIC_RELEASE);
  if (!pcpu_register_publish (tag, displacement))
    pcpu_private_refuse ("too many threads");
}

uintptr_t
pcpu_area_prepare (unsigned int cpu)
{
  uintptr_t displacement = pcpu_layout_displacement (cpu);

  pcpu_area_open (cpu);
  area_sign (displacement, pcpu_cpu_kernel (cpu));
  return displacement;
}

unsigned int
pcpu_area_take_private (void)
{
  uint64_t self = pcpu_os_thread_self ();
  struct pcpu_os_signals signals;
  unsigned int number;
  bool locked;
  int error;

  if (pcpu_private_inherit (self, &number))
    return number;
  /* An image that is loaded at the same time must see the area, or the area
     the image.  */
  locked = pcpu_layout_lock (&signals);
  number = pcpu_private_add ();
  error = pcpu_area_fill (pcpu_private_displacement (number), false);
  if (error != 0)
    pcpu_private_refuse (pcpu_os_reason (error));
  /* The thread can continue without it.  */
  pcpu_reserve_hold_window (&pcpu_layout, pcpu_private_displacement (number));
  area_sign (pcpu_private_displacement (number), PERCPU_TAG_OF (number));
  pcpu_private_give (number, self);
  pcpu_layout_unlock (locked, &signals);
  return number;
}

/* There is no such area: print the reason, and end the program before a wild
   address is used.  */
static void __attribute__ ((noinline, cold, noreturn))
cpu_refuse (unsigned int cpu)
{
  char list[80];

  if (pcpu_layout.base == 0)
    pcpu_os_message ("per-CPU data used before it was initialised");
  else if (cpu >= pcpu_cpus_nr)
    pcpu_os_message ("CPU number %u is out of range (0 to %u)", cpu,
		     percpu_nr_cpus () - 1);
  else
    pcpu_os_message ("CPU number %u does not exist (possible: %s)", cpu,
		     pcpu_cpus_list (list, sizeof list));
  pcpu_os_abort ();
}

uintptr_t
__percpu_displacement (unsigned int cpu)
{
  if (!percpu_cpu_possible (cpu) || pcpu_layout.base == 0)
    cpu_refuse (cpu);
  if (cpu >= pcpu_cpus_nr)
    return pcpu_private_displacement (cpu - pcpu_cpus_nr);
  pcpu_area_open (cpu);
  return pcpu_layout_displacement (cpu);
}

uintptr_t
__percpu_displacement_read (unsigned int cpu)
{
  if (pcpu_cpu_p (cpu) && pcpu_layout.base != 0 && !pcpu_area_opened_p (cpu))
    return pcpu_layout_template ();
  return __percpu_displacement (cpu);
}

uintptr_t
pcpu_area_in_use (unsigned int number)
{
  if (number >= pcpu_cpus_nr)
    return (pcpu_private_p (number - pcpu_cpus_nr)
	    ? pcpu_private_displacement (number - pcpu_cpus_nr) : 0);
  return pcpu_area_opened_p (number) ? pcpu_layout_displacement (number) : 0;
}

/* The set is searched by words, because it may have thousands of CPUs.  */
uintptr_t
pcpu_area_next (unsigned int *number)
{
  unsigned int cpu = *number;

  while (cpu < pcpu_cpus_nr)
    {
      unsigned long word
	= __atomic_load_n (&pcpu_areas_opened.bit[cpu / PCPU_LONG_BITS],
			   __ATOMIC_ACQUIRE) >> cpu % PCPU_LONG_BITS;

      if (word != 0)
	{
	  *number = cpu + (unsigned int) __builtin_ctzl (word);
	  return pcpu_layout_displacement (*number);
	}
      cpu = (cpu / PCPU_LONG_BITS + 1) * PCPU_LONG_BITS;
    }
  for (cpu = *number > pcpu_cpus_nr ? *number : pcpu_cpus_nr;
       cpu < percpu_nr_cpus (); cpu++)
    if (pcpu_private_p (cpu - pcpu_cpus_nr))
      {
	*number = cpu;
	return pcpu_private_displacement (cpu - pcpu_cpus_nr);
      }
  return 0;
}

unsigned int
percpu_nr_cpus (void)
{
  return pcpu_cpus_nr + pcpu_private_nr ();
}

bool
percpu_cpu_possible (unsigned int cpu)
{
  return pcpu_cpu_p (cpu) || (cpu >= pcpu_cpus_nr
			      && pcpu_private_p (cpu - pcpu_cpus_nr));
}

unsigned int
percpu_cpu_next (unsigned int cpu)
{
  unsigned int nr = percpu_nr_cpus ();

  while (cpu < nr && !percpu_cpu_possible (cpu))
    cpu++;
  return cpu < nr ? cpu : nr;
}

void *
percpu_area_base (unsigned int cpu)
{
  if (!percpu_cpu_possible (cpu) || pcpu_layout.base == 0)
    return NULL;
  return (void *) (pcpu_layout.origin + __percpu_displacement (cpu));
}
