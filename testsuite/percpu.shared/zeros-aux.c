/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* A shared object with a large variable that is zero at first, small ones, and
   plain variables between them.  */

#include "zeros.h"

static __attribute__ ((percpu)) char array[ZEROS_SIZE];
static __attribute__ ((percpu)) long initialised = 10;
static __attribute__ ((percpu ("page"))) long paged[2][1 << 14];
static char plain[3 << 20], more[5000] = "plain";

char __percpu *
zeros_address (void)
{
  return array;
}

int
zeros_add (long place)
{
  array[place]++;
  initialised++;
  plain[place % sizeof plain] = 99;
  more[place % sizeof more] = 98;
  paged[1][5] = 97;
  return percpu_sum (array[place]);
}

long
zeros_initialised (void)
{
  return percpu_sum (initialised);
}

void
zeros_reset (void)
{
  percpu_reset (array);
  percpu_reset (initialised);
  percpu_reset (paged);
}
