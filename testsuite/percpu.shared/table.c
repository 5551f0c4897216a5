/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* The table for debuggers agrees with the library: a reader that knows only
   percpu/debug.h finds the same areas, private ones included, the same images,
   and the same instances, before and after areas are used, and while an object
   is loaded.  The constant table is all that it reads besides memory that the
   table names.  */

/* { dg-shared-objects "counter-aux.c" } */
/* { dg-additional-options "-pthread" } */

#include "../lib/modes.h"
#include "loaded.h"
#include <percpu/debug.h>

/* No area has this tag (percpu/abi.h).  */
#define TAG_NONE 0xfffffffd

enum { THREADS = 20, INITIAL = 3 };

__attribute__ ((percpu)) long shown = INITIAL;
__attribute__ ((percpu)) char shown_zeros[1 << 16];

static const struct __percpu_debug *const table = &__percpu_debug;
static pthread_barrier_t barrier;

static bool
bit (const unsigned long *set, unsigned int n)
{
  return (n < *table->cpus
	  && set[n / (8 * sizeof *set)] >> n % (8 * sizeof *set) & 1);
}

/* Step 4.  Returns: the displacement of private area N, or 0.  */
static uintptr_t
private_area (unsigned int n)
{
  unsigned int first = table->private_first, block = 0;
  const uint64_t *owners;

  for (; n >= first && block < table->private_blocks; block++, first *= 2)
    n -= first;
  if (block == table->private_blocks
      || table->private_displacements[block] == 0)
    return 0;
  owners = (const uint64_t *) table->private_owners[block];
  return (owners[n] == 0 ? 0
	  : table->private_displacements[block] + n * *table->stride);
}

/* Steps 3 and 4.  Returns: the displacement at which CPU's instances are read,
   or 0 if there is no such CPU.  */
static uintptr_t
area (unsigned int cpu)
{
  if (cpu >= *table->cpus)
    return (cpu - *table->cpus < *table->private_nr
	    ? private_area (cpu - *table->cpus) : 0);
  if (!bit (table->possible, cpu))
    return 0;
  return (bit (table->opened, cpu)
	  ? *table->displacement + cpu * *table->stride
	  : *table->displacement - *table->stride);
}

/* Returns: the address in member OFFSET of IMAGE.  */
static uintptr_t
member (const void *image, uint32_t offset)
{
  return *(const uintptr_t *) ((const char *) image + offset);
}

/* Step 5.  Returns: the per-CPU address of the symbol at ADDRESS, or 0.
   Stores the number of images in *NR.  */
static uintptr_t
percpu_address (uintptr_t address, unsigned int *nr)
{
  uintptr_t found = 0;

  *nr = 0;
  for (const void *image = *table->images; image;
       image = (const void *) member (image, table->image_next))
    {
      uintptr_t start = member (image, table->image_start);
      uintptr_t stop = member (image, table->image_stop);
      uintptr_t zero = member (image, table->image_zero_start);
      uintptr_t zero_stop = member (image, table->image_zero_stop);
      uintptr_t first = (start == stop || (zero != zero_stop && zero < start)
			 ? zero : start);

      ++*nr;
      if ((address >= start && address < stop)
	  || (address >= zero && address < zero_stop))
	found = address - first + member (image, table->image_address);
    }
  return found;
}

/* Returns: the address of the symbol of SHOWN, as a debugger knows it.  */
static uintptr_t
symbol (void)
{
  uintptr_t address;

  __asm__ ("lea percpu.shown(%%rip), %0" : "=r" (address));
  return address;
}

/* Returns: that of the symbol of SHOWN_ZEROS.  */
static uintptr_t
symbol_zeros (void)
{
  uintptr_t address;

  __asm__ ("lea percpu.shown_zeros(%%rip), %0" : "=r" (address));
  return address;
}

/* Compares the areas.  Returns: the sum of SHOWN by the table.  */
static long
compare (unsigned int images)
{
  uintptr_t address, zeros;
  unsigned int nr;
  long sum = 0;

  address = percpu_address (symbol (), &nr);
  zeros = percpu_address (symbol_zeros (), &nr);
  CHECK (nr == images, "%u images", nr);
  CHECK (address == (uintptr_t) &shown, "the per-CPU address");
  CHECK (zeros == (uintptr_t) &shown_zeros, "that of zeros");
  CHECK (percpu_nr_cpus () == *table->cpus + *table->private_nr,
	 "%u numbers", percpu_nr_cpus ());
  for (unsigned int cpu = 0; cpu < percpu_nr_cpus (); cpu++)
    {
      CHECK_QUIETLY ((area (cpu) != 0) == percpu_cpu_possible (cpu),
		     "number %u", cpu);
      if (area (cpu) != 0)
	sum += *(long *) (address + area (cpu));
    }
  return sum;
}

static void *
work (void *arg)
{
  shown++;
  shown_zeros[5]++;
  pthread_barrier_wait (&barrier);
  pthread_barrier_wait (&barrier);
  return arg;
}

static void
test (void)
{
  pthread_t threads[THREADS];
  struct percpu_stats stats;
  struct loaded so;
  unsigned int nr, used = 0, signed_areas = 0;
  const char *this_page;
  long __percpu *object;

  CHECK (memcmp (table->magic, PERCPU_DEBUG_MAGIC, sizeof table->magic) == 0
	 && table->version == PERCPU_DEBUG_VERSION
	 && table->size == sizeof *table, "version %u", table->version);
  CHECK (*table->base != 0, "there are areas");
  CHECK (compare (1) == percpu_sum (shown), "the initial values");

  pthread_barrier_init (&barrier, NULL, THREADS + 1);
  for (unsigned int i = 0; i < THREADS; i++)
    pthread_create (&threads[i], NULL, work, NULL);
  pthread_barrier_wait (&barrier);
  CHECK (compare (1) == percpu_sum (shown), "sum %ld", percpu_sum (shown));
  percpu_stats_get (&stats, sizeof stats);
  for (unsigned int cpu = 0; cpu < *table->cpus; cpu++)
    used += bit (table->opened, cpu);
  CHECK (used == stats.cpus_used, "%u areas in use", used);
  CHECK (percpu_mode () != PERCPU_MODE_PRIVATE
	 || *table->private_nr >= THREADS, "%u private areas",
	 *table->private_nr);
  pthread_barrier_wait (&barrier);
  for (unsigned int i = 0; i < THREADS; i++)
    pthread_join (threads[i], NULL);

  loaded_open (&so, "./counter-aux.so");
  CHECK (compare (2) == percpu_sum (shown), "with another image");
  loaded_close (&so);
  CHECK (compare (1) == percpu_sum (shown), "without it");

  /* percpu_ptr puts areas into use.  */
  percpu_foreach (cpu)
    {
      CHECK_QUIETLY (percpu_ptr (&shown, cpu)
		     == (long *) (percpu_address (symbol (), &nr)
				  + area (cpu)), "the instance of %u", cpu);
      this_page = (const char *) (*table->page + area (cpu));
      if (*(const uint32_t *) (this_page + table->page_tag)
	  != TAG_NONE)
	{
	  signed_areas++;
	  CHECK_QUIETLY (*(const uint32_t *) (this_page + table->page_cpu)
			 == cpu, "the number %u", cpu);
	}
    }
  CHECK (signed_areas != 0, "%u areas have a number", signed_areas);
  object = percpu_alloc (long);
  CHECK ((uintptr_t) object >= *table->origin + *table->limit
	 && (uintptr_t) object < (*table->origin + *table->limit
				  + *table->dynamic_size),
	 "a dynamic object");
  percpu_free (object);
}

int
main (int argc, char **argv)
{
  return modes_run (argc, argv, test);
}
