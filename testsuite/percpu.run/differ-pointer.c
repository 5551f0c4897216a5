/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Per-CPU pointers: arithmetic counts in elements of any size.  */
/* { dg-do run } */
/* { dg-require constant-addresses } */

#include "differ.h"

struct odd { char bytes[7]; };

#define POINTERS(x, y)							\
  do									\
    {									\
      DIFFER_ACCESSES (x, y);						\
      DIFFER (x, y, ADD);						\
      DIFFER (x, y, SUB);						\
      DIFFER (x, y, PREINC);						\
      DIFFER (x, y, PREDEC);						\
      DIFFER (x, y, POSTINC);						\
      DIFFER (x, y, POSTDEC);						\
      DIFFER (x, y, ADD_LONG);						\
      DIFFER (x, y, ADD_LEFT);						\
      DIFFER (x, y, ADD_NEG);						\
      DIFFER (x, y, SUB_ADD);						\
      DIFFER (x, y, ADD_CONST, 5);					\
      DIFFER (x, y, SUB_CONST, 1);					\
    }									\
  while (0)

#define POINTER_TYPE(NAME, T)						\
  struct NAME##_s { char before; T *m; T *a[3]; };			\
  static __attribute__ ((percpu)) struct NAME##_s NAME##_sx;		\
  static T *__attribute__ ((percpu)) NAME##_x;				\
  static volatile struct NAME##_s NAME##_sy;				\
  static T *volatile NAME##_y;						\
									\
  static __attribute__ ((noipa)) void					\
  NAME (T *__percpu *px, T *volatile *py, int i)			\
  {									\
    static T array[16];							\
    static const volatile int counts[] = { 0, 1, -1, 3, -4 };		\
									\
    for (unsigned int j = 0; j < 5; j++)				\
      {									\
	T *a = &array[8];						\
	int v = counts[j];						\
									\
	POINTERS (NAME##_x, NAME##_y);					\
	POINTERS (NAME##_sx.m, NAME##_sy.m);				\
	POINTERS (NAME##_sx.a[i], NAME##_sy.a[i]);			\
	POINTERS (*px, *py);						\
	{								\
	  long v = counts[j];						\
	  POINTERS (NAME##_x, NAME##_y);				\
	}								\
	{								\
	  unsigned char v = counts[j] & 3;				\
	  POINTERS (NAME##_x, NAME##_y);				\
	}								\
	{								\
	  T *v = &array[j];						\
	  DIFFER (NAME##_x, NAME##_y, ASSIGN);				\
	  DIFFER (NAME##_sx.a[i], NAME##_sy.a[i], ASSIGN);		\
	}								\
	NAME##_x = a;							\
	NAME##_y = a;							\
	if (NAME##_x - array != 8					\
	    || NAME##_x != NAME##_y					\
	    || !NAME##_x						\
	    || NAME##_x < array						\
	    || NAME##_x++ != NAME##_y++					\
	    || &NAME##_x[-1] != a)					\
	  differ_failures++;						\
      }									\
  }

POINTER_TYPE (characters, char)
POINTER_TYPE (longs, long)
POINTER_TYPE (odds, struct odd)
POINTER_TYPE (voids, void *)

/* A pointer on every CPU that points to per-CPU data.  */

static __attribute__ ((percpu)) int slots[4] = { 10, 20, 30, 40 };
static int __percpu *__attribute__ ((percpu)) cursor = &slots[1];

static __attribute__ ((noipa)) int
walk (void)
{
  int sum = *cursor++;			/* 20 */

  sum += cursor[1];			/* 40 */
  *cursor += 5;				/* 35 */
  *--cursor -= 1;			/* 19 */
  cursor--;
  return sum + cursor[0] + slots[1] + slots[2] + (cursor == slots);
}

int
main (void)
{
  if (differ_begin ())
    return 1;
  characters (&characters_sx.a[2], &characters_sy.a[2], 1);
  longs (&longs_sx.a[2], &longs_sy.a[2], 1);
  odds (&odds_sx.a[2], &odds_sy.a[2], 1);
  voids (&voids_sx.a[2], &voids_sy.a[2], 1);
  if (walk () != 20 + 40 + 10 + 19 + 35 + 1)
    differ_failures++;
  return differ_end ();
}
