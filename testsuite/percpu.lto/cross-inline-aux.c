/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* The other half of cross-inline.c.  */

#include <percpu.h>

struct stats { long n; int by[4]; unsigned int low : 4; };
__attribute__ ((percpu)) struct stats stats = { 1, { 2, 3, 4, 5 }, 6 };
static __attribute__ ((percpu)) int hidden_here = 100;

long
count (struct stats __percpu *s, int i)
{
  static __attribute__ ((percpu)) short calls;

  s->n++;
  s->by[i] *= 2;
  return ++calls + s->by[i];
}

int
take_hidden (int by)
{
  return hidden_here -= by;
}

struct stats __percpu *
stats_address (void)
{
  return &stats;
}
