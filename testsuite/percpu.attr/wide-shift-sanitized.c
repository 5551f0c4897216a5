/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* -fsanitize=shift on numbers of 8 bytes, which are wider than a pointer on
   some targets, and are then passed to the sanitizer by address.

   { dg-additional-options "-fsanitize=undefined" } */

#include <percpu.h>

struct part { char c; long long l; };
static __attribute__ ((percpu)) long long number, array[4];
static __attribute__ ((percpu)) struct part part;

void
whole (int n)
{
  number <<= n;
  number >>= n;
}

long long
element (unsigned int i, int n)
{
  return (array[i & 3] <<= n) + (array[n & 3] >>= i);
}

void
member (struct part __percpu *p, int n)
{
  part.l <<= n;
  p->l >>= n;
  (p + 1)->l <<= (int) number;
}

long long
value (int n)
{
  return (number << n) + (number >> (int) array[n & 3]);
}
