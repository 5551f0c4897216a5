/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* The areas of a program without an operating system.

     template   | variables |			section __percpu, never written
     memory     | CPU 0     | CPU 1     | ...	at a fixed stride
     an area    | variables | room |		room for dynamic objects

   The displacement of an area is the distance from the template to it.  If the
   memory is larger than the areas of the variables need, the areas get room for
   dynamic objects (alloc.c), and the stride is larger.

   A variable is aligned in each area if the displacement is a multiple of its
   alignment.  The alignment of the section is not known here; but the template
   is aligned to it.  So the areas are aligned to the largest power of 2 that
   divides the template's address, at most to a page, which is the largest
   alignment of a variable.

   Everything that changes is in pcpu_areas.  `state' is stored last, and is
   loaded before the other members.  */

#include "freestanding/freestanding.h"

/* Words of the library in each area.  Compiled code reads the first one on
   processors on which it cannot read the register.  */
uintptr_t __percpu_this_displacement
  __attribute__ ((section ("__percpu"))) = 0;
unsigned int __percpu_this_cpu
  __attribute__ ((section ("__percpu"), visibility ("hidden")))
  = PERCPU_NO_CPU;

/* Areas do not share cache lines.  */
enum { PCPU_ALIGN_MIN = 64, PCPU_ALIGN_MAX = 4096 };

enum { PCPU_NONE, PCPU_CHANGING, PCPU_READY };

struct pcpu_areas pcpu_areas;

/* The compiler must not take the address for that of an object.  */
uintptr_t
pcpu_template_start (void)
{
  uintptr_t start = (uintptr_t) __start___percpu;

  __asm__ ("" : "+r" (start));
  return start;
}

/* Returns: the bytes of all variables.  */
static size_t
template_size (void)
{
  return (uintptr_t) __stop___percpu - pcpu_template_start ();
}

size_t
pcpu_area_align (void)
{
  uintptr_t start = pcpu_template_start (), align = start & -start;

  /* 0 is a multiple of every number.  */
  if (start == 0 || align > PCPU_ALIGN_MAX)
    return PCPU_ALIGN_MAX;
  return align < PCPU_ALIGN_MIN ? PCPU_ALIGN_MIN : align;
}

/* Returns: the bytes of an area without room, rounded up.  */
static size_t
area_stride (void)
{
  size_t align = pcpu_area_align ();

  return (template_size () + align - 1) & -align;
}

/* Returns: 0 and the size of NCPU areas in *SIZE, or an error.  */
static int
areas_size (unsigned int ncpu, size_t *size)
{
  if (ncpu == 0 || ncpu > PERCPU_CPUS_MAX)
    return PERCPU_ECPUS;
  return (__builtin_mul_overflow (area_stride (), (size_t) ncpu, size)
	  ? PERCPU_EOVERFLOW : PERCPU_OK);
}

int
percpu_area_layout (unsigned int ncpu, size_t *size, size_t *align)
{
  *align = pcpu_area_align ();
  return areas_size (ncpu, size);
}

/* The compiler must not make a call of memcpy of it.  */
void
pcpu_bytes_copy (uintptr_t to, uintptr_t from, size_t size)
{
  for (size_t i = 0; i < size; i++)
    ((volatile char *) to)[i] = ((const volatile char *) from)[i];
}

void
pcpu_area_fill (unsigned int cpu, uintptr_t displacement)
{
  uintptr_t start = pcpu_template_start ();
  uintptr_t words[] = { (uintptr_t) &__percpu_this_displacement,
			(uintptr_t) &__percpu_this_cpu };

  pcpu_bytes_copy (start + displacement, start, template_size ());
  for (const struct pcpu_room *room = pcpu_areas.rooms; room; room = room->next)
    pcpu_bytes_copy (room->start + displacement, room->start + room->values,
		     room->size);
  *(volatile uintptr_t *) (words[0] + displacement) = displacement;
  *(volatile unsigned int *) (words[1] + displacement) = cpu;
}

/* Change the state from FROM to PCPU_CHANGING.
   Returns: 0, or PERCPU_EBUSY, or OTHER if it is the other one.  */
static int
state_take (unsigned int from, int other)
{
  unsigned int state = from;

  if (__atomic_compare_exchange_n (&pcpu_areas.state, &state, PCPU_CHANGING,
				   false, __ATOMIC_ACQUIRE, __ATOMIC_RELAXED))
    return PERCPU_OK;
  return state == PCPU_CHANGING ? PERCPU_EBUSY : other;
}

/* Returns: 0 if LEN bytes at MEM can be the areas of NCPU CPUs, or an
   error.  */
static int
memory_check (uintptr_t mem, size_t len, unsigned int ncpu)
{
  size_t size;
  int error = areas_size (ncpu, &size);

  if (error != 0)
    return error;
  if (mem == 0)
    return PERCPU_ENULL;
  if (mem & (pcpu_area_align () - 1))
    return PERCPU_EUNALIGNED;
  if (len < size)
    return PERCPU_ESMALL;
  return mem + (len - 1) < mem ? PERCPU_EOVERFLOW : PERCPU_OK;
}

/* Returns: A / B.  A processor may have no instruction for it, and the library
   needs no other library.  */
static size_t
quotient (size_t a, size_t b)
{
  size_t q = 0;

  for (unsigned int i = 8 * sizeof a; i-- > 0;)
    if (a >> i >= b)
      {
	a -= b << i;
	q += (size_t) 1 << i;
      }
  return q;
}

size_t
pcpu_room_size (size_t len, unsigned int n)
{
  /* The entries take a quarter.  */
  size_t room = (len < sizeof (struct pcpu_room) ? 0
		 : quotient (len - sizeof (struct pcpu_room), 4 * n + 1) * 4);

  return room & -pcpu_area_align ();
}

int
percpu_init (void *mem, size_t len, unsigned int ncpu)
{
  int error = memory_check ((uintptr_t) mem, len, ncpu);
  size_t stride = area_stride ();

  if (error == 0)
    error = state_take (PCPU_NONE, PERCPU_ETWICE);
  if (error != 0)
    return error;
  pcpu_areas.ncpu = ncpu;
  pcpu_areas.room = pcpu_room_size (len - ncpu * stride, ncpu + 1);
  pcpu_areas.stride = stride + pcpu_areas.room;
  pcpu_areas.displacement = (uintptr_t) mem - pcpu_template_start ();
  for (unsigned int cpu = 0; cpu < ncpu; cpu++)
    pcpu_area_fill (cpu, pcpu_areas.displacement + cpu * pcpu_areas.stride);
  __atomic_store_n (&pcpu_areas.state, PCPU_READY, __ATOMIC_RELEASE);
  return PERCPU_OK;
}

int
percpu_fini (void)
{
  int error = state_take (PCPU_READY, PERCPU_EINIT);

  if (error != 0)
    return error;
  pcpu_areas.rooms = NULL;
  __atomic_store_n (&pcpu_areas.state, PCPU_NONE, __ATOMIC_RELEASE);
  return PERCPU_OK;
}

unsigned int
percpu_area_num (void)
{
  return (__atomic_load_n (&pcpu_areas.state, __ATOMIC_ACQUIRE) == PCPU_READY
	  ? pcpu_areas.ncpu : 0);
}

unsigned int
percpu_nr_cpus (void)
{
  return percpu_area_num ();
}

bool
percpu_cpu_possible (unsigned int cpu)
{
  return cpu < percpu_area_num ();
}

unsigned int
percpu_cpu_next (unsigned int cpu)
{
  unsigned int ncpu = percpu_area_num ();

  return cpu < ncpu ? cpu : ncpu;
}

size_t
percpu_area_size (void)
{
  return percpu_area_num () == 0 ? 0 : pcpu_areas.stride;
}

uintptr_t
__percpu_displacement (unsigned int cpu)
{
  if (!percpu_cpu_possible (cpu))
    __builtin_trap ();
  return pcpu_areas.displacement + cpu * pcpu_areas.stride;
}

uintptr_t
__percpu_displacement_read (unsigned int cpu)
{
  return __percpu_displacement (cpu);
}

void *
percpu_area_base (unsigned int cpu)
{
  return (percpu_cpu_possible (cpu)
	  ? (void *) (pcpu_template_start () + __percpu_displacement (cpu))
	  : NULL);
}

uintptr_t
pcpu_area_next (unsigned int *number)
{
  return (percpu_cpu_possible (*number) ? __percpu_displacement (*number) : 0);
}
