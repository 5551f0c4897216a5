/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Operators on _Bool: the result is whether the value is nonzero, never its low
   bits; ++ sets and -- toggles.  */
/* { dg-do run } */

#include "differ.h"

struct flags { char before; _Bool m; _Bool a[3]; };

static __attribute__ ((percpu)) _Bool x;
static __attribute__ ((percpu)) struct flags sx;
static volatile _Bool y;
static volatile struct flags sy;

#define OPERATORS(x, y)							\
  do									\
    {									\
      int count = (unsigned int) v % 32;				\
      DIFFER (x, y, ASSIGN);						\
      DIFFER (x, y, ADD);						\
      DIFFER (x, y, SUB);						\
      DIFFER (x, y, MUL);						\
      if (v != 0)							\
	{								\
	  DIFFER (x, y, DIV);						\
	  DIFFER (x, y, MOD);						\
	}								\
      DIFFER (x, y, AND);						\
      DIFFER (x, y, IOR);						\
      DIFFER (x, y, XOR);						\
      DIFFER (x, y, SHL);						\
      DIFFER (x, y, SHR);						\
      DIFFER (x, y, PREINC);						\
      DIFFER (x, y, PREDEC);						\
      DIFFER (x, y, POSTINC);						\
      DIFFER (x, y, POSTDEC);						\
      DIFFER (x, y, ADD_NEG);						\
      DIFFER (x, y, ADD_LESS);						\
      DIFFER (x, y, SUB_NOT);						\
      DIFFER (x, y, ADD_LEFT);						\
      DIFFER (x, y, ADD_TWICE);						\
      DIFFER (x, y, SUB_FROM);						\
      DIFFER (x, y, NEG);						\
      DIFFER (x, y, TRUTH);						\
      DIFFER (x, y, LESS);						\
      DIFFER (x, y, AND_ADD);						\
      DIFFER (x, y, ADD_AND);						\
      DIFFER (x, y, XOR_XOR);						\
      DIFFER (x, y, MUL_SELF);						\
      DIFFER (x, y, ADD_SELF);						\
      DIFFER (x, y, SUB_SELF);						\
      DIFFER (x, y, SELECT);						\
      DIFFER (x, y, NARROW);						\
      DIFFER (x, y, AND_CHAR);						\
      DIFFER (x, y, IOR_CHAR);						\
      DIFFER (x, y, XOR_SHORT);						\
      DIFFER (x, y, AND_BOTH);						\
      DIFFER (x, y, OR_BOTH);						\
      DIFFER (x, y, NOT_EQUAL);						\
      DIFFER (x, y, ADD_CONST, 1);					\
      DIFFER (x, y, SUB_CONST, 1);					\
      DIFFER (x, y, AND_CONST, 1);					\
      DIFFER (x, y, AND_CONST, 2);					\
      DIFFER (x, y, IOR_CONST, 2);					\
      DIFFER (x, y, XOR_CONST, 1);					\
      DIFFER (x, y, XOR_CONST, 2);					\
      DIFFER (x, y, XOR_CONST, 256);					\
      DIFFER (x, y, MUL_CONST, 3);					\
    }									\
  while (0)

#define AND_BOTH(l, v)	(l = l && v)
#define OR_BOTH(l, v)	(l = v || l)
#define NOT_EQUAL(l, v)	(l = l != v)

/* Through lvalues of every kind, with operands of every kind.  */

static __attribute__ ((noipa)) void
ways (_Bool __percpu *px, volatile _Bool *py, int i)
{
  DIFFER_FOR (_Bool, _Bool)
    {
      DIFFER_ACCESSES (x, y);
      DIFFER_ACCESSES (*px, *py);
      DIFFER_ACCESSES (sx.a[i], sy.a[i]);
      DIFFER_ACCESSES (sx.m, sy.m);
    }
  DIFFER_FOR (_Bool, _Bool) OPERATORS (x, y);
  DIFFER_FOR (_Bool, int) OPERATORS (x, y);
  DIFFER_FOR (_Bool, unsigned char) OPERATORS (x, y);
  DIFFER_FOR (_Bool, long) OPERATORS (x, y);
  DIFFER_FOR (_Bool, int) OPERATORS (*px, *py);
  DIFFER_FOR (_Bool, int) OPERATORS (sx.a[i], sy.a[i]);
}

/* Floating operands are converted by value, too: 0.5 is true.  */

static __attribute__ ((noipa)) void
floating (void)
{
  static const volatile double operands[]
    = { 0, -0.0, 0.5, 1, -1, 256, 1e300, __builtin_inf () };

  for (unsigned int i = 0; i < 2; i++)
    for (unsigned int j = 0; j < sizeof operands / sizeof operands[0]; j++)
      {
	_Bool a = i;
	double v = operands[j];

	DIFFER (x, y, ASSIGN);
	DIFFER (x, y, ADD);
	DIFFER (x, y, SUB);
	DIFFER (x, y, MUL);
	DIFFER (sx.m, sy.m, ADD);
      }
}

int
main (void)
{
  if (differ_begin ())
    return 1;
  ways (&sx.m, &sy.m, 1);
  floating ();
  return differ_end ();
}
