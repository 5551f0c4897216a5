/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* The library's table, as percpu/debug.h describes it; the numbers of the steps
   are from there.  The header also gives the places of the members, so this
   program must have the process's architecture.  */

#include "stat.h"

#include <percpu/debug.h>

#include <stdlib.h>
#include <string.h>

/* Longer lists are damaged.  */
enum { CPUS_MAX = 1 << 16, IMAGES_MAX = 1 << 16, PRIVATE_MAX = 1 << 22 };

/* Callback of dwfl_getmodules: store the address of the table in *ARG, if the
   module has it.  */
static int
table_find (Dwfl_Module *module, void **data, const char *name,
	    Dwarf_Addr start, void *arg)
{
  int nr = dwfl_module_getsymtab (module);

  (void) data;
  (void) name;
  (void) start;
  for (int i = 0; i < nr; i++)
    {
      GElf_Sym symbol;
      GElf_Addr address;
      const char *found = dwfl_module_getsym_info (module, i, &symbol,
						   &address, NULL, NULL, NULL);

      if (found && symbol.st_shndx != SHN_UNDEF
	  && strcmp (found, "__percpu_debug") == 0)
	{
	  *(uint64_t *) arg = address;
	  return DWARF_CB_ABORT;
	}
    }
  return DWARF_CB_OK;
}

/* Read the table at ADDRESS.  */
static void
table_get (const struct target *target, uint64_t address,
	   struct __percpu_debug *debug)
{
  size_t head = offsetof (struct __percpu_debug, cpus);

  for (size_t i = 0; i < head; i++)
    ((char *) debug)[i] = (char) target_number (target, address + i, 1);
  if (memcmp (debug->magic, PERCPU_DEBUG_MAGIC, sizeof debug->magic) != 0)
    fail (0, "%s: the table of libpercpu is damaged", target->name);
  if (debug->version != PERCPU_DEBUG_VERSION || debug->size < sizeof *debug)
    fail (0, "%s: its libpercpu has version %u of the table for debuggers,"
	  " percpu-stat needs version %u", target->name, debug->version,
	  PERCPU_DEBUG_VERSION);
  if (target_read (target, address, debug, sizeof *debug) != 0)
    fail (0, "%s: the table of libpercpu cannot be read", target->name);
}

/* Returns: the word at a pointer of the table.  */
static uint64_t
word (const struct target *target, const void *pointer)
{
  return target_number (target, (uintptr_t) pointer, 8);
}

/* True if CPU is in the set at BITS.  */
static bool
bit (const struct target *target, const unsigned long *bits, unsigned int cpu)
{
  return word (target, &bits[cpu / 64]) >> cpu % 64 & 1;
}

/* Append an area to *TABLE.  */
static void
area_add (struct table *table, struct area area)
{
  table->areas = reallocate (table->areas, table->nr_areas + 1,
			     sizeof *table->areas);
  table->areas[table->nr_areas++] = area;
}

/* Step 3.  */
static void
cpus_read (const struct target *target, const struct __percpu_debug *debug,
	   struct table *table)
{
  unsigned int nr = (unsigned int) target_number (target,
						  (uintptr_t) debug->cpus, 4);
  uint64_t displacement = word (target, debug->displacement);

  if (nr > CPUS_MAX)
    fail (0, "%s: the table of libpercpu is damaged", target->name);
  for (unsigned int cpu = 0; cpu < nr; cpu++)
    if (bit (target, debug->possible, cpu))
      {
	bool used = bit (target, debug->opened, cpu);

	area_add (table, (struct area) {
		    .cpu = cpu, .used = used,
		    .displacement = (used ? displacement + cpu * table->stride
				     : table->template) });
      }
}

/* Step 4.  */
static void
private_read (const struct target *target, const struct __percpu_debug *debug,
	      struct table *table)
{
  unsigned int cpus = (unsigned int) target_number (target,
						    (uintptr_t) debug->cpus, 4);
  unsigned int nr
    = (unsigned int) target_number (target, (uintptr_t) debug->private_nr, 4);
  unsigned int block = 0, first = 0, size = debug->private_first;

  if (nr > PRIVATE_MAX)
    fail (0, "%s: the table of libpercpu is damaged", target->name);
  for (unsigned int n = 0; n < nr; n++)
    {
      uint64_t base, owner;

      if (n >= first + size)
	{
	  first += size;
	  size *= 2;
	  block++;
	}
      base = word (target, &debug->private_displacements[block]);
      if (base == 0)
	continue;
      owner = target_number (target,
			     word (target, &debug->private_owners[block])
			     + 8 * (n - first), 8);
      if (owner != 0)
	area_add (table, (struct area) {
		    .cpu = cpus + n, .used = true, .private = true,
		    .thread = (unsigned int) owner,
		    .displacement = base + (n - first) * table->stride });
    }
}

/* Step 5.  */
static void
images_read (const struct target *target, const struct __percpu_debug *debug,
	     struct table *table)
{
  uint64_t place = word (target, debug->images);

  for (unsigned int n = 0; place != 0 && n < IMAGES_MAX; n++)
    {
      struct image image;

      image.range[0].low
	= target_number (target, place + debug->image_start, 8);
      image.range[0].high
	= target_number (target, place + debug->image_stop, 8);
      image.range[1].low
	= target_number (target, place + debug->image_zero_start, 8);
      image.range[1].high
	= target_number (target, place + debug->image_zero_stop, 8);
      image.address = target_number (target, place + debug->image_address, 8);
      image.first = image.range[0].low;
      if (image.range[1].low < image.range[1].high
	  && (image.range[0].low >= image.range[0].high
	      || image.range[1].low < image.first))
	image.first = image.range[1].low;
      table->images = reallocate (table->images, table->nr_images + 1,
				  sizeof *table->images);
      table->images[table->nr_images++] = image;
      place = target_number (target, place + debug->image_next, 8);
    }
}

void
table_read (const struct target *target, struct table *table)
{
  struct __percpu_debug debug;
  static uint64_t address;

  if (address == 0)
    dwfl_getmodules (target->dwfl, table_find, &address, 0);
  if (address == 0)
    fail (0, "%s: no symbol __percpu_debug; the program does not use libpercpu,"
	  " or is linked with it statically and stripped", target->name);
  table_get (target, address, &debug);
  table->nr_areas = table->nr_images = 0;
  if (word (target, debug.base) == 0)
    fail (0, "%s: the program has libpercpu, but no per-CPU variables, or has"
	  " just started", target->name);
  table->stride = word (target, debug.stride);
  table->template = word (target, debug.displacement) - table->stride;
  cpus_read (target, &debug, table);
  private_read (target, &debug, table);
  images_read (target, &debug, table);
}

const struct image *
table_image (const struct table *table, uint64_t address)
{
  for (unsigned int i = 0; i < table->nr_images; i++)
    for (int j = 0; j < 2; j++)
      if (address >= table->images[i].range[j].low
	  && address < table->images[i].range[j].high)
	return &table->images[i];
  return NULL;
}
