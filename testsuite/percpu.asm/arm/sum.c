/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* A sum loads instances of 8 bytes by one access, because another CPU may
   change them in between two.  */
/* { dg-options "-ffreestanding -march=armv7-a+fp" } */
/* { dg-final { scan-assembler {\mldrexd\M} } } */
/* { dg-final { scan-assembler-not {\mldrex\M} } } */

#include <percpu.h>

static __attribute__ ((percpu)) unsigned long long u;
static __attribute__ ((percpu)) struct { int i; long long l; } s;
static __attribute__ ((percpu)) double d;

unsigned long long
sum (void)
{
  return percpu_sum (u) + (unsigned long long) percpu_sum (s.l);
}

double
sum_of_double (void)
{
  return percpu_sum (d);
}
