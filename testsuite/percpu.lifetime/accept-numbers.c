/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Known numbers that are converted to other types: negative numbers become
   unsigned numbers of any width, some too large for every signed type of the
   compiler, and some become zero.

   { dg-options "-Wall -Wextra -Wno-maybe-uninitialized" } */
/* { dg-require int128 } */

#include <limits.h>
#include <stdint.h>
#include "lifetime.h"

static __attribute__ ((percpu)) struct stats st;

int call (unsigned long long);

/* FROM, which is known to be NUMBER, becomes TO.  There are two paths, so that
   the analysis has to compare the known values.  */

#define CONVERTED(name, from, number, to) \
to \
name (from n) \
{ \
  to u = 0; \
  percpu_guarded (g) \
    { \
      if (n == (from) (number)) \
	{ \
	  u = (to) n; \
	  while (call (n) && !call (u)) \
	    percpu_borrow (g, &st)->n += call (u); \
	} \
    } \
  return u; \
}

CONVERTED (f1, int, -7, unsigned int)
CONVERTED (f2, int, -7, unsigned long)
CONVERTED (f3, signed char, -1, unsigned long long)
CONVERTED (f4, short, SHRT_MIN, size_t)
CONVERTED (f5, long, LONG_MIN, uintptr_t)
CONVERTED (f6, long long, -1, unsigned long long)
CONVERTED (f7, unsigned long, -1, long)
CONVERTED (f8, unsigned long long, ULLONG_MAX, long long)
CONVERTED (f9, int, 256, _Bool)
CONVERTED (f10, int, -1, _Bool)
CONVERTED (f11, unsigned int, UINT_MAX, unsigned long)
#ifdef __SIZEOF_INT128__
CONVERTED (f12, int, -1, unsigned __int128)
CONVERTED (f13, long, LONG_MIN, __int128)
CONVERTED (f14, unsigned long, ULONG_MAX, unsigned __int128)
CONVERTED (f15, unsigned __int128, -2, unsigned long)
#endif

/* Pointers that hold numbers, such as error codes.  */

void *
pointer (long n)
{
  void *p = NULL;
  percpu_guarded (g)
    {
      if (n == -12)
	p = (void *) n;
      while (call ((uintptr_t) p))
	percpu_borrow (g, &st)->n += (uintptr_t) p == 3;
    }
  return p;
}

/* A lock or reference that was entered for such a number is left for the same
   number.  */

void
entered (int n)
{
  struct percpu_guard g;
  unsigned long u = 0;

  if (n == -1)
    {
      u = n;
      g = percpu_guard_enter ();
    }
  call (n);
  if (u)
    {
      percpu_borrow (g, &st)->n++;
      percpu_guard_leave (&g);
    }
}
