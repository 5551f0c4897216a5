/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Null pointers to per-CPU data, without restartable sequences, in an
   executable that is not position-independent.  */

/* { dg-options "-fno-pie -no-pie" } */

#include "../percpu.rseq/null.h"

static __attribute__ ((percpu)) unsigned long hits = 3;

int
main (void)
{
  null_test ();
  CHECK (percpu_sum (hits) % 3 == 0, "the variable");
  return 0;
}
