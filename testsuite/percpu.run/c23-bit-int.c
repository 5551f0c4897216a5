/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* A _BitInt of at most 64 bits, of any width, is accessed and updated by one
   operation, with the same results as a plain variable.  The objects beside it
   do not change.  */
/* { dg-require feature bitint } */
/* { dg-additional-options "-std=gnu2x -Wall -Wextra -fwrapv" } */
/* { dg-additional-options "-fplugin-arg-percpu-tearing=error" } */

#include "../lib/check.h"
#include <percpu.h>

static unsigned int cpu;

#define ADD(l) (l += v)
#define SUB(l) (l -= v)
#define AND(l) (l &= v)
#define IOR(l) (l |= v)
#define XOR(l) (l ^= v)
#define MUL(l) (l *= v)
#define DIV(l) (l /= (v > 0 ? v : one))
#define SHL(l) (l <<= n)
#define SHR(l) (l >>= n)
#define INC(l) (++l)
#define DEC(l) (--l)
#define OLD_INC(l) (l++)
#define OLD_DEC(l) (l--)
#define NOT(l) (l = ~l)
#define NEG(l) (l = -l)
#define LESS(l) (l = v - l)
#define CHOOSE(l) (l = l < v ? l + v : l - v)

/* The value and the object after EXPR on the per-CPU object X and on the plain
   object Y are equal.  */
#define SAME(x, y, EXPR)						\
  do									\
    {									\
      x = a;								\
      y = a;								\
      __auto_type value_x = EXPR (x);					\
      __auto_type value_y = EXPR (y);					\
      EXPECT (value_x == value_y && x == y);				\
      x = a;								\
      y = a;								\
      (void) EXPR (x);							\
      (void) EXPR (y);							\
      EXPECT (x == y);							\
    }									\
  while (0)

#define ALL(x, y)							\
  do									\
    {									\
      SAME (x, y, ADD); SAME (x, y, SUB); SAME (x, y, AND);		\
      SAME (x, y, IOR); SAME (x, y, XOR); SAME (x, y, MUL);		\
      SAME (x, y, DIV); SAME (x, y, SHL); SAME (x, y, SHR);		\
      SAME (x, y, INC); SAME (x, y, DEC); SAME (x, y, OLD_INC);		\
      SAME (x, y, OLD_DEC); SAME (x, y, NOT); SAME (x, y, NEG);		\
      SAME (x, y, LESS); SAME (x, y, CHOOSE);				\
    }									\
  while (0)

#define WIDTH(NAME, T, BITS)						\
static __attribute__ ((percpu)) struct					\
{									\
  unsigned char before;							\
  T m, a[3];								\
  unsigned char after;							\
} NAME;									\
static __attribute__ ((percpu)) T x_##NAME;				\
									\
static void								\
test_##NAME (long long first, long long second, int i)			\
{									\
  T a = (T) first, v = (T) second, one = 1;			\
  int n = (int) (second & 63) % BITS;					\
  T y;									\
									\
  ALL (x_##NAME, y);							\
  NAME.before = NAME.after = 0x55;					\
  NAME.a[0] = a;							\
  NAME.a[2] = v;							\
  SAME (NAME.m, y, ADD);						\
  SAME (NAME.a[i], y, SUB);						\
  SAME (NAME.a[i], y, OLD_INC);						\
  SAME (NAME.a[i], y, NOT);						\
  EXPECT (NAME.before == 0x55 && NAME.after == 0x55);			\
  EXPECT (NAME.a[0] == a && NAME.a[2] == v);				\
									\
  T __percpu *p = &NAME.a[i];						\
  T seen = v;								\
  *p = a;								\
  EXPECT (percpu_xchg (*p, v) == a && *p == v);				\
  EXPECT (percpu_try_cmpxchg (*p, &seen, a) && *p == a);		\
  EXPECT (percpu_cmpxchg (*p, a, v) == a && *p == v);			\
  percpu_max (*p, a);							\
  EXPECT (*p == (a > v ? a : v));					\
  *p = v;								\
  percpu_min (*p, a);							\
  EXPECT (*p == (a < v ? a : v));					\
  /* The plain instance has the same value.  */				\
  *percpu_ptr (p, cpu) = a;				\
  EXPECT (*p == a);							\
  *p += v;								\
  EXPECT (*percpu_ptr (p, cpu) == (T) (a + v));	\
}

#define UNSIGNED(BITS) WIDTH (u##BITS, unsigned _BitInt (BITS), BITS)
#define SIGNED(BITS) WIDTH (s##BITS, _BitInt (BITS), BITS)

UNSIGNED (1)
UNSIGNED (2)
UNSIGNED (7)
UNSIGNED (8)
UNSIGNED (9)
UNSIGNED (17)
UNSIGNED (31)
UNSIGNED (33)
UNSIGNED (63)
UNSIGNED (64)
SIGNED (2)
SIGNED (5)
SIGNED (13)
SIGNED (16)
SIGNED (24)
SIGNED (32)
SIGNED (33)
SIGNED (47)
SIGNED (63)

int
main (void)
{
  static const long long values[]
    = { 0, 1, -1, 2, 0x55, 0x7fff, 0x12345678, -0x1234567890abcdefLL,
	0x7fffffffffffffffLL };

  cpu = percpu_cpu_next (0);
  if (percpu_bind (cpu) != 0)
    return 1;
  for (unsigned int i = 0; i < sizeof values / sizeof values[0]; i++)
    for (unsigned int j = 0; j < sizeof values / sizeof values[0]; j++)
      {
	long long a = values[i], v = values[j];

	test_u1 (a, v, 1);
	test_u2 (a, v, 1);
	test_u7 (a, v, 1);
	test_u8 (a, v, 1);
	test_u9 (a, v, 1);
	test_u17 (a, v, 1);
	test_u31 (a, v, 1);
	test_u33 (a, v, 1);
	test_u63 (a, v, 1);
	test_u64 (a, v, 1);
	test_s2 (a, v, 1);
	test_s5 (a, v, 1);
	test_s13 (a, v, 1);
	test_s16 (a, v, 1);
	test_s24 (a, v, 1);
	test_s32 (a, v, 1);
	test_s33 (a, v, 1);
	test_s47 (a, v, 1);
	test_s63 (a, v, 1);
      }
  return check_failures != 0;
}
