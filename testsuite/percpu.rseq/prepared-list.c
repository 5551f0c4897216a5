/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* A program with lists has registered for the fences of membarrier.  */

#include "prepared.h"

static __attribute__ ((percpu)) struct percpu_list list;

int
main (void)
{
  check_prepared (EXPEDITED_RSEQ, "lists");
  CHECK (percpu_list_pop (&list) == NULL, "nothing is there");
  return 0;
}
