/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* The areas: one copy of the image's section for every possible CPU.

   All of them are slots of one inaccessible reservation.  Each slot is a
   mapping of the same memory file, which holds the section as it was when
   the program started, and one guard page.

     base
     | unbound  |g| template |g| CPU 0    |g| CPU 1    |g| ...
     |<-- stride ->|
      no access     read-only   copy on write

   A CPU number that has no CPU leaves its slot inaccessible.  A slot takes
   memory only in the pages that were written.  Inside its slot the section
   has the offset in a page that it has in the image, so alignments up to a
   page are kept.

   The displacement of slot n is that of CPU 0 plus a multiple of the
   stride, also for the two that are no CPU's:

     unbound	 the register of a thread that is not bound: it faults;
     template	 the initial values, for percpu_reset.

   Nothing here is locked: the layout is made in constructors and constant
   afterwards.  */

#include "internal.h"

#include <string.h>

struct pcpu_layout pcpu_layout;

static struct
{
  struct pcpu_cpus possible;
  /* Highest possible number plus one; 0 means not known yet.  */
  unsigned int nr;
} cpus;

/* Slots before that of CPU 0.  */
enum { SLOTS_EXTRA = 2 };

/* What a byte of the template becomes where it cannot be made
   inaccessible.  As a pointer it is not canonical.  */
enum { POISON = 0xa5 };

static uintptr_t
round_down (uintptr_t value, size_t unit)
{
  return value & -(uintptr_t) unit;
}

static uintptr_t
round_up (uintptr_t value, size_t unit)
{
  return round_down (value + unit - 1, unit);
}

/* The program cannot start: say why.  */
static void __attribute__ ((noreturn))
fail (const char *what, const char *reason)
{
  pcpu_os_message ("%s: %s", what, reason);
  pcpu_os_exit ();
}

/* Continue only if ERROR is 0.  */
static void
need (int error, const char *what)
{
  if (error != 0)
    fail (what, pcpu_os_reason (error));
}

/* The set of CPUs is there for programs without an image too, so it has a
   constructor of its own; the order of the two does not matter.  */
static void __attribute__ ((constructor (101)))
cpus_init (void)
{
  if (cpus.nr == 0)
    cpus.nr = pcpu_os_cpus_possible (&cpus.possible);
  if (cpus.nr == 0)
    fail ("cannot find the possible CPUs", "more than this library can count");
}

/* Map the template and the areas of LAYOUT from FILE.  */
static void
layout_map (const struct pcpu_layout *layout, int file)
{
  uintptr_t first = layout->base + SLOTS_EXTRA * layout->stride;

  need (pcpu_os_map (file, first - layout->stride, layout->size, false),
	"cannot map the initial values");
  for (unsigned int cpu = 0; cpu < cpus.nr; cpu++)
    if (pcpu_cpus_has (&cpus.possible, cpu))
      need (pcpu_os_map (file, first + cpu * layout->stride, layout->size,
			 true),
	    "cannot map an area");
}

/* Make the section unusable where it lies in the image: a plain access that
   got around the compiler must not look right by accident.  Pages that
   others may share are overwritten instead.  */
static void
template_withdraw (uintptr_t start, uintptr_t stop, bool protect)
{
  size_t page = pcpu_os_page_size ();
  uintptr_t low = round_up (start, page);
  uintptr_t high = round_down (stop, page);

  if (!protect || low >= high)
    low = high = stop;
  memset ((void *) start, POISON, low - start);
  memset ((void *) high, POISON, stop - high);
  if (low < high)
    need (pcpu_os_protect (low, high - low),
	  "cannot make the initial values inaccessible");
}

/* True if there is nothing in IMAGE's section but the library's own word:
   it was linked with the library and has no per-CPU variables.  */
static bool
image_empty_p (const struct __percpu_image *image)
{
  return ((uintptr_t) image->stop
	  <= round_up ((uintptr_t) (image->this_displacement + 1),
		       pcpu_os_page_size ())
	  && image->start == (char *) image->this_displacement);
}

void
__percpu_image_register (const struct __percpu_image *image)
{
  /* True while the layout is that of an image without variables, such as a
     shared object that came before the executable.  */
  static bool provisional;

  size_t page = pcpu_os_page_size ();
  uintptr_t start = (uintptr_t) image->start;
  uintptr_t stop = (uintptr_t) image->stop;
  size_t offset = start % page;
  struct pcpu_layout new;
  size_t reservation;
  int file;

  cpus_init ();
  if (image->size != sizeof *image)
    fail ("cannot lay out the areas",
	  "the program was linked for another version of this library");
  if (pcpu_layout.base != 0)
    {
      if (image_empty_p (image))
	return;
      if (!provisional)
	fail ("cannot lay out the areas", "per-CPU variables in more than one"
	      " executable or shared object are not supported");
      /* The old slots stay reserved, so that a register that still points
	 there faults.  */
      need (pcpu_os_protect (pcpu_layout.base,
			     (SLOTS_EXTRA + (size_t) cpus.nr)
			     * pcpu_layout.stride),
	    "cannot withdraw the areas");
    }
  provisional = image_empty_p (image);

  new.start = start;
  new.stop = stop;
  new.this_displacement = (uintptr_t) image->this_displacement;
  new.size = round_up (offset + (stop - start), page);
  new.stride = new.size + page;
  if (__builtin_mul_overflow (SLOTS_EXTRA + (size_t) cpus.nr, new.stride,
			      &reservation))
    fail ("cannot reserve address space for the areas",
	  "the per-CPU variables are too large");
  /* Above the image, so that no displacement is negative: as a segment base
     it would be an address of the kernel's.  */
  need (pcpu_os_reserve (stop, reservation, &new.base),
	"cannot reserve address space for the areas");
  new.displacement = new.base + SLOTS_EXTRA * new.stride + offset - start;

  need (pcpu_os_file_create (image->start, offset, stop - start, new.size,
			     &file),
	"cannot copy the initial values");
  layout_map (&new, file);
  pcpu_os_file_close (file);

  template_withdraw (start, stop, !pcpu_os_leak_checker (new.base,
							 reservation));
  pcpu_layout = new;
  pcpu_thread_init ();
}

/* There is no area to go to: say why, and stop before a wild address comes
   of it.  */
static void __attribute__ ((noinline, cold, noreturn))
cpu_refuse (unsigned int cpu)
{
  char list[80];

  if (pcpu_layout.base == 0)
    pcpu_os_message ("per-CPU data used before it was initialised");
  else if (cpu >= cpus.nr)
    pcpu_os_message ("CPU number %u is out of range (0 to %u)", cpu,
		     cpus.nr - 1);
  else
    pcpu_os_message ("CPU number %u does not exist (possible: %s)", cpu,
		     pcpu_cpulist_print (&cpus.possible, list, sizeof list));
  pcpu_os_abort ();
}

uintptr_t
__percpu_displacement (unsigned int cpu)
{
  if (!percpu_cpu_possible (cpu) || pcpu_layout.base == 0)
    cpu_refuse (cpu);
  return pcpu_layout_displacement (cpu);
}

unsigned int
percpu_nr_cpus (void)
{
  return cpus.nr;
}

bool
percpu_cpu_possible (unsigned int cpu)
{
  return pcpu_cpus_has (&cpus.possible, cpu);
}

unsigned int
percpu_cpu_next (unsigned int cpu)
{
  while (cpu < cpus.nr && !pcpu_cpus_has (&cpus.possible, cpu))
    cpu++;
  return cpu < cpus.nr ? cpu : cpus.nr;
}

void *
percpu_area_base (unsigned int cpu)
{
  if (!percpu_cpu_possible (cpu) || pcpu_layout.base == 0)
    return NULL;
  return (void *) (pcpu_layout.base
		   + (SLOTS_EXTRA + (size_t) cpu) * pcpu_layout.stride);
}

size_t
percpu_area_size (void)
{
  return pcpu_layout.size;
}

/* Copy SIZE bytes; in one piece if it is an aligned word, so that a reader
   on another CPU sees the old value or the new one.  */
static void
instance_copy (uintptr_t to, uintptr_t from, size_t size)
{
#define COPY_IF(TYPE)							\
  if (size == sizeof (TYPE) && to % sizeof (TYPE) == 0)			\
    {									\
      *(volatile TYPE *) to = *(const TYPE *) from;			\
      return;								\
    }
  COPY_IF (uint64_t)
  COPY_IF (uint32_t)
  COPY_IF (uint16_t)
#undef COPY_IF
  memcpy ((void *) to, (const void *) from, size);
}

/* Goes page by page and compares first: what was never written must not
   take memory now.  */
void
__percpu_reset (uintptr_t address, size_t size)
{
  size_t page = pcpu_os_page_size ();
  uintptr_t template = pcpu_layout.displacement - pcpu_layout.stride;

  if (pcpu_layout.base == 0 || address < pcpu_layout.start
      || address > pcpu_layout.stop || size > pcpu_layout.stop - address)
    {
      pcpu_os_message ("cannot reset what is not a per-CPU variable");
      pcpu_os_abort ();
    }

  for (uintptr_t end = address + size, next; address < end; address = next)
    {
      next = round_down (address + pcpu_layout.displacement, page) + page
	     - pcpu_layout.displacement;
      if (next > end)
	next = end;
      percpu_foreach (cpu)
	{
	  uintptr_t instance = address + pcpu_layout_displacement (cpu);

	  if (memcmp ((void *) instance, (void *) (address + template),
		      next - address) != 0)
	    instance_copy (instance, address + template, next - address);
	}
    }
}
