/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* const, volatile and restrict on per-CPU data and on pointers to it, and asm
   statements around and beside the accesses.

   { dg-options "-fplugin-arg-percpu-tearing=off" } */
/* { dg-additional-options "-fplugin-arg-percpu-check-then-act=off" } */

#include "torture.h"

struct pair { int a; long b; };

static PERCPU volatile int device;
static PERCPU const int constant = 40;
static PERCPU const volatile int both = 2;
static PERCPU volatile struct pair vpair = { 1, 2 };
static PERCPU const struct pair cpair = { 3, 4 }, ctable[3] = { { 5, 6 } };
static PERCPU const char text[] = "constant";
static PERCPU int a[16];
static PERCPU int *restrict plain_pointer;
static PERCPU int __percpu *const volatile pointer;
static int plain[4] = { 1, 2, 3, 4 };

__attribute__ ((noipa)) static int
apart (int __percpu *restrict p, int __percpu *restrict q, int n)
{
  for (int i = 0; i < n; i++)
    {
      *p += q[i];
      q[i] = *p;
    }
  return *p;
}

__attribute__ ((noipa)) static long
reads (const struct pair __percpu *p, const volatile int __percpu *v)
{
  struct pair copy = *p;

  return copy.a + p->b * 10 + *v + *v;
}

__attribute__ ((noipa)) static int
around (int n)
{
  int result;

  __asm__ volatile ("" : : : "memory");
  a[1] = n;
  __asm__ volatile ("" : : : "memory");
  a[1] += 2;
  __asm__ ("" : "=r" (result) : "0" (a[1]));
  __asm__ ("" : "=r" (a[2]) : "0" (result + 1));
  __asm__ volatile ("" : "+r" (a[3]) : "r" (a[1]), "r" (a[2]) : "memory");
  __asm__ ("" : "=&r" (a[4]), "=r" (a[n & 7]) : "0" (1), "1" (n));
  return result + a[1] + a[2] + a[3] + a[4] + a[n & 7];
}

static void
test (void)
{
  int same;

  (void) device;
  device = 3;
  device = device;
  device++;
  same = device + device;
  SHOW (same + device);
  SHOW (device--);
  SHOW (device += 2);
  SHOW (constant + both + constant);
  vpair.a++;
  vpair = cpair;
  vpair.b *= vpair.a;
  same = vpair.a;
  SHOW (same + vpair.b);
  SHOW (reads (&cpair, &device) + reads (&ctable[OPAQUE (0)], &both));
  for (size_t i = 0; text[i]; i++)
    SHOW (text[i]);
  for (int i = 0; i < 16; i++)
    a[i] = i;
  SHOW (apart (&a[15], a, 15));
  SHOW (a[14] + a[3]);
  plain_pointer = plain;
  ++*plain_pointer;
  SHOW (*plain_pointer++);
  SHOW (*++plain_pointer);
  SHOW (pointer == 0);
  SHOW (around (5));
  SHOW (around (6));
}
