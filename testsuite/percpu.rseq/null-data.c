/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Null pointers to per-CPU data in an executable that is not
   position-independent and has much other data before and after the per-CPU
   variables.  */

/* { dg-additional-options "-fno-pie -no-pie" } */

#define ANYWHERE 1
#include "../lib/modes.h"
#include "null.h"

/* { dg-additional-sources "null-data-aux.c" } */
extern char null_data[], null_zero[];
static __attribute__ ((percpu)) unsigned long hits = 3;
static __attribute__ ((percpu)) struct { char a[3 << 20]; } large = { { 1 } };

static void
test (void)
{
  hits++;
  null_data[1]++;
  null_zero[1]++;
  null_test ();
  CHECK (percpu_sum (hits) % 3 == 1 && *percpu_ptr (&large.a[0], 0) == 1,
	 "the variables");
}

int
main (int argc, char **argv)
{
  return modes_run (argc, argv, test);
}
