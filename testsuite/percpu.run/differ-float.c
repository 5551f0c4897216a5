/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Operators on float and double, and on integers with floating operands: they
   need a compare-exchange loop over the bits, because there is no single
   instruction.  The loop must also end for signed zeros and NaNs.  */
/* { dg-do run } */

#include "differ.h"
#include <float.h>

static const volatile double values[]
  = { 0.0, -0.0, 1.0, -1.0, 0.5, 3.0, 1e10, -1e-10, FLT_MAX, -FLT_MIN,
      DBL_MAX, DBL_MIN, __builtin_inf (), -__builtin_inf (),
      __builtin_nan ("") };

/* Values that convert to every integer type.  */
static const volatile double small_values[]
  = { 0.0, 0.25, 1.0, 1.5, 2.0, 3.75, 10.0 };

#define N(array) (sizeof (array) / sizeof (array)[0])

#define HALF_SUM(l, v)	((l) = ((l) + v) / 2)
#define SWAP_DIV(l, v)	((l) = v / (l))
#define ADD_INT(l, v)	((l) += (int) 3)
#define TO_INT(l, v)	((l) = (int) (l > -100 && l < 100 ? l : 1))

#define FLOATING(x, y)							\
  do									\
    {									\
      DIFFER_ARITHMETIC (x, y);						\
      DIFFER (x, y, DIV);						\
      DIFFER (x, y, NEG);						\
      DIFFER (x, y, LESS);						\
      DIFFER (x, y, SELECT);						\
      DIFFER (x, y, ADD_SELF);						\
      DIFFER (x, y, MUL_SELF);						\
      DIFFER (x, y, HALF_SUM);						\
      DIFFER (x, y, SWAP_DIV);						\
      DIFFER (x, y, ADD_INT);						\
      DIFFER (x, y, TO_INT);						\
      DIFFER (x, y, ADD_CONST, 1.5);					\
      DIFFER (x, y, MUL_CONST, 2.0f);					\
    }									\
  while (0)

#define FLOATING_TYPE(T)						\
  struct T##_s { char before; T m; T a[3]; };				\
  static __attribute__ ((percpu)) T T##_x;				\
  static __attribute__ ((percpu)) struct T##_s T##_sx;			\
  static volatile T T##_y;						\
  static volatile struct T##_s T##_sy;					\
									\
  static __attribute__ ((noipa)) void					\
  test_##T (T __percpu *px, volatile T *py, int element)		\
  {									\
    for (unsigned int i = 0; i < N (values); i++)			\
      for (unsigned int j = 0; j < N (values); j++)			\
	{								\
	  T a = values[i];						\
	  double v = values[j];						\
									\
	  FLOATING (T##_x, T##_y);					\
	  {								\
	    float v = values[j];					\
	    FLOATING (T##_x, T##_y);					\
	    FLOATING (T##_sx.m, T##_sy.m);				\
	  }								\
	  FLOATING (*px, *py);						\
	  FLOATING (px[element], py[element]);				\
	}								\
    DIFFER_FOR (T, int)							\
      {									\
	DIFFER (T##_x, T##_y, ADD);					\
	DIFFER (T##_x, T##_y, MUL);					\
      }									\
    DIFFER_FOR (T, unsigned long)					\
      {									\
	DIFFER (T##_x, T##_y, SUB);					\
	DIFFER (T##_x, T##_y, ASSIGN);					\
      }									\
  }

FLOATING_TYPE (float)
FLOATING_TYPE (double)

#define INTEGER_TYPE(NAME, T)						\
  static __attribute__ ((percpu)) T NAME##_x;				\
  static volatile T NAME##_y;						\
									\
  static __attribute__ ((noipa)) void					\
  test_##NAME (void)							\
  {									\
    for (unsigned int i = 0; i < N (small_values); i++)			\
      for (unsigned int j = 0; j < N (small_values); j++)		\
	{								\
	  T a = 10 + small_values[i];					\
	  double v = small_values[j];					\
									\
	  DIFFER_ACCESSES (NAME##_x, NAME##_y);				\
	  DIFFER (NAME##_x, NAME##_y, ASSIGN);				\
	  DIFFER (NAME##_x, NAME##_y, ADD);				\
	  DIFFER (NAME##_x, NAME##_y, SUB);				\
	  DIFFER (NAME##_x, NAME##_y, MUL);				\
	  if (v != 0)							\
	    DIFFER (NAME##_x, NAME##_y, DIV);				\
	  DIFFER (NAME##_x, NAME##_y, HALF_SUM);			\
	  DIFFER (NAME##_x, NAME##_y, LESS);				\
	  DIFFER (NAME##_x, NAME##_y, MUL_CONST, 1.25f);		\
	}								\
  }

INTEGER_TYPE (char, signed char)
INTEGER_TYPE (short, unsigned short)
INTEGER_TYPE (int, int)
INTEGER_TYPE (long, unsigned long)

int
main (void)
{
  if (differ_begin ())
    return 1;
  test_float (&float_sx.a[1], &float_sy.a[1], 1);
  test_double (&double_sx.a[1], &double_sy.a[1], 1);
  test_char ();
  test_short ();
  test_int ();
  test_long ();
  return differ_end ();
}
