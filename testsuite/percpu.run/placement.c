/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Placement, as the addresses show it: variables that share a cache line, in
   two files, and in every area.  */
/* { dg-do run } */
/* { dg-additional-sources "placement-aux.c" } */

#include "placement.h"

VARIABLES (one)

#define LINE 64
#define PAGE 4096

static int failures;

/* X and Y share a line, or a page.  */

static bool
meet (const struct variable *x, const struct variable *y, uintptr_t unit)
{
  return (x->address / unit <= (y->address + y->size - 1) / unit
	  && y->address / unit <= (x->address + x->size - 1) / unit);
}

static void
check_pair (const struct variable *x, const struct variable *y)
{
  uintptr_t unit = x->kind == PAGED || y->kind == PAGED ? PAGE : LINE;

  if (x->kind == y->kind && (x->kind == ORDINARY || x->kind == HOT
			     || x->kind == READ_MOSTLY))
    return;
  if (!meet (x, y, unit))
    return;
  printf ("%s at %lx and %s at %lx meet\n", x->name,
	  (unsigned long) x->address, y->name, (unsigned long) y->address);
  failures++;
}

/* The N variables of KIND at V of one file, which are smaller than a cache
   line, are on one line.  */

static void
check_together (const struct variable *v, size_t n, enum kind kind)
{
  uintptr_t low = UINTPTR_MAX, high = 0;

  for (size_t i = 0; i < n; i++)
    if (v[i].kind == kind)
      {
	if (v[i].address < low)
	  low = v[i].address;
	if (v[i].address + v[i].size > high)
	  high = v[i].address + v[i].size;
      }
  if (low / LINE == (high - 1) / LINE)
    return;
  printf ("kind %d: from %lx to %lx\n", kind, (unsigned long) low,
	  (unsigned long) high);
  failures++;
}

int
main (void)
{
  struct variable v[2 * VARIABLES_IN_FILE];
  size_t n = one_list (v);

  if (two_list (v + n) != n || n != VARIABLES_IN_FILE)
    return 1;
  for (size_t i = 0; i < 2 * n; i++)
    for (size_t j = 0; j < i; j++)
      check_pair (&v[i], &v[j]);
  for (int file = 0; file < 2; file++)
    {
      check_together (v + file * n, n, HOT);
      check_together (v + file * n, n, READ_MOSTLY);
    }

  /* Every area is a copy.  */
  percpu_foreach (cpu)
    {
      failures += (uintptr_t) percpu_ptr (&one_page, cpu) % PAGE != 0;
      failures += (uintptr_t) percpu_ptr (&one_shared, cpu) % LINE != 0;
      failures += *percpu_ptr (&one_page, cpu) != 7;
      failures += percpu_ptr (&one_shared_array, cpu)[0][2] != 3;
      failures += *percpu_ptr (&one_constant, cpu) != 5;
    }

  /* The areas use these variables like others.  */
  if (percpu_bind (percpu_cpu_next (0)) < 0)
    return 1;
  one_hot += 5;
  failures += one_hot++ != 5;
  one_shared_array[2]--;
  failures += one_shared_array[2] != 2;
  failures += (one_page += 3) != 10;
  failures += one_read_mostly != 2;
  failures += __alignof__ (one_shared) != LINE;
  failures += sizeof one_shared != 1 || sizeof one_page != 1;
  failures += two_count () != 6;
  failures += percpu_sum (two_hot_public) != 6;
  return failures != 0;
}
