/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Pairs of an allocation and a release, for alloc.cc, and what a hundred
   objects take.  */

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
  /* Bytes of an object.  */
  size_t size;
  way_loop *loop;
};

extern const struct alloc_way alloc_ways[];
extern const unsigned int alloc_ways_nr;

/* Let the areas of all possible CPUs be in use.  */
extern void alloc_open (void);

/* What objects take: the number of possible CPUs, bytes of the objects that
   were written, bytes of memory that have come with them, and how many mappings
   the process has before and after.  */
struct alloc_footprint
{
  unsigned int cpus;
  size_t written, resident;
  unsigned int mappings_before, mappings;
};

/* Allocate 100 objects of 512 bytes, and write them on one CPU.
   Returns: false if that cannot be found out.  */
extern bool alloc_footprint (struct alloc_footprint *footprint);

#ifdef __cplusplus
}
#endif

#endif /* ALLOC_H */
