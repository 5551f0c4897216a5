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

   Code in model `rseq' looks at the tag before it touches anything, in a
   thread that never was bound too.  For an image with such code the page of
   the tag (image.c) can be read in the unbound slot, and where the section
   lies in the image: there the register of a thread points that is older
   than the areas.  All else of them faults as ever.

   The layout is made once, in a constructor or, for code in model `rseq'
   that runs earlier, by its first access; it is constant afterwards.  */

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

/* The page of the library's own words, as a per-CPU address.  */
static uintptr_t
words_page (const struct pcpu_layout *layout)
{
  return round_down (layout->tag, pcpu_os_page_size ());
}

/* Make the SIZE bytes at BASE inaccessible, but read-only the page at PAGE
   within them if READABLE.  */
static int
protect_around (uintptr_t base, size_t size, uintptr_t page, bool readable)
{
  uintptr_t next = page + pcpu_os_page_size ();
  int error = 0;

  if (!readable)
    return pcpu_os_protect (base, size);
  if (base < page)
    error = pcpu_os_protect (base, page - base);
  if (error == 0)
    error = pcpu_os_read_only (page, next - page);
  if (error == 0 && next < base + size)
    error = pcpu_os_protect (next, base + size - next);
  return error;
}

/* Map the template and the areas of LAYOUT from FILE; if TAGGED, the tag of
   the unbound slot too.  */
static void
layout_map (const struct pcpu_layout *layout, int file, bool tagged)
{
  uintptr_t first = layout->base + SLOTS_EXTRA * layout->stride;
  uintptr_t unbound = layout->displacement - 2 * layout->stride;

  if (tagged)
    {
      need (pcpu_os_map (file, layout->base, layout->size, false),
	    "cannot map the tag");
      need (protect_around (layout->base, layout->size,
			    words_page (layout) + unbound, true),
	    "cannot protect the slot of unbound threads");
    }
  need (pcpu_os_map (file, first - layout->stride, layout->size, false),
	"cannot map the initial values");
  for (unsigned int cpu = 0; cpu < cpus.nr; cpu++)
    if (pcpu_cpus_has (&cpus.possible, cpu))
      need (pcpu_os_map (file, first + cpu * layout->stride, layout->size,
			 true),
	    "cannot map an area");
}

/* Make the section of LAYOUT unusable where it lies in the image: a plain
   access that got around the compiler must not look right by accident.
   Pages that others may share are overwritten instead.  If TAGGED, the
   library's own words stay.  */
static void
template_withdraw (const struct pcpu_layout *layout, bool protect,
		   bool tagged)
{
  size_t page = pcpu_os_page_size ();
  uintptr_t words = words_page (layout);
  uintptr_t low = round_up (layout->start, page);
  uintptr_t high = round_down (layout->stop, page);

  if (!protect || low >= high)
    {
      low = words;
      high = words + page;
    }
  memset ((void *) layout->start, POISON, low - layout->start);
  memset ((void *) high, POISON, layout->stop - high);
  if (!protect && !tagged)
    memset ((void *) words, POISON, page);
  if (protect)
    need (protect_around (low, high - low, words, tagged),
	  "cannot make the initial values inaccessible");
}

/* True if there is nothing in IMAGE's section but the library's own page:
   it was linked with the library and has no per-CPU variables.  */
static bool
image_empty_p (const struct __percpu_image *image)
{
  return ((uintptr_t) image->start == round_down ((uintptr_t) image->tag,
						  pcpu_os_page_size ())
	  && (size_t) (image->stop - image->start) <= pcpu_os_page_size ());
}

/* True while the layout is that of an image without variables, such as a
   shared object that came before the executable.  */
static bool provisional;

/* The part of __percpu_image_register that one thread does at a time.  */
static void
image_register (const struct __percpu_image *image)
{
  size_t page = pcpu_os_page_size ();
  uintptr_t start = (uintptr_t) image->start;
  uintptr_t stop = (uintptr_t) image->stop;
  size_t offset = start % page;
  bool tagged = image->rseq_offset != NULL;
  struct pcpu_layout new;
  size_t reservation;
  uintptr_t base;
  int file;

  if (image->size != sizeof *image)
    fail ("cannot lay out the areas",
	  "the program was linked for another version of this library");
  if (pcpu_layout.base != 0)
    {
      /* An access may have been here before the constructor.  */
      if (pcpu_layout.start == start || image_empty_p (image))
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
  new.tag = (uintptr_t) image->tag;
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
  layout_map (&new, file, tagged);
  pcpu_os_file_close (file);

  template_withdraw (&new,
		     !pcpu_os_leak_checker (new.base, reservation), tagged);
  /* Another thread may look at the base to see whether the rest is there.  */
  base = new.base;
  new.base = 0;
  pcpu_layout = new;
  __atomic_store_n (&pcpu_layout.base, base, __ATOMIC_RELEASE);
  pcpu_thread_init ();
  pcpu_rseq_init (image);
}

void
__percpu_image_register (const struct __percpu_image *image)
{
  static bool busy;
  struct pcpu_os_signals signals;

  /* The thread that is at it cannot be interrupted by one that waits.  */
  pcpu_os_signals_block (&signals);
  while (__atomic_exchange_n (&busy, true, __ATOMIC_ACQUIRE))
    pcpu_os_yield ();
  cpus_init ();
  image_register (image);
  __atomic_store_n (&busy, false, __ATOMIC_RELEASE);
  pcpu_os_signals_restore (&signals);
}

void
pcpu_area_sign (uintptr_t displacement, uint32_t tag)
{
  uintptr_t *word = (uintptr_t *) (pcpu_layout.this_displacement
				   + displacement);
  uint32_t *mark = (uint32_t *) (pcpu_layout.tag + displacement);

  if (__atomic_load_n (mark, __ATOMIC_ACQUIRE) == tag)
    return;
  __atomic_store_n (word, displacement, __ATOMIC_RELAXED);
  __atomic_store_n (mark, tag, __ATOMIC_RELEASE);
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
		     percpu_nr_cpus () - 1);
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
  if (cpu >= cpus.nr)
    return pcpu_private_displacement (cpu - cpus.nr);
  return pcpu_layout_displacement (cpu);
}

bool
pcpu_cpu_p (uintptr_t cpu)
{
  return cpu < cpus.nr && pcpu_cpus_has (&cpus.possible, (unsigned int) cpu);
}

unsigned int
percpu_nr_cpus (void)
{
  return cpus.nr + pcpu_private_nr ();
}

bool
percpu_cpu_possible (unsigned int cpu)
{
  return pcpu_cpu_p (cpu) || (cpu >= cpus.nr
			      && pcpu_private_p (cpu - cpus.nr));
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
  return (void *) round_down (pcpu_layout.start
			      + __percpu_displacement (cpu),
			      pcpu_os_page_size ());
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
	  uintptr_t instance = address + __percpu_displacement (cpu);

	  if (memcmp ((void *) instance, (void *) (address + template),
		      next - address) != 0)
	    instance_copy (instance, address + template, next - address);
	}
    }
}
