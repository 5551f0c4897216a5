/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* What the two files of mixed.c share.  */

#include <percpu.h>

struct mixed
{
  long count, product, restartable, bare;
  double real;
  unsigned char byte;
};

extern __attribute__ ((percpu)) struct mixed mixed;

/* N updates of each kind, in model `register'.  */
extern void count_bare (long n);
