/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Pairs of an allocation and a release, for alloc.cc, and the memory of a
   hundred objects.  */

#ifndef ALLOC_H
#define ALLOC_H 1

#include "increment.h"
#include <stdbool.h>
#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

struct alloc_way
{
  const char *name;
  /* The size of an object in bytes.  */
  size_t size;
  way_loop *loop;
};

extern const struct alloc_way alloc_ways[];
extern const unsigned int alloc_ways_nr;

/* Open the areas of all possible CPUs.  */
extern void alloc_open (void);

/* The memory of objects: the number of possible CPUs, the bytes of the objects
   that were written, the bytes of memory that became resident for them, and
   the number of mappings of the process before and after.  */
struct alloc_footprint
{
  unsigned int cpus;
  size_t written, resident;
  unsigned int mappings_before, mappings;
};

/* Allocate 100 objects of 512 bytes, and write them on one CPU.
   Returns: false if the system does not report the numbers.  */
extern bool alloc_footprint (struct alloc_footprint *footprint);

#ifdef __cplusplus
}
#endif

#endif /* ALLOC_H */
