/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* The overflow built-ins for one type, with per-CPU operands and results: the
   stored value and the flag are those of a plain variable.  Plain results in
   the same unit are not affected.  */
/* { dg-additional-options "-fplugin-arg-percpu-check-then-act=off" } */

#include "differ.h"

#define ADD_OF(l, v, X)		__builtin_##X##_overflow (l, v, &(l))
#define SECOND(l, v, X)		__builtin_##X##_overflow (v, l, &(l))
#define CONVERTED(l, v, X)						\
  __builtin_##X##_overflow ((l) / 2 + 1.0, 'a', &(l))
#define NEITHER(l, v, X)	__builtin_##X##_overflow (v, -1, &(l))
#define CHOOSE(l, v, X)							\
  (__builtin_##X##_overflow (l, v, &(l)) ? 7L : (long) (l))
#define ADDRESS(l, v, X)	__builtin_##X##_overflow (l, v, 1 + &(l) - 1)

#define ALL(x, y, X)							\
  do									\
    {									\
      DIFFER (x, y, ADD_OF, X);						\
      DIFFER (x, y, SECOND, X);						\
      DIFFER (x, y, CONVERTED, X);					\
      DIFFER (x, y, NEITHER, X);					\
      DIFFER (x, y, CHOOSE, X);						\
      DIFFER (x, y, ADDRESS, X);					\
    }									\
  while (0)

#define TYPE(S, L, T)							\
  static __attribute__ ((percpu)) T S##L##_x, S##L##_a[3];		\
  static T S##L##_y, S##L##_b[3];					\
									\
  static __attribute__ ((noipa)) void					\
  S##L (T __percpu *px, T *py, int i)					\
  {									\
    DIFFER_FOR (T, T)							\
      {									\
	DIFFER_ACCESSES (S##L##_x, S##L##_y);				\
	DIFFER_ACCESSES (px[i], py[i]);					\
	DIFFER_ACCESSES (S##L##_a[i], S##L##_b[i]);			\
      }									\
    DIFFER_FOR (T, T) ALL (S##L##_x, S##L##_y, S##add##L);		\
    DIFFER_FOR (T, T) ALL (S##L##_x, S##L##_y, S##sub##L);		\
    DIFFER_FOR (T, T) ALL (S##L##_x, S##L##_y, S##mul##L);		\
    DIFFER_FOR (T, T) ALL (px[i], py[i], S##add##L);			\
    DIFFER_FOR (T, T) ALL (S##L##_a[i], S##L##_b[i], S##mul##L);	\
  }

TYPE (s, , int)
TYPE (s, l, long)
TYPE (s, ll, long long)
TYPE (u, , unsigned int)
TYPE (u, l, unsigned long)
TYPE (u, ll, unsigned long long)

#define RUN(NAME)	NAME (NAME##_a, NAME##_b, 1)

int
main (void)
{
  if (differ_begin ())
    return 1;
  RUN (s);
  RUN (sl);
  RUN (sll);
  RUN (u);
  RUN (ul);
  RUN (ull);
  return differ_end ();
}
