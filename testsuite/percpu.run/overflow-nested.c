/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* An overflow built-in with a store, in an operand of another update that reads
   the same per-CPU variable: it is evaluated once, before the update, with the
   value that the variable has then.  */
/* { dg-do run } */
/* { dg-additional-options "-fplugin-arg-percpu-check-then-act=off" } */

#include "differ.h"

static __attribute__ ((percpu)) signed char x;
static __attribute__ ((percpu)) volatile signed char vx;
static __attribute__ ((percpu)) long l;
static signed char y, vy, small, plain_small;
static long k, q, r;

#define MUL_SUB(x, l)							\
  __builtin_mul_overflow (x, __builtin_sub_overflow (x, l, &(l)), &(x))
#define SUB_MUL(x, l)							\
  __builtin_sub_overflow (__builtin_mul_overflow (l, x, &(l)), x, &(x))
#define ADD_SMALL(x, l)							\
  __builtin_add_overflow (x, __builtin_add_overflow (x, 100, &(l)), &(x))
#define CONSTANT(x, l)							\
  __builtin_mul_overflow (3, __builtin_add_overflow (x, l, &(l)), &(x))
#define ASSIGNED(x, l)	(x = __builtin_add_overflow (x, l, &(l)))
#define TIMES(x, l)	(x *= 1 + __builtin_add_overflow (x, l, &(l)))
#define THRICE(x, l)							\
  __builtin_add_overflow						\
    (x, __builtin_mul_overflow (x, __builtin_sub_overflow (x, 5, &(l)),	\
				&(l)), &(x))

/* X and L are per-CPU variables or, as far as one is not, plain, and Y and K
   are plain.  */
#define COMPARE(F, x, y, l, k)						\
  do									\
    {									\
      x = y = a;							\
      l = k = v;							\
      long flag = F (x, l);						\
      long expected = F (y, k);						\
      if (flag != expected || x != y || l != k)				\
	__builtin_abort ();						\
    }									\
  while (0)

#define ALL(x, y, l, k)							\
  do									\
    {									\
      COMPARE (MUL_SUB, x, y, l, k);					\
      COMPARE (SUB_MUL, x, y, l, k);					\
      COMPARE (ADD_SMALL, x, y, l, k);					\
      COMPARE (CONSTANT, x, y, l, k);					\
      COMPARE (ASSIGNED, x, y, l, k);					\
      COMPARE (TIMES, x, y, l, k);					\
      COMPARE (THRICE, x, y, l, k);					\
    }									\
  while (0)

static __attribute__ ((noipa)) void
variables (int a, long v)
{
  ALL (x, y, l, k);
  ALL (vx, vy, l, k);
}

static __attribute__ ((noipa)) void
plain_results (int a, long v)
{
  ALL (x, y, q, r);
  ALL (x, y, small, plain_small);
}

static __attribute__ ((noipa)) void
pointers (signed char __percpu *p, long __percpu *s, int a, long v)
{
  ALL (*p, y, *s, k);
}

int
main (void)
{
  static const long operands[] = { 0, 1, -1, 3, 100, -128, 1L << 62 };

  if (differ_begin ())
    return 1;
  for (int a = -128; a < 128; a += 5)
    for (unsigned int i = 0; i < sizeof operands / sizeof operands[0]; i++)
      {
	variables (a, operands[i]);
	plain_results (a, operands[i]);
	pointers (&x, &l, a, operands[i]);
      }
  return differ_end ();
}
