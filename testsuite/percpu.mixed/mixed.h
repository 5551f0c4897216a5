/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Declarations for the two files of mixed.c.  */

#include <percpu.h>

struct mixed
{
  long count, product, restartable, bare;
  double real;
  unsigned char byte;
};

extern __attribute__ ((percpu)) struct mixed mixed;

/* Makes N updates of each kind, in model `register'.  */
extern void count_bare (long n);
