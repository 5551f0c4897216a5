/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* The alignment of an element does not depend on the form of its index:
   operations of one instruction are possible if the index is a condition, also
   on machines that require aligned operands.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-percpu-tearing=error" } */

#include <percpu.h>

enum kind { LEAST = -3, MOST = 100000 };

struct inner { short a, b; };
struct outer
{
  char c;
  struct inner in[4];
  short m[2][4];
  _Complex float z[2];
};

static __attribute__ ((percpu)) struct outer o;
static __attribute__ ((percpu)) enum kind kind = 1;
static __attribute__ ((percpu)) int chosen = 1;

short
least (int i)
{
  return percpu_min (o.in[(chosen ? i : 3) & 3].b, -5);
}

short
most (void)
{
  return percpu_max (o.in[(chosen ? kind : 0x80000000u) & 3].b, 7);
}

short
exchange (int i, int j)
{
  return percpu_xchg (o.m[i ? 1 : 0][(j ? 2 : 0x80000000u) & 3], 5);
}

int
add (int i)
{
  return o.m[i > 3][i ? 2 : 0] += 4;
}

float
imaginary (int i)
{
  return __imag__ o.z[i ? 1 : 0] += 2;
}
