/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* The runtime without an operating system.

     area.c	the areas, and the functions that compiled code calls
     in-place.c	percpu_init_in_place
     reset.c	resets
     alloc.c	dynamic objects
     refuse.c	errors that end the program, and checks of hardened code

   They need nothing but the compiler's own headers.  */

#ifndef PCPU_FREESTANDING_H
#define PCPU_FREESTANDING_H 1

#include "abi/runtime.h"

#include <percpu/freestanding.h>

/* Defined by the program, if it needs them.  */
#pragma weak percpu_preempt_disable
#pragma weak percpu_preempt_enable
#pragma weak percpu_preemptible
#pragma weak percpu_report
extern void percpu_preempt_disable (void);
extern void percpu_preempt_enable (void);

#pragma GCC visibility push (hidden)

enum
{
  /* The unit in which objects are allocated, in bytes.  */
  PCPU_UNIT = 8,
  /* No per-CPU address is below this one.  */
  PCPU_NULL_END = 4096
};

/* Room for dynamic objects, the same range of per-CPU addresses in all areas.
   The description follows the initial values and the entries:

     | CPU 0 | ... | CPU n - 1 | initial values | entries | description |  */
struct pcpu_room
{
  struct pcpu_room *next;
  /* The first per-CPU address, and the bytes.  */
  uintptr_t start;
  size_t size;
  /* The distance from a per-CPU address to its initial value.  */
  uintptr_t values;
  /* For each unit: 0 if it is free; 1 if it is part of an object, and not its
     first unit; for the first unit, 1 plus the number of owners.  */
  uint16_t *entries;
};

/* The areas.  */
struct pcpu_areas
{
  unsigned int state;
  unsigned int ncpu;
  size_t stride;
  uintptr_t displacement;
  /* The bytes of room in each area for which there is no description yet; all
     rooms with one.  */
  size_t room;
  struct pcpu_room *rooms;
  /* 1 while a CPU changes rooms or initial values.  */
  unsigned int lock;
};

extern struct pcpu_areas pcpu_areas;

/* Returns: the address of the template.  */
uintptr_t pcpu_template_start (void);

/* Returns: the alignment of areas, a power of 2.  */
size_t pcpu_area_align (void);

/* Returns: the size of the largest room of which LEN bytes have space for N
   instances and the description.  */
size_t pcpu_room_size (size_t len, unsigned int n);

/* Write the initial values to the area of CPU with DISPLACEMENT.  */
void pcpu_area_fill (unsigned int cpu, uintptr_t displacement);

/* Find the first area whose number is *NUMBER or higher.
   Returns: its displacement; 0 if there is none.  */
uintptr_t pcpu_area_next (unsigned int *number);

/* Copy SIZE bytes.  */
void pcpu_bytes_copy (uintptr_t to, uintptr_t from, size_t size);

/* End the program because of ERROR.  WHAT describes the place, or is NULL.  */
void pcpu_refuse (const char *error, const char *what)
  __attribute__ ((noreturn, cold));

/* Take and release the lock of pcpu_areas.  */
static inline void
pcpu_areas_lock (void)
{
  if (percpu_preempt_disable)
    percpu_preempt_disable ();
  while (__atomic_exchange_n (&pcpu_areas.lock, 1, __ATOMIC_ACQUIRE) != 0)
    continue;
}

static inline void
pcpu_areas_unlock (void)
{
  __atomic_store_n (&pcpu_areas.lock, 0, __ATOMIC_RELEASE);
  if (percpu_preempt_enable)
    percpu_preempt_enable ();
}

#pragma GCC visibility pop

#endif /* PCPU_FREESTANDING_H */
