/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Dynamic objects in memory that the program has handed over.

   An object takes the same per-CPU addresses in all areas, so that operators
   reach it by the displacement of the CPU, as they reach a variable.  The
   distance of two CPUs' instances is the stride of the areas; so no room, and
   no object, is larger than that.  Objects are found by a search of the
   entries of a room, first fit.  */

#include "freestanding/freestanding.h"

/* The error of the last allocation that failed.  */
static int last_error;

/* Returns: N rounded up to a multiple of ALIGN, a power of 2.  */
static size_t
round_up (size_t n, size_t align)
{
  return (n + align - 1) & -align;
}

/* Set the SIZE bytes at ADDRESS to zero.  */
static void
bytes_zero (uintptr_t address, size_t size)
{
  for (size_t i = 0; i < size; i++)
    ((volatile char *) address)[i] = 0;
}

/* Add the room of SIZE bytes in each area whose first instance is at MEM;
   VALUES is the address of the initial values.
   Context: the lock is held.  */
static void
room_add (uintptr_t mem, uintptr_t values, size_t size)
{
  uintptr_t entries = values + size;
  size_t n = size / PCPU_UNIT;
  struct pcpu_room *room;

  room = (struct pcpu_room *) (entries + n * sizeof (uint16_t));
  *room = (struct pcpu_room) { .next = pcpu_areas.rooms,
			       .start = mem - pcpu_areas.displacement,
			       .size = size, .entries = (uint16_t *) entries };
  room->values = values - room->start;
  bytes_zero (values, size + n * sizeof (uint16_t));
  pcpu_areas.rooms = room;
}

/* Add the room that percpu_init has left in the areas, on the first call.
   Context: the lock is held.  */
static void
rooms_begin (void)
{
  size_t size = pcpu_areas.room;
  uintptr_t start = pcpu_template_start () + pcpu_areas.displacement;

  if (size == 0)
    return;
  pcpu_areas.room = 0;
  room_add (start + pcpu_areas.stride - size,
	    start + pcpu_areas.ncpu * pcpu_areas.stride, size);
}

/* Returns: true if the library has any of the memory from START to END.
   Context: the lock is held, and rooms_begin was called.  */
static bool
taken_p (uintptr_t start, uintptr_t end)
{
  uintptr_t displacement = pcpu_areas.displacement;
  uintptr_t areas = pcpu_template_start () + displacement;

  if (start < areas + pcpu_areas.ncpu * pcpu_areas.stride && areas < end)
    return true;
  /* The description is the end of a piece.  */
  for (const struct pcpu_room *room = pcpu_areas.rooms; room; room = room->next)
    if (start < (uintptr_t) (room + 1) && room->start + displacement < end)
      return true;
  return false;
}

int
percpu_add_memory (void *mem, size_t len)
{
  size_t stride = pcpu_areas.stride, front, size = 0;
  uintptr_t start = (uintptr_t) mem, address;
  int error = PERCPU_OK;

  if (percpu_area_num () == 0)
    return PERCPU_EINIT;
  if (mem == NULL)
    return PERCPU_ENULL;
  if (start & (pcpu_area_align () - 1))
    return PERCPU_EUNALIGNED;
  if (start + len < start)
    return PERCPU_EOVERFLOW;
  /* The instances of all CPUs but the last.  */
  front = (pcpu_areas.ncpu - 1) * stride;
  if (len > front)
    size = pcpu_room_size (len - front, 2);
  if (size > stride)
    size = stride;
  if (size == 0)
    return PERCPU_ESMALL;
  address = start - pcpu_areas.displacement;
  if (address < PCPU_NULL_END || address + size < address)
    return PERCPU_EOVERFLOW;
  pcpu_areas_lock ();
  rooms_begin ();
  if (taken_p (start, start + len))
    error = PERCPU_ETWICE;
  else
    room_add (start, start + front + size, size);
  pcpu_areas_unlock ();
  return error;
}

/* Find N free units of ROOM, of which the first is a multiple of STEP.
   Returns: its number, or that of all units of ROOM.  */
static size_t
units_find (const struct pcpu_room *room, size_t n, size_t step)
{
  size_t units = room->size / PCPU_UNIT, first = 0, i;

  while (n <= units && first <= units - n)
    {
      for (i = n; i > 0 && room->entries[first + i - 1] == 0; i--)
	continue;
      if (i == 0)
	return first;
      first = round_up (first + i, step);
    }
  return units;
}

/* Take N units, aligned to STEP units.
   Returns: the per-CPU address, and the room in *FOUND; 0 if there is none.
   Context: the lock is held.  */
static uintptr_t
units_take (size_t n, size_t step, struct pcpu_room **found)
{
  for (struct pcpu_room *room = pcpu_areas.rooms; room; room = room->next)
    {
      size_t first = units_find (room, n, step);

      if (first == room->size / PCPU_UNIT)
	continue;
      room->entries[first] = 2;
      for (size_t i = 1; i < n; i++)
	room->entries[first + i] = 1;
      *found = room;
      return room->start + first * PCPU_UNIT;
    }
  return 0;
}

/* Write the initial value of the new object at ADDRESS: VALUE, or zero if it is
   NULL.  The instances do not get it if FLAGS have PERCPU_ALLOC_UNINIT.
   Context: the lock is held.  */
static void
object_fill (const struct pcpu_room *room, uintptr_t address, size_t size,
	     unsigned int flags, const void *value)
{
  uintptr_t initial = address + room->values;

  if (value)
    pcpu_bytes_copy (initial, (uintptr_t) value, size);
  else
    bytes_zero (initial, size);
  for (unsigned int cpu = 0; cpu < pcpu_areas.ncpu; cpu++)
    if (!(flags & PERCPU_ALLOC_UNINIT))
      pcpu_bytes_copy (address + __percpu_displacement (cpu), initial, size);
}

/* Allocate an object.
   Returns: its address in *ADDRESS and 0, or one of PERCPU_E....  */
static int
object_take (size_t size, size_t align, unsigned int flags, const void *value,
	     uintptr_t *address)
{
  size_t step = align < PCPU_UNIT ? 1 : align / PCPU_UNIT;
  struct pcpu_room *room;

  if (percpu_area_num () == 0)
    return PERCPU_EINIT;
  if (align == 0 || (align & (align - 1)) != 0 || align > pcpu_area_align ())
    return PERCPU_EALIGN;
  if (size == 0 || size > pcpu_areas.stride)
    return PERCPU_ESIZE;
  pcpu_areas_lock ();
  rooms_begin ();
  *address = units_take ((size + PCPU_UNIT - 1) / PCPU_UNIT, step, &room);
  if (*address != 0)
    object_fill (room, *address, size, flags, value);
  pcpu_areas_unlock ();
  return *address == 0 ? PERCPU_ENOROOM : PERCPU_OK;
}

/* The same; an error is remembered.  */
static uintptr_t
object_make (size_t size, size_t align, unsigned int flags, const void *value)
{
  uintptr_t address = 0;
  int error = object_take (size, align, flags, value, &address);

  if (error != 0)
    __atomic_store_n (&last_error, error, __ATOMIC_RELAXED);
  return address;
}

uintptr_t
__percpu_alloc (size_t size, size_t align, unsigned int flags)
{
  return object_make (size, align, flags, NULL);
}

uintptr_t
__percpu_alloc_value (size_t size, size_t align, const void *value)
{
  return object_make (size, align, 0, value);
}

int
percpu_alloc_error (void)
{
  return __atomic_load_n (&last_error, __ATOMIC_RELAXED);
}

/* End the program, without the lock.  */
static void __attribute__ ((noreturn, cold))
object_refuse (const char *error, const char *what)
{
  pcpu_areas_unlock ();
  pcpu_refuse (error, what);
}

/* Returns: the entry of the object at ADDRESS.  The program ends if there is
   none; WHAT describes the call.
   Context: the lock is held.  */
static uint16_t *
object_demand (uintptr_t address, const char *what)
{
  for (const struct pcpu_room *room = pcpu_areas.rooms; room; room = room->next)
    if (address - room->start < room->size)
      {
	/* On arm the room itself need not be at a multiple of a unit.  */
	uintptr_t distance = address - room->start;
	uint16_t *entry = &room->entries[distance / PCPU_UNIT];

	if (distance % PCPU_UNIT == 0 && *entry > 1)
	  return entry;
      }
  object_refuse ("not a dynamic object, or a freed one", what);
}

void
__percpu_free (uintptr_t address, const char *what)
{
  const struct pcpu_room *room;
  uint16_t *entry, *end;

  if (address == 0)
    return;
  pcpu_areas_lock ();
  entry = object_demand (address, what);
  if (*entry != 2)
    object_refuse ("the object has other owners too", what);
  for (room = pcpu_areas.rooms; address - room->start >= room->size;)
    room = room->next;
  end = room->entries + room->size / PCPU_UNIT;
  do
    *entry++ = 0;
  while (entry < end && *entry == 1);
  pcpu_areas_unlock ();
}

void
__percpu_autofree (void *variable)
{
  __percpu_free (*(uintptr_t *) variable, NULL);
}

bool
__percpu_retain (uintptr_t address, const char *what)
{
  uint16_t *entry;

  pcpu_areas_lock ();
  entry = object_demand (address, what);
  if (*entry == UINT16_MAX)
    object_refuse ("the object has too many owners", what);
  ++*entry;
  pcpu_areas_unlock ();
  return true;
}

bool
__percpu_release (uintptr_t address, const char *what)
{
  uint16_t *entry;
  bool last;

  if (address == 0)
    return false;
  pcpu_areas_lock ();
  entry = object_demand (address, what);
  last = *entry == 2;
  if (!last)
    --*entry;
  pcpu_areas_unlock ();
  return last;
}
