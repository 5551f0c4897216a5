/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Differential tests: an expression must have the same effect on a per-CPU
   object and on a plain one of the same type, and the same value.

     DIFFER (x, y, a, (L) += v)

   stores A into X and Y, evaluates the expression with X and with Y for L, and
   with X again without use of its value, and compares.  The expression is
   written once, as a macro of L: a test file defines the tables, and DIFFER_ALL
   applies the operators.

   The plain object is volatile, so that the compiler executes exactly what is
   written, and the values come from memory whose contents it does not know: a
   signed overflow, if there is one, wraps around on both sides.  */

#ifndef DIFFER_H
#define DIFFER_H 1

#include <percpu.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>

static unsigned int differ_failures, differ_count;

static void
differ_print (const char *what, const void *value, size_t size)
{
  const unsigned char *bytes = value;

  printf (" %s ", what);
  while (size--)
    printf ("%02x", bytes[size]);
}

/* Prints a failure if WHAT, of SIZE bytes, differs between X and Y.  */

static __attribute__ ((noinline)) void
differ_compare (int line, const char *text, const char *what, const void *a,
		const void *v, size_t v_size, const void *x, const void *y,
		size_t size)
{
  differ_count++;
  if (memcmp (x, y, size) == 0)
    return;
  if (++differ_failures > 50)
    return;
  printf ("%d: %s: %s:", line, text, what);
  differ_print ("before", a, size);
  differ_print ("v", v, v_size);
  differ_print ("got", x, size);
  differ_print ("expected", y, size);
  printf ("\n");
}

/* The next functions do what precedes and follows each expression.  The code of
   DIFFER is short because of them: most of the time of these tests is that of
   the compiler.  */

/* An expression: its line and its text, and the sizes of its object and of its
   operand.  */
struct differ_site
{
  int line;
  const char *text;
  size_t size, v_size;
};

/* The expression, the addresses of its objects and operands.  X is that of the
   instance on CPU 0, to which the thread is bound.  */
static const struct differ_site *differ_site;
static void *differ_x, *differ_y;
static const void *differ_a, *differ_v;

/* Begins with the expression SITE on X and Y: stores A into both.  */

static __attribute__ ((noipa, percpu_bound)) void
differ_start (const struct differ_site *site, unsigned char __percpu *x,
	      volatile void *y, const void *a, const void *v)
{
  differ_site = site;
  differ_x = percpu_this_ptr (x);
  differ_y = (void *) y;
  differ_a = a;
  differ_v = v;
  memcpy (differ_x, a, site->size);
  memcpy (differ_y, a, site->size);
}

/* Compares RX and RY, the values of the expression, of SIZE bytes, and then the
   objects, and stores A into X again.  */

static __attribute__ ((noipa)) void
differ_used (const void *rx, const void *ry, size_t size)
{
  differ_compare (differ_site->line, differ_site->text, "value", differ_a,
		  differ_v, differ_site->v_size, rx, ry, size);
  differ_compare (differ_site->line, differ_site->text, "object", differ_a,
		  differ_v, differ_site->v_size, differ_x, differ_y,
		  differ_site->size);
  memcpy (differ_x, differ_a, differ_site->size);
}

/* Compares the objects after the expression on X, whose value was not used.  Y
   is as the expression whose value was used has left it.  */

static __attribute__ ((noipa)) void
differ_unused (void)
{
  differ_compare (differ_site->line, differ_site->text, "object, unused",
		  differ_a, differ_v, differ_site->v_size, differ_x, differ_y,
		  differ_site->size);
}

/* EXPR is a macro of the object and of `v'; `a' and `v' are in scope.  */

#define DIFFER(x, y, EXPR, ...)						\
  do									\
    {									\
      static const struct differ_site differ_this			\
	= { __LINE__, #EXPR " on " #x, sizeof a, sizeof v };		\
      differ_start (&differ_this, (unsigned char __percpu *) &(x), &(y), \
		    &a, &v);						\
      __auto_type differ_rx = EXPR (x, v, ##__VA_ARGS__);		\
      __auto_type differ_ry = EXPR (y, v, ##__VA_ARGS__);		\
      differ_used (&differ_rx, &differ_ry, sizeof differ_ry);		\
      (void) EXPR (x, v, ##__VA_ARGS__);				\
      differ_unused ();							\
    }									\
  while (0)

/* A load and a store of X and Y.  */

#define DIFFER_ACCESSES(x, y)						\
  do									\
    {									\
      DIFFER (x, y, LOAD);						\
      DIFFER (x, y, STORE);						\
    }									\
  while (0)

/* The expressions.  */

#define LOAD(l, v)		__extension__ ({ __typeof__ (a) now = l; now; })
#define STORE(l, v)		(l = a)
#define ASSIGN(l, v)		(l = v)
#define ADD(l, v)		(l += v)
#define SUB(l, v)		(l -= v)
#define MUL(l, v)		(l *= v)
#define DIV(l, v)		(l /= v)
#define MOD(l, v)		(l %= v)
#define AND(l, v)		(l &= v)
#define IOR(l, v)		(l |= v)
#define XOR(l, v)		(l ^= v)
#define SHL(l, v)		(l <<= count)
#define SHR(l, v)		(l >>= count)
#define PREINC(l, v)		(++l)
#define PREDEC(l, v)		(--l)
#define POSTINC(l, v)		((l)++)
#define POSTDEC(l, v)		((l)--)
/* The operand with another width or signedness.  */
#define ADD_NEG(l, v)		(l += -v)
#define SUB_NEG(l, v)		(l -= -v)
#define ADD_NOT(l, v)		(l += ~v)
#define AND_NOT(l, v)		(l &= ~v)
#define ADD_UNSIGNED(l, v)	(l += (unsigned int) v)
#define ADD_NEG_UNSIGNED(l, v)	(l += -(unsigned int) v)
#define SUB_UNSIGNED(l, v)	(l -= (unsigned int) v)
#define AND_CHAR(l, v)		(l &= (signed char) v)
#define IOR_CHAR(l, v)		(l |= (unsigned char) v)
#define XOR_SHORT(l, v)		(l ^= (short) v)
#define ADD_LESS(l, v)		(l += v < 3)
#define SUB_NOT(l, v)		(l -= !v)
/* Written out.  */
#define ADD_LONG(l, v)		(l = l + v)
#define ADD_LEFT(l, v)		(l = v + l)
#define ADD_TWICE(l, v)		(l = v + l + 7)
#define SUB_ADD(l, v)		(l = l - v + 3)
#define SUB_FROM(l, v)		(l = v - l)
#define SUB_SUB(l, v)		(l = l - v - v)
#define NEG(l, v)		(l = -l)
#define NOT(l, v)		(l = ~l)
#define NEG_ADD(l, v)		(l = -l + v)
#define TRUTH(l, v)		(l = !l)
#define LESS(l, v)		(l = l < v)
#define AND_ADD(l, v)		(l = (l & 15) + v)
#define ADD_AND(l, v)		(l = (l + v) & 15)
#define XOR_XOR(l, v)		(l = l ^ v ^ 0x55)
#define MUL_SELF(l, v)		(l = l * l)
#define ADD_SELF(l, v)		(l += l)
#define SUB_SELF(l, v)		(l -= l)
#define AND_SELF_NEG(l, v)	(l &= -l)
#define SHL_ONE(l, v)		(l <<= 1)
#define MUL_FOUR(l, v)		(l = l * 4)
#define SELECT(l, v)		(l = l > v ? l : v)
#define NARROW(l, v)		(l = (signed char) (l + v))
#define NARROW_SHORT(l, v)	(l = (unsigned short) l + v)
#define NARROW_SHIFT(l, v)	(l = (unsigned char) l >> 1)
#define SHR_UNSIGNED(l, v)	(l = (unsigned int) l >> 3)
#define SHR_LONG(l, v)		(l = (long long) l >> count)
#define SHR_HIGH(l, v)		(l = (l + v) >> 1)
#define ADD_LONG_LONG(l, v)	(l = (long long) l + v)
/* Constants.  */
#define ADD_CONST(l, v, c)	(l += c)
#define SUB_CONST(l, v, c)	(l -= c)
#define AND_CONST(l, v, c)	(l &= c)
#define IOR_CONST(l, v, c)	(l |= c)
#define XOR_CONST(l, v, c)	(l ^= c)
#define MUL_CONST(l, v, c)	(l *= c)
#define DIV_CONST(l, v, c)	(l /= c)
#define MOD_CONST(l, v, c)	(l %= c)

/* Operators for numbers of every kind.  */

#define DIFFER_ARITHMETIC(x, y)						\
  do									\
    {									\
      DIFFER_ACCESSES (x, y);						\
      DIFFER (x, y, ASSIGN);						\
      DIFFER (x, y, ADD);						\
      DIFFER (x, y, SUB);						\
      DIFFER (x, y, MUL);						\
      DIFFER (x, y, PREINC);						\
      DIFFER (x, y, PREDEC);						\
      DIFFER (x, y, POSTINC);						\
      DIFFER (x, y, POSTDEC);						\
      DIFFER (x, y, ADD_LEFT);						\
      DIFFER (x, y, SUB_FROM);						\
    }									\
  while (0)

/* All operators with an operand, for objects X and Y of the integer type T with
   the initial value A and the operand V.  The smallest T and -1 are not
   divided.  */

#define DIFFER_OPERATORS(T, x, y)					\
  do									\
    {									\
      int count = (unsigned int) v % (sizeof (T) > 4 ? 64 : 32);	\
      DIFFER (x, y, ASSIGN);						\
      DIFFER (x, y, ADD);						\
      DIFFER (x, y, SUB);						\
      DIFFER (x, y, MUL);						\
      if (v != 0 && v + 1 != 0)						\
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
    }									\
  while (0)

#define DIFFER_UPDATES(x, y)						\
  do									\
    {									\
      DIFFER_ACCESSES (x, y);						\
      DIFFER (x, y, ADD);						\
      DIFFER (x, y, AND);						\
      DIFFER (x, y, MUL);						\
      DIFFER (x, y, PREDEC);						\
      DIFFER (x, y, POSTINC);						\
    }									\
  while (0)

#define DIFFER_SHAPES(T, x, y)						\
  do									\
    {									\
      int count = (unsigned int) v % (sizeof (T) > 4 ? 64 : 32);	\
      DIFFER (x, y, ADD_NEG);						\
      DIFFER (x, y, SUB_NEG);						\
      DIFFER (x, y, ADD_NOT);						\
      DIFFER (x, y, AND_NOT);						\
      DIFFER (x, y, ADD_UNSIGNED);					\
      DIFFER (x, y, ADD_NEG_UNSIGNED);					\
      DIFFER (x, y, SUB_UNSIGNED);					\
      DIFFER (x, y, AND_CHAR);						\
      DIFFER (x, y, IOR_CHAR);						\
      DIFFER (x, y, XOR_SHORT);						\
      DIFFER (x, y, ADD_LESS);						\
      DIFFER (x, y, SUB_NOT);						\
      DIFFER (x, y, ADD_LONG);						\
      DIFFER (x, y, ADD_LEFT);						\
      DIFFER (x, y, ADD_TWICE);						\
      DIFFER (x, y, SUB_ADD);						\
      DIFFER (x, y, SUB_FROM);						\
      DIFFER (x, y, SUB_SUB);						\
      DIFFER (x, y, NEG);						\
      DIFFER (x, y, NOT);						\
      DIFFER (x, y, NEG_ADD);						\
      DIFFER (x, y, TRUTH);						\
      DIFFER (x, y, LESS);						\
      DIFFER (x, y, AND_ADD);						\
      DIFFER (x, y, ADD_AND);						\
      DIFFER (x, y, XOR_XOR);						\
      DIFFER (x, y, MUL_SELF);						\
      DIFFER (x, y, ADD_SELF);						\
      DIFFER (x, y, SUB_SELF);						\
      DIFFER (x, y, AND_SELF_NEG);					\
      DIFFER (x, y, SHL_ONE);						\
      DIFFER (x, y, MUL_FOUR);						\
      DIFFER (x, y, SELECT);						\
      DIFFER (x, y, NARROW);						\
      DIFFER (x, y, NARROW_SHORT);					\
      DIFFER (x, y, NARROW_SHIFT);					\
      DIFFER (x, y, SHR_UNSIGNED);					\
      DIFFER (x, y, SHR_LONG);						\
      DIFFER (x, y, SHR_HIGH);						\
      DIFFER (x, y, ADD_LONG_LONG);					\
    }									\
  while (0)

#define DIFFER_CONSTANTS(T, x, y, c)					\
  do									\
    {									\
      DIFFER (x, y, ADD_CONST, c);					\
      DIFFER (x, y, SUB_CONST, c);					\
      DIFFER (x, y, AND_CONST, c);					\
      DIFFER (x, y, IOR_CONST, c);					\
      DIFFER (x, y, XOR_CONST, c);					\
      DIFFER (x, y, MUL_CONST, c);					\
      DIFFER (x, y, DIV_CONST, c);					\
      DIFFER (x, y, MOD_CONST, c);					\
    }									\
  while (0)

/* The limits of every integer type.  A narrower type gets the low bits.  */

static const volatile long long differ_values[]
  = { 0, 1, -1, 2, -2, 3, 5, 31, 100, 127, 128, -128, -129, 255, 256,
      0x7fff, 0x8000, -0x8000, 0xffff, 0x10000, 0x7fffffff, 0x80000000,
      -0x7fffffff - 1, 0xffffffff, 0x100000000, 0x7fffffffffffffff,
      -0x7fffffffffffffff - 1, 0x123456789abcdef0 };

#define DIFFER_N (sizeof differ_values / sizeof differ_values[0])

/* The initial values and the operands: all pairs of type T and V.  */

#define DIFFER_FOR(T, V)						\
  for (unsigned int differ_i = 0; differ_i < DIFFER_N; differ_i++)	\
    for (unsigned int differ_j = 0; differ_j < DIFFER_N; differ_j++)	\
      for (T a = (T) differ_values[differ_i], *differ_once = &a;	\
	   differ_once; differ_once = NULL)				\
	for (V v = (V) differ_values[differ_j], *differ_too = &v;	\
	     differ_too; differ_too = NULL)

/* The initial values alone, with an unused operand.  */

#define DIFFER_FOR_INITIAL(T)						\
  for (unsigned int differ_i = 0; differ_i < DIFFER_N; differ_i++)	\
    for (T a = (T) differ_values[differ_i], v = 0, *differ_once = &a;	\
	 differ_once; differ_once = NULL)

/* Objects of type T, called NAME: per-CPU ones and plain ones.  */

#define DIFFER_OBJECTS(NAME, T)						\
  struct NAME##_s { char before; T m; T a[3]; };			\
  static __attribute__ ((percpu)) T NAME##_x;				\
  static __attribute__ ((percpu)) volatile T NAME##_vx;			\
  static __attribute__ ((percpu)) struct NAME##_s NAME##_sx;		\
  static volatile T NAME##_y;

/* All tests for one integer type T, called NAME: objects that are reached in
   all ways, operands of other types and in other forms, and constants.  */

#define DIFFER_TYPE(NAME, T)						\
  struct NAME##_s { char before; T m; T a[3]; };			\
  static __attribute__ ((percpu)) T NAME##_x;				\
  static __attribute__ ((percpu)) T NAME##_ax[5];			\
  __attribute__ ((percpu)) struct NAME##_s NAME##_sx;			\
  static volatile T NAME##_y, NAME##_ay[5];				\
  static volatile struct NAME##_s NAME##_sy;				\
									\
  static __attribute__ ((noipa)) void					\
  NAME##_ways (T __percpu *px, volatile T *py,				\
	       struct NAME##_s __percpu *sx,				\
	       volatile struct NAME##_s *sy, int i)			\
  {									\
    DIFFER_FOR (T, T)							\
      {									\
	DIFFER_ACCESSES (NAME##_x, NAME##_y);				\
	DIFFER_OPERATORS (T, NAME##_x, NAME##_y);			\
	DIFFER_UPDATES (NAME##_sx.m, NAME##_sy.m);			\
	DIFFER_UPDATES (NAME##_ax[2], NAME##_ay[2]);			\
	DIFFER_UPDATES (NAME##_ax[i], NAME##_ay[i]);			\
	DIFFER_UPDATES (NAME##_sx.a[i], NAME##_sy.a[i]);		\
	DIFFER_UPDATES (*px, *py);					\
	DIFFER_UPDATES (px[i], py[i]);					\
	DIFFER_UPDATES (sx->m, sy->m);					\
      }									\
  }									\
									\
  static __attribute__ ((noipa)) void					\
  NAME##_operands (void)						\
  {									\
    DIFFER_FOR (T, int) DIFFER_OPERATORS (T, NAME##_x, NAME##_y);	\
    DIFFER_FOR (T, unsigned int) DIFFER_OPERATORS (T, NAME##_x, NAME##_y); \
    DIFFER_FOR (T, long) DIFFER_OPERATORS (T, NAME##_x, NAME##_y);	\
    DIFFER_FOR (T, _Bool)						\
      {									\
	DIFFER (NAME##_x, NAME##_y, ADD);				\
	DIFFER (NAME##_x, NAME##_y, SUB);				\
	DIFFER (NAME##_x, NAME##_y, XOR);				\
      }									\
  }									\
									\
  static __attribute__ ((noipa)) void					\
  NAME##_shapes (void)							\
  {									\
    DIFFER_FOR (T, T) DIFFER_SHAPES (T, NAME##_x, NAME##_y);		\
    DIFFER_FOR (T, long) DIFFER_SHAPES (T, NAME##_x, NAME##_y);		\
  }									\
									\
  static __attribute__ ((noipa)) void					\
  NAME##_constants (void)						\
  {									\
    DIFFER_FOR_INITIAL (T)						\
      {									\
	DIFFER_CONSTANTS (T, NAME##_x, NAME##_y, 1);			\
	DIFFER_CONSTANTS (T, NAME##_x, NAME##_y, 5);			\
	DIFFER_CONSTANTS (T, NAME##_x, NAME##_y, -7);			\
	DIFFER_CONSTANTS (T, NAME##_x, NAME##_y, 127);			\
	DIFFER_CONSTANTS (T, NAME##_x, NAME##_y, 128);			\
	DIFFER_CONSTANTS (T, NAME##_x, NAME##_y, -32768);		\
	DIFFER_CONSTANTS (T, NAME##_x, NAME##_y, 0x7fffffff);		\
	DIFFER_CONSTANTS (T, NAME##_x, NAME##_y, 0x80000000);		\
	DIFFER_CONSTANTS (T, NAME##_x, NAME##_y, 0xffffffff);		\
	DIFFER_CONSTANTS (T, NAME##_x, NAME##_y, 0x123456789a);		\
	DIFFER_CONSTANTS (T, NAME##_x, NAME##_y, -0x123456789a);	\
      }									\
  }									\
									\
  static void								\
  NAME (void)								\
  {									\
    NAME##_ways (&NAME##_ax[3], &NAME##_ay[3], &NAME##_sx, &NAME##_sy,	\
		 1);							\
    NAME##_operands ();							\
    NAME##_shapes ();							\
    NAME##_constants ();						\
  }

/* Binds the thread, unless there is no library (percpu.emulated).
   Returns: the value for main.  */

static inline int
differ_begin (void)
{
#ifdef EMULATED
  return 0;
#else
  int error = percpu_bind (0);

  if (error < 0)
    printf ("percpu_bind (0): %s\n", percpu_strerror (error));
  return error < 0;
#endif
}

static inline int
differ_end (void)
{
  printf ("%u comparisons, %u failed\n", differ_count, differ_failures);
  return differ_failures != 0;
}

#endif /* DIFFER_H */
