/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Overflow built-ins with per-CPU operands and results: the stored value and
   the flag are those of a plain variable.  */
/* { dg-do run } */
/* { dg-additional-options "-fplugin-arg-percpu-check-then-act=off" } */

#include "differ.h"

#define ADD_OF(l, v)	__builtin_add_overflow (l, v, &(l))
#define SUB_OF(l, v)	__builtin_sub_overflow (l, v, &(l))
#define MUL_OF(l, v)	__builtin_mul_overflow (l, v, &(l))
#define ADD_SECOND(l, v) __builtin_add_overflow (v, l, &(l))
#define SUB_SECOND(l, v) __builtin_sub_overflow (v, l, &(l))
#define MUL_BOTH(l, v)	__builtin_mul_overflow (l, l, &(l))
#define ADD_SUM(l, v)	__builtin_add_overflow ((l) + 1LL, v, &(l))
#define ADD_ONE(l, v)	__builtin_add_overflow (l, 1, &(l))
#define SUB_HUGE(l, v)	__builtin_sub_overflow (l, 1ULL << 63, &(l))
#define NONE(l, v)	__builtin_mul_overflow (1, 3, &(l))
#define NOT_OF(l, v)	(!__builtin_add_overflow (l, v, &(l)))
#define CHOOSE(l, v)	(__builtin_sub_overflow (l, v, &(l)) ? (long) (l) : 7L)
#define FLAG(l, v)	__builtin_add_overflow_p (l, v, (short) 0)
#define MUL_FLAG(l, v)	(__builtin_mul_overflow_p (l, v, a) + 0L)
/* The macros of <stdckdint.h>, which the compiler provides.  */
#define CKD_ADD(l, v)	((_Bool) __builtin_add_overflow ((l), (v), (&(l))))

#define ALL(x, y)							\
  do									\
    {									\
      DIFFER_ACCESSES (x, y);						\
      DIFFER (x, y, ADD_OF);						\
      DIFFER (x, y, SUB_OF);						\
      DIFFER (x, y, MUL_OF);						\
      DIFFER (x, y, ADD_SECOND);					\
      DIFFER (x, y, SUB_SECOND);					\
      DIFFER (x, y, MUL_BOTH);						\
      DIFFER (x, y, ADD_SUM);						\
      DIFFER (x, y, ADD_ONE);						\
      DIFFER (x, y, SUB_HUGE);						\
      DIFFER (x, y, NONE);						\
      DIFFER (x, y, NOT_OF);						\
      DIFFER (x, y, CHOOSE);						\
      DIFFER (x, y, FLAG);						\
      DIFFER (x, y, MUL_FLAG);						\
      DIFFER (x, y, CKD_ADD);						\
    }									\
  while (0)

#define TYPE(NAME, T)							\
  DIFFER_OBJECTS (NAME, T)						\
  static volatile struct NAME##_s NAME##_sy;				\
									\
  static __attribute__ ((noipa)) void					\
  NAME (T __percpu *px, volatile T *py, int i)				\
  {									\
    DIFFER_FOR (T, T) ALL (NAME##_x, NAME##_y);				\
    DIFFER_FOR (T, long) ALL (*px, *py);				\
    DIFFER_FOR (T, unsigned long) ALL (NAME##_vx, NAME##_y);		\
    DIFFER_FOR (T, int) ALL (NAME##_sx.a[i], NAME##_sy.a[i]);		\
    DIFFER_FOR (T, unsigned char) ALL (px[i], py[i]);			\
  }

TYPE (t_char, signed char)
TYPE (t_uchar, unsigned char)
TYPE (t_short, short)
TYPE (t_int, int)
TYPE (t_uint, unsigned int)
TYPE (t_long, long)
TYPE (t_ulong, unsigned long)
TYPE (t_llong, long long)

#define RUN(NAME)	NAME (&NAME##_sx.a[0], &NAME##_sy.a[0], 1)

/* The result in a variable of another type; arguments that have effects.  */

static __attribute__ ((percpu)) short narrow;
static __attribute__ ((percpu)) long wide;
static int calls;

static __attribute__ ((noipa)) long
call (long v)
{
  calls++;
  return v;
}

static __attribute__ ((noipa)) unsigned int
elsewhere (void)
{
  short plain = 0;
  unsigned int bad = 0;
  long index = 0;
  short __percpu *p = &narrow;

  wide = 40000;
  bad += !__builtin_add_overflow (wide, 1, &narrow) || narrow != (short) 40001;
  bad += __builtin_add_overflow (wide, narrow, &plain)
	 || plain != (short) (40000 + (short) 40001);
  bad += __builtin_mul_overflow (narrow, call (-2), &wide)
	 || wide != -2L * (short) 40001;
  bad += __builtin_sub_overflow (wide, call (1), &wide)
	 || wide != -2L * (short) 40001 - 1;
  narrow = 32767;
  bad += !__builtin_add_overflow (*p, call (1), p + index++)
	 || narrow != -32768;
  bad += calls != 3 || index != 1;
  return bad;
}

int
main (void)
{
  if (differ_begin ())
    return 1;
  RUN (t_char);
  RUN (t_uchar);
  RUN (t_short);
  RUN (t_int);
  RUN (t_uint);
  RUN (t_long);
  RUN (t_ulong);
  RUN (t_llong);
  differ_failures += elsewhere ();
  return differ_end ();
}
