/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Complex numbers that fit into a register are updated in one piece, and the
   parts of all complex numbers as numbers of their own, with operands of every
   kind.  */
/* { dg-do run } */
/* { dg-additional-options "-fplugin-arg-percpu-check-then-act=off" } */

#include "differ.h"

static const volatile int values[] = { 0, 1, -1, 3, 100, -128 };

#define N (sizeof values / sizeof values[0])

#define CONJUGATE(l, v)		(l = ~l)
#define NEGATE(l, v)		(l = -l)
#define ADD_IMAGINARY(l, v)	(l += 2i)
#define ADD_PRODUCT(l, v)	(l = l * (v + 1) + v)
#define ADD_DOUBLE(l, v)	(l += (double) 3)
#define FROM_PARTS(l, v)	(l = __imag__ l + 1i * __real__ l)
#define REAL_ADD(l, v)		(__real__ l += v)
#define IMAG_ADD(l, v)		(__imag__ l += v)
#define REAL_INCREMENT(l, v)	((__real__ l)++)
#define IMAG_DECREMENT(l, v)	(--__imag__ l)
#define IMAG_ASSIGN(l, v)	(__imag__ l = v)
#define REAL_SCALE(l, v)	(__real__ l *= 3)

/* The parts of X and Y with the operand V.  */

#define PARTS(x, y)							\
  do									\
    {									\
      DIFFER (x, y, REAL_ADD);						\
      DIFFER (x, y, IMAG_ADD);						\
      DIFFER (x, y, REAL_INCREMENT);					\
      DIFFER (x, y, IMAG_DECREMENT);					\
      DIFFER (x, y, IMAG_ASSIGN);					\
      DIFFER (x, y, REAL_SCALE);					\
    }									\
  while (0)

#define WHOLE(x, y)							\
  do									\
    {									\
      DIFFER_ARITHMETIC (x, y);						\
      DIFFER (x, y, ADD_SELF);						\
      DIFFER (x, y, CONJUGATE);						\
      DIFFER (x, y, NEGATE);						\
      DIFFER (x, y, ADD_IMAGINARY);					\
      DIFFER (x, y, ADD_PRODUCT);					\
      DIFFER (x, y, ADD_DOUBLE);					\
      DIFFER (x, y, FROM_PARTS);					\
      /* The square of an integer may become 0.  */			\
      if (v != 0 && (__typeof__ (a)) 0.5 != 0)				\
	DIFFER (x, y, DIV);						\
    }									\
  while (0)

/* For all values of A, of the complex type T, and V, of type V_TYPE.  */

#define FOR(T, V_TYPE)							\
  for (unsigned int i = 0; i < N; i++)					\
    for (unsigned int j = 0; j < N; j++)				\
      for (unsigned int k = 0; k < N; k++)				\
	for (T a = values[i] + values[j] * (T) 1i, *once = &a; once;	\
	     once = NULL)						\
	  for (V_TYPE v = (V_TYPE) (values[k] + values[j] * (T) 1i),	\
	       *too = &v; too; too = NULL)

#define TYPE(NAME, T, PART)						\
  struct NAME##_s { char before; T m __attribute__ ((aligned (8))); };	\
  static __attribute__ ((percpu)) T NAME##_x __attribute__ ((aligned (8))); \
  static __attribute__ ((percpu)) volatile T NAME##_vx			\
    __attribute__ ((aligned (8)));					\
  static __attribute__ ((percpu)) struct NAME##_s NAME##_sx;		\
  static volatile T NAME##_y;						\
  static volatile struct NAME##_s NAME##_sy;				\
									\
  static __attribute__ ((noipa)) void					\
  test_##NAME (struct NAME##_s __percpu *px, volatile struct NAME##_s *py) \
  {									\
    FOR (T, PART)							\
      {									\
	WHOLE (NAME##_x, NAME##_y);					\
	WHOLE (px->m, py->m);						\
	PARTS (NAME##_x, NAME##_y);					\
	PARTS (px->m, py->m);						\
      }									\
    FOR (T, T)								\
      WHOLE (NAME##_vx, NAME##_y);					\
  }

TYPE (float, _Complex float, float)
TYPE (int, _Complex int, int)
TYPE (uint, _Complex unsigned int, unsigned int)
TYPE (short, _Complex short, short)
TYPE (char, _Complex signed char, signed char)

int
main (void)
{
  if (differ_begin ())
    return 1;
  test_float (&float_sx, &float_sy);
  test_int (&int_sx, &int_sy);
  test_uint (&uint_sx, &uint_sy);
  test_short (&short_sx, &short_sy);
  test_char (&char_sx, &char_sy);
  return differ_end ();
}
