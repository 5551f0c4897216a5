/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Decimal floating-point numbers of four and eight bytes are ordinary scalars:
   loads, stores, updates by a loop, exchanges.  Values are compared bit for
   bit.  */
/* { dg-do run } */
/* { dg-additional-options "-fplugin-arg-percpu-check-then-act=off" } */

#include "differ.h"

static const volatile int values[] = { 0, 1, -1, 3, 100, -12800, 999999 };

#define N (sizeof values / sizeof values[0])

#define ADD_INT(l, v)	(l += 3)
#define ADD_DECIMAL(l, v) (l += 0.01DD)
#define NEGATE(l, v)	(l = -l)

#define TYPE(NAME, T)							\
  static __attribute__ ((percpu)) T NAME##_x, NAME##_ax[3];		\
  static __attribute__ ((percpu)) struct { char c; T m; } NAME##_sx;	\
  static volatile T NAME##_y, NAME##_ay[3];				\
  static volatile struct { char c; T m; } NAME##_sy;			\
									\
  static __attribute__ ((noipa)) void					\
  test_##NAME (T __percpu *px, volatile T *py, int n)			\
  {									\
    for (unsigned int i = 0; i < N; i++)				\
      for (unsigned int j = 0; j < N; j++)				\
	{								\
	  T a = values[i], v = (T) values[j] / 8;			\
	  WHOLE (NAME##_x, NAME##_y);					\
	  WHOLE (NAME##_ax[n], NAME##_ay[n]);				\
	  WHOLE (NAME##_sx.m, NAME##_sy.m);				\
	  WHOLE (*px, *py);						\
	  T b = a, c = a;						\
	  NAME##_x = a;							\
	  T old = percpu_xchg (NAME##_x, v), now = NAME##_x;		\
	  differ_compare (__LINE__, "xchg", "old", &a, &v, sizeof v,	\
			  &old, &a, sizeof a);				\
	  differ_compare (__LINE__, "xchg", "new", &a, &v, sizeof v,	\
			  &now, &v, sizeof a);				\
	  b = percpu_cmpxchg (NAME##_x, v, a);				\
	  bool changed = percpu_try_cmpxchg (NAME##_x, &c, v);		\
	  now = NAME##_x;						\
	  differ_compare (__LINE__, "cmpxchg", "old", &a, &v, sizeof v,	\
			  &b, &v, sizeof a);				\
	  differ_compare (__LINE__, "try", "new", &a, &v, sizeof v,	\
			  &now, &v, sizeof a);				\
	  differ_failures += !changed;					\
	}								\
  }

#define WHOLE(x, y)							\
  do									\
    {									\
      DIFFER_ARITHMETIC (x, y);						\
      if (v != 0)							\
	DIFFER (x, y, DIV);						\
      DIFFER (x, y, ADD_INT);						\
      DIFFER (x, y, ADD_DECIMAL);					\
      DIFFER (x, y, NEGATE);						\
    }									\
  while (0)

TYPE (d32, _Decimal32)
TYPE (d64, _Decimal64)

static __attribute__ ((noipa)) bool
truth (void)
{
  d32_x = 0;
  bool zero = !d32_x && !(d32_x < 0);
  d32_x = 0.5DF;
  return zero && d32_x && d32_x == 0.5DD;
}

int
main (void)
{
  if (differ_begin ())
    return 1;
  test_d32 (&d32_ax[1], &d32_ay[1], 2);
  test_d64 (&d64_ax[1], &d64_ay[1], 2);
  differ_failures += !truth ();
  return differ_end ();
}
