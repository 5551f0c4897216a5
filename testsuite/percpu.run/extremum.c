/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* percpu_max and percpu_min: the object's new value and the old value that they
   return are those of a plain comparison, in all types, through all kinds of
   lvalues.  */
/* { dg-do run } */
/* { dg-additional-options "-fplugin-arg-percpu-check-then-act=off" } */

#include "differ.h"

/* The same with a plain object.  V is converted first.  */

#define PLAIN(OP, l, v)							\
  __extension__ ({							\
    __typeof__ (a) plain_v = v, plain_old = (l);			\
    if (plain_v OP plain_old)						\
      (l) = plain_v;							\
    plain_old;								\
  })

#define COMPARE(OP, FUNCTION, x, y, V)					\
  do									\
    {									\
      static const struct differ_site differ_this			\
	= { __LINE__, #FUNCTION " on " #x, sizeof a, sizeof (V) };	\
      __auto_type shown = V;						\
      differ_start (&differ_this, (unsigned char __percpu *) &(x), &(y), \
		    &a, &shown);					\
      __typeof__ (a) old_x = FUNCTION (x, V);				\
      __typeof__ (a) old_y = PLAIN (OP, y, V);				\
      differ_used (&old_x, &old_y, sizeof old_y);			\
      FUNCTION (x, V);							\
      differ_unused ();							\
    }									\
  while (0)

#define BOTH(x, y, V)							\
  do									\
    {									\
      COMPARE (>, percpu_max, x, y, V);					\
      COMPARE (<, percpu_min, x, y, V);					\
    }									\
  while (0)

#define TYPE(NAME, T)							\
  DIFFER_OBJECTS (NAME, T)						\
									\
  static __attribute__ ((noipa)) void					\
  NAME##_one (T __percpu *p, struct NAME##_s __percpu *s, T a, T v, int i) \
  {									\
    DIFFER_ACCESSES (NAME##_x, NAME##_y);				\
    DIFFER_ACCESSES (NAME##_vx, NAME##_y);				\
    DIFFER_ACCESSES (NAME##_sx.a[i], NAME##_y);				\
    DIFFER_ACCESSES (*p, NAME##_y);					\
    DIFFER_ACCESSES (s->m, NAME##_y);					\
    BOTH (NAME##_x, NAME##_y, v);					\
    BOTH (NAME##_vx, NAME##_y, v);					\
    BOTH (NAME##_sx.a[i], NAME##_y, v);					\
    BOTH (*p, NAME##_y, v);						\
    BOTH (s->m, NAME##_y, v);						\
    BOTH (NAME##_x, NAME##_y, 5);					\
    BOTH (NAME##_x, NAME##_y, 0);					\
  }

#define INTEGER(NAME, T)						\
  TYPE (NAME, T)							\
									\
  static __attribute__ ((noipa)) void					\
  NAME (struct NAME##_s __percpu *s)					\
  {									\
    DIFFER_FOR (T, T)							\
      NAME##_one (&NAME##_sx.a[1], s, a, v, 2);				\
    DIFFER_FOR (T, long)						\
      BOTH (NAME##_x, NAME##_y, v);					\
    DIFFER_FOR (T, unsigned long)					\
      BOTH (NAME##_x, NAME##_y, v);					\
    DIFFER_FOR (T, int)							\
      BOTH (NAME##_x, NAME##_y, v);					\
  }

INTEGER (t_char, char)
INTEGER (t_schar, signed char)
INTEGER (t_uchar, unsigned char)
INTEGER (t_short, short)
INTEGER (t_ushort, unsigned short)
INTEGER (t_int, int)
INTEGER (t_uint, unsigned int)
INTEGER (t_long, long)
INTEGER (t_ulong, unsigned long)

TYPE (t_float, float)
TYPE (t_double, double)

static const volatile double numbers[]
  = { 0.0, -0.0, 1.0, -1.0, 0.5, 1e30, -1e-30, __builtin_inf (),
      -__builtin_inf (), __builtin_nan (""), -__builtin_nan ("") };

enum { NUMBERS = sizeof numbers / sizeof *numbers };

/* Every argument is evaluated once; a _Bool, a pointer, an enum.  */

static __attribute__ ((percpu)) bool flag;
static __attribute__ ((percpu)) int *pointer, calls_made[4];
static __attribute__ ((percpu)) enum color { RED, GREEN, BLUE } color;

static __attribute__ ((noipa)) unsigned int
others (void)
{
  static int plain[4];
  int calls = 0, i = 0;
  unsigned int bad = 0;
  int __percpu *p = calls_made;

  bad += percpu_max (flag, 2) || !flag;
  bad += !percpu_min (flag, 0) || flag;
  pointer = plain + 1;
  bad += percpu_max (pointer, plain + 3) != plain + 1 || pointer != plain + 3;
  bad += percpu_min (pointer, plain) != plain + 3 || pointer != plain;
  bad += percpu_max (color, BLUE) != RED || color != BLUE;
  bad += percpu_min (color, GREEN) != BLUE || color != GREEN;
  calls_made[1] = 3;
  bad += percpu_max (p[++i], ++calls + 4) != 3 || i != 1 || calls != 1
	 || calls_made[1] != 5;
  bad += percpu_max (calls_made[0], percpu_max (calls_made[1], 9)) != 0
	 || calls_made[0] != 5 || calls_made[1] != 9;
  return bad;
}

#define RUN(NAME)	NAME (&NAME##_sx)

int
main (void)
{
  if (differ_begin ())
    return 1;
  RUN (t_char);
  RUN (t_schar);
  RUN (t_uchar);
  RUN (t_short);
  RUN (t_ushort);
  RUN (t_int);
  RUN (t_uint);
  RUN (t_long);
  RUN (t_ulong);
  for (int i = 0; i < NUMBERS; i++)
    for (int j = 0; j < NUMBERS; j++)
      {
	t_float_one (&t_float_sx.a[1], &t_float_sx, numbers[i], numbers[j], 2);
	t_double_one (&t_double_sx.a[1], &t_double_sx, numbers[i], numbers[j],
		      2);
      }
  differ_failures += others ();
  return differ_end ();
}
