/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* percpu-stat: the per-CPU variables of a process or of a core file.

     memory.c     the memory of the process, and its images
     table.c      the library's table, and the areas
     variables.c  the variables: names and types from debugging information
     print.c      the results
     main.c       options, and the loop

   The process is not stopped, and no code runs in it.  */

#ifndef STAT_H
#define STAT_H 1

#include <elfutils/libdw.h>
#include <elfutils/libdwfl.h>

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

/* Print `percpu-stat: ', the message and, if ERROR is not 0, the system's text
   for it, and exit with status 1.  */
void fail (int error, const char *format, ...)
  __attribute__ ((noreturn, format (printf, 2, 3)));

/* Returns: SIZE bytes of zero.  Does not return if there is no memory.  */
void *allocate (size_t size);

/* Returns: BLOCK with room for NR elements of SIZE bytes.  */
void *reallocate (void *block, size_t nr, size_t size);

/* Returns: a new string, formatted as by printf.  */
char *format (const char *format, ...)
  __attribute__ ((format (printf, 1, 2)));

/* A process or a core file.  */
struct target
{
  /* 0 for a core file.  */
  int pid;
  /* What messages call it.  */
  const char *name;
  Dwfl *dwfl;
  Elf *core;
  int core_file;
};

/* Open the process PID.  */
void target_open_process (struct target *target, int pid);

/* Open the core file FILE of the program EXECUTABLE, which may be NULL.  */
void target_open_core (struct target *target, const char *file,
		       const char *executable);

/* Read SIZE bytes at ADDRESS into BUFFER.
   Returns: 0 or an error number of the system.  */
int target_read (const struct target *target, uint64_t address, void *buffer,
		 size_t size);

/* Read the number of SIZE bytes at ADDRESS.  Does not return if that
   fails.  */
uint64_t target_number (const struct target *target, uint64_t address,
			size_t size);

/* An area.  */
struct area
{
  unsigned int cpu;
  uint64_t displacement;
  /* False if the area has not been used yet; its values are the initial
     ones.  */
  bool used;
  bool private;
  unsigned int thread;
};

/* An image: the ranges of its symbols, the lowest of their addresses, and its
   per-CPU address.  */
struct image
{
  struct { uint64_t low, high; } range[2];
  uint64_t first;
  uint64_t address;
};

struct table
{
  uint64_t stride;
  uint64_t template;
  struct area *areas;
  unsigned int nr_areas;
  struct image *images;
  unsigned int nr_images;
};

/* Read the table of TARGET, whose areas and images may change from time to
   time.  */
void table_read (const struct target *target, struct table *table);

/* Returns: the image with a variable at the address ADDRESS of a symbol, or
   NULL.  */
const struct image *table_image (const struct table *table, uint64_t address);

enum kind { SIGNED, UNSIGNED, FLOAT, BOOLEAN, ADDRESS, BYTES };

/* A number: a variable, or a member or an element of one.  */
struct value
{
  char *name;
  char *type;
  /* The name of the file of its image.  */
  const char *file;
  enum kind kind;
  /* The symbol's address plus the offset, and the size.  */
  uint64_t symbol;
  unsigned int size;
  /* Of bit-fields: the position in the SIZE bytes, and the width; else 0.  */
  unsigned int bit;
  unsigned int bits;
};

struct values
{
  struct value *value;
  size_t nr;
  /* At least one variable has a symbol only.  */
  bool untyped;
};

/* Find the variables of TARGET that one of the NR PATTERNS matches; all if NR
   is 0.  A pattern is that of a shell, for the name of a variable or of a
   part.  */
void variables_find (const struct target *target, const struct table *table,
		     char **patterns, int nr, struct values *values);

/* A number that was read.  */
struct reading
{
  enum kind kind;
  union
  {
    int64_t i;
    uint64_t u;
    long double f;
  };
};

/* Read the instance of VALUE with the displacement DISPLACEMENT.
   Returns: 0, or an error number of the system.  */
int value_read (const struct target *target, const struct table *table,
		const struct value *value, uint64_t displacement,
		struct reading *reading);

struct format
{
  bool json;
  bool sums_only;
  /* Not 0 if there was an earlier sample, so many seconds ago.  */
  double interval;
};

/* Read VALUES and print them.  PREVIOUS has the sums of the previous sample, of
   all values, and gets those of this one.  */
void print_sample (const struct target *target, const struct table *table,
		   const struct values *values, const struct format *format,
		   struct reading *previous);

#endif /* STAT_H */
