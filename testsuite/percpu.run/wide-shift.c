/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* A variable that is shifted in a type wider than its own: C allows counts
   beyond the width of the variable, of which an instruction of the variable's
   width would use only some bits.  */
/* { dg-do run } */

#include "differ.h"

#define LEFT(l, v)	(l = (__typeof__ (a)) ((long) (l) << v))
#define LEFT_UNSIGNED(l, v) (l = (__typeof__ (a)) ((unsigned long) (l) << v))
#define RIGHT(l, v)	(l = (__typeof__ (a)) ((long) (l) >> v))
#define RIGHT_UNSIGNED(l, v) (l = (__typeof__ (a)) ((unsigned long) (l) >> v))
#define RIGHT_ZEROS(l, v)						\
  (l = (__typeof__ (a)) ((unsigned long) (unsigned int) (l) >> v))
#define INT_LEFT(l, v)	(l = (__typeof__ (a)) ((unsigned int) (l) << (v & 31)))
#define INT_RIGHT(l, v)	(l = (__typeof__ (a)) ((int) (l) >> (v & 31)))
#define LEFT_FORTY(l, v) (l = (__typeof__ (a)) ((unsigned long) (l) << 40))

#define TYPE(NAME, T)							\
  static __attribute__ ((percpu)) T NAME##_x;				\
  static volatile T NAME##_y;						\
									\
  static __attribute__ ((noipa)) void					\
  NAME (int v)								\
  {									\
    for (unsigned int i = 0; i < DIFFER_N; i++)				\
      {									\
	T a = (T) differ_values[i];					\
	DIFFER_ACCESSES (NAME##_x, NAME##_y);				\
	DIFFER (NAME##_x, NAME##_y, LEFT);				\
	DIFFER (NAME##_x, NAME##_y, LEFT_UNSIGNED);			\
	DIFFER (NAME##_x, NAME##_y, RIGHT);				\
	DIFFER (NAME##_x, NAME##_y, RIGHT_UNSIGNED);			\
	DIFFER (NAME##_x, NAME##_y, RIGHT_ZEROS);			\
	DIFFER (NAME##_x, NAME##_y, INT_LEFT);				\
	DIFFER (NAME##_x, NAME##_y, INT_RIGHT);				\
	DIFFER (NAME##_x, NAME##_y, LEFT_FORTY);			\
      }									\
  }

TYPE (t_char, signed char)
TYPE (t_uchar, unsigned char)
TYPE (t_short, short)
TYPE (t_ushort, unsigned short)
TYPE (t_int, int)
TYPE (t_uint, unsigned int)
TYPE (t_long, long)

int
main (void)
{
  if (differ_begin ())
    return 1;
  for (volatile int count = 0; count < 64; count++)
    {
      t_char (count);
      t_uchar (count);
      t_short (count);
      t_ushort (count);
      t_int (count);
      t_uint (count);
      t_long (count);
    }
  return differ_end ();
}
