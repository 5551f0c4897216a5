/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Numbers that are computed from a per-CPU address and are not one: indices of
   hash tables, remainders, differences, displacements that are known at run
   time, and marked per-CPU pointers that lose the mark.  */
/* { dg-additional-options "-fplugin-arg-percpu-unguarded=off" } */

#include <stdint.h>
#include <stdio.h>
#include <percpu.h>

static __attribute__ ((percpu)) int x, y;
/* A type with fewer bits than half an address.  */
#if UINTPTR_MAX > 0xffffffff
typedef unsigned short narrow;
#else
typedef unsigned char narrow;
#endif
static int plain, table[64];
static uintptr_t key;
extern void take (void *);

int
bucket (int __percpu *p)
{
  return table[((uintptr_t) p >> 4) * 0x9E3779B97F4A7C15u >> 58];
}

int
bucket_of_pointer (int *buckets, int __percpu *p, unsigned int n)
{
  return buckets[(uintptr_t) p % n] + *(buckets + ((uintptr_t) p & 63));
}

int
bucket_by_sum (int __percpu *p)
{
  return *(int *) ((uintptr_t) table + ((uintptr_t) p & 63) * sizeof (int));
}

void
hash_as_pointer (int __percpu *p)
{
  uintptr_t u = (uintptr_t) p, part = u & 1023, rest = u % 4096;
  narrow low = u;
  take ((void *) part);
  take ((void *) rest);
  take ((void *) (u >> (sizeof u * 5)));
  take ((void *) (uintptr_t) low);
}

int
aligned (int __percpu *p)
{
  return ((uintptr_t) p & 63) == 0 && p != &y && (uintptr_t) p < 1u << 31;
}

int *
distance (int *q)
{
  return (int *) ((uintptr_t) q + ((uintptr_t) &x - (uintptr_t) &y));
}

int
difference_as_index (int *q)
{
  return q[((uintptr_t) &x - (uintptr_t) &y) / sizeof (int)];
}

int
displaced (uintptr_t d, int n)
{
  uintptr_t u = (uintptr_t) &x;
  for (int i = 1; i < n; i++)
    u += d;
  return *(int *) (u ^ key);
}

int
marked (int __percpu *p)
{
  uintptr_t u = (uintptr_t) p | 1;
  int __percpu *q = (int __percpu *) (u & ~(uintptr_t) 1);
  return *q + *(int __percpu *) (~~u - 1);
}

void
printed (int __percpu *p)
{
  char text[32];
  snprintf (text, sizeof text, "%lx %f", (long) p, (double) (uintptr_t) p);
}

int
either (int c)
{
  uintptr_t u = c ? (uintptr_t) &x : (uintptr_t) &plain;
  return c ? *(int __percpu *) u : *(int *) u;
}

int
cleared (int c)
{
  uintptr_t u = (uintptr_t) &x;
  if (c)
    u = 0;
  return u ? *(int __percpu *) u : 0;
}

int
replaced (void)
{
  uintptr_t u = ~(uintptr_t) &x;
  key = u;
  u = (uintptr_t) &plain;
  return *(int *) u;
}
