/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Parts of per-CPU addresses that are numbers, and plain addresses beside
   per-CPU ones: in vectors, halves, structures, and loops.  */
/* { dg-additional-options "-fplugin-arg-percpu-unguarded=off" } */

#include <stdint.h>
#include <string.h>
#include <percpu.h>

/* A type with fewer bits than half an address.  */
#if UINTPTR_MAX > 0xffffffff
typedef unsigned short narrow;
#else
typedef unsigned char narrow;
#endif

typedef uintptr_t two __attribute__ ((vector_size (2 * sizeof (uintptr_t))));
union parts { int __percpu *percpu; uint32_t half[2]; narrow word[4];
	      int *plain; };
struct outer { int n; union parts u, v; };

static __attribute__ ((percpu)) int x, array[4];
static int plain;
extern int condition (void);
extern void take (void *);

int
other_element (int i)
{
  two v = { (uintptr_t) &x, (uintptr_t) &plain };
  return *(int *) v[1] + *(int __percpu *) v[0] + (i ? *(int *) v[i] : 0);
}

void
key (int __percpu *p)
{
  union parts u = { p };
  take ((void *) ((uintptr_t) p & 1023));
  take ((void *) (1023 & (uintptr_t) p));
  take ((void *) ((uintptr_t) p % 1024));
  take ((void *) ((uintptr_t) p / 64 % 64));
  take ((void *) ((uintptr_t) &x & 63));
  take ((void *) ((uintptr_t) p >> (sizeof p * 5)));
  take ((void *) (uintptr_t) (narrow) (uintptr_t) p);
  take ((void *) (uintptr_t)
	(((uintptr_t) p >> 6) * 0x9E3779B97F4A7C15u >> 56));
  take ((void *) (uintptr_t) u.word[0]);
  take ((void *) (uintptr_t) ((uintptr_t) p > 1000));
}

int *
moved (void)
{
  return (int *) ((uintptr_t) &array[1] - (uintptr_t) array
		  + (uintptr_t) &plain);
}

int
other_member (int __percpu *p)
{
  struct outer a = { 1, { p }, { .plain = &plain } }, b;
  memcpy (&b, &a, sizeof a);
  b.u = b.v;
  return *b.u.plain + *b.v.plain + *a.u.percpu;
}

int
half_of_plain (int __percpu *p)
{
  union parts a = { p }, b = { .plain = &plain };
  a.half[0] = b.half[0];
  a.half[1] = b.half[1];
  return *a.plain;
}

int
counted (void)
{
  uintptr_t distance = 0;
  while (condition ())
    distance += 4;
  return *(int *) ((uintptr_t) array + distance);
}

int
tested (void)
{
  uintptr_t n = (uintptr_t) &plain;
  int percpu = 0;
  while (condition ())
    {
      n = (uintptr_t) &x;
      percpu = 1;
    }
  return percpu ? *(int __percpu *) n : *(int *) n;
}

int
replaced_in_loop (void)
{
  uintptr_t n = (uintptr_t) array, m;
  while (condition ())
    {
      m = n;
      n = m + 4;
      m = (uintptr_t) &plain;
      if (condition ())
	return *(int *) m;
    }
  return *(int __percpu *) n;
}

static inline int *
at (int __percpu *p, uintptr_t displacement)
{
  return (int *) ((uintptr_t) p + displacement);
}

void
inlined (int __percpu *p)
{
  *at (p, 0x100000) = 1;
}
