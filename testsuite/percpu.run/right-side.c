/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* The right side of an assignment that reads the variable itself, has effects,
   or both: each is evaluated once, as for a plain variable.  */
/* { dg-additional-options "-fplugin-arg-percpu-check-then-act=off" } */

#include <percpu.h>
#include <stdio.h>

static int calls;

static int __attribute__ ((noipa))
side (int v)
{
  calls++;
  return v;
}

static const int table[4] = { 3, 1, 4, 1 };

/* All cases, with the variables X, Y, B and A of two kinds.  */
#define BODY								\
  do									\
    {									\
      x += x - (y += 3);						\
      x *= x + side (3);						\
      x -= (x + (y++, 1)) / 2;						\
      x += (side (1), x) + (side (2), 3);				\
      x *= x - (y *= 3);						\
      x += table[x & 3];						\
      x ^= x > 3 ? side (5) : 0;					\
      x += x && side (0);						\
      x -= ({ int k = x; k * 2; });					\
      x |= a[x & 7];							\
      a[y & 7] += a[x & 7]++;						\
      a[side (2)] -= x = y;						\
      b |= side (b);							\
      b ^= x & 1;							\
      y -= y / 3 - x;							\
      x = y = x + (b = !b);						\
      x <<= x & 3;							\
      y %= (x & 15) + 1;						\
    }									\
  while (0)

static int x = 2, a[8] = { 1, 2, 3 };
static unsigned int y = 2;
static _Bool b;

static void
plain (void)
{
  BODY;
}

static __attribute__ ((percpu)) int px = 2, pa[8] = { 1, 2, 3 };
static __attribute__ ((percpu)) unsigned int py = 2;
static __attribute__ ((percpu)) _Bool pb;

#define x px
#define y py
#define a pa
#define b pb

static void
percpu (void)
{
  BODY;
}

#undef x
#undef y
#undef a
#undef b

int
main (void)
{
  int plain_calls, failed = 0;

  if (percpu_bind (percpu_cpu_next (0)) != 0)
    return 1;
  for (int round = 0; round < 50; round++)
    {
      calls = 0;
      plain ();
      plain_calls = calls;
      calls = 0;
      percpu ();
      if (x != px || y != py || b != pb || calls != plain_calls)
	{
	  printf ("round %d: %d %u %d, calls %d, instead of"
		  " %d %u %d, calls %d\n", round, px, py, pb, calls, x, y, b,
		  plain_calls);
	  failed = 1;
	}
      for (int i = 0; i < 8; i++)
	if (a[i] != pa[i])
	  {
	    printf ("round %d: element %d is %d instead of %d\n", round, i,
		    pa[i], a[i]);
	    failed = 1;
	  }
    }
  return failed;
}
