/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Exchange and compare-exchange of every type: the returned value, the new
   value, and neighbours, which are unchanged.  */
/* { dg-do run } */
/* { dg-additional-options "-Wno-overflow" } */

#include "../lib/check.h"
#include <percpu.h>

enum color { RED, GREEN = 5, BLUE };

static int evaluated, other_evaluated;

/* A, B and C are three values of type T, the first two of which differ.  */
#define TEST(NAME, T, A, B, C)						\
static __attribute__ ((percpu))						\
struct { char before; T x; char after; }				\
  NAME = { 'b', A, 'a' };						\
static __attribute__ ((percpu)) T NAME##_array[3] = { A, A, A };	\
									\
static void								\
NAME##_test (T __percpu *p, T a, T b, T c)				\
{									\
  T old;								\
									\
  EXPECT (SAME (percpu_xchg (NAME.x, b), a) && SAME (NAME.x, b));	\
  EXPECT (SAME (percpu_xchg (NAME.x, A), b) && SAME (NAME.x, a));	\
  EXPECT (SAME (percpu_cmpxchg (NAME.x, b, c), a) && SAME (NAME.x, a));	\
  EXPECT (SAME (percpu_cmpxchg (NAME.x, a, b), a) && SAME (NAME.x, b));	\
  old = a;								\
  EXPECT (!percpu_try_cmpxchg (NAME.x, &old, c));			\
  EXPECT (SAME (old, b) && SAME (NAME.x, b));				\
  EXPECT (percpu_try_cmpxchg (NAME.x, &old, c));			\
  EXPECT (SAME (old, b) && SAME (NAME.x, c));				\
  EXPECT (NAME.before == 'b' && NAME.after == 'a');			\
									\
  EXPECT (SAME (percpu_xchg (p[evaluated++], b), a));			\
  EXPECT (SAME (percpu_cmpxchg (p[evaluated++], a, b), a));		\
  old = a;								\
  EXPECT (percpu_try_cmpxchg (p[evaluated++], (other_evaluated++, &old), b)); \
  EXPECT (evaluated == 3 && other_evaluated == 1);			\
  EXPECT (SAME (p[0], b) && SAME (p[1], b)				\
	  && SAME (p[2], b));						\
  evaluated = other_evaluated = 0;					\
  (void) percpu_xchg (*p, a);						\
  percpu_cmpxchg (p[1], b, a);						\
  EXPECT (SAME (NAME##_array[0], a) && SAME (NAME##_array[1], a));	\
  EXPECT (_Generic (percpu_xchg (NAME.x, a), T: 1, default: 0));	\
  EXPECT (_Generic (percpu_cmpxchg (NAME.x, a, a), T: 1, default: 0));	\
  EXPECT (_Generic (percpu_try_cmpxchg (NAME.x, &old, a), _Bool: 1,	\
		    default: 0));					\
}

#define SAME(a, b) ((a) == (b))
TEST (s8, signed char, -3, 127, -128)
TEST (u8, unsigned char, 3, 255, 0)
TEST (s16, short, -300, 32767, -32768)
TEST (u16, unsigned short, 300, 65535, 0)
TEST (s32, int, -70000, 0x7fffffff, 0)
TEST (u32, unsigned int, 70000, 0xffffffff, 0)
TEST (s64, long, -70000000000, 1, 0)
TEST (u64, unsigned long long, 70000000000, ~0ull, 1)
TEST (truth, _Bool, 0, 1, 0)
TEST (color, enum color, GREEN, BLUE, RED)
TEST (pointer, char *, (char *) 8, (char *) &check_failures, NULL)
TEST (single, float, 1.5f, -2.25f, 0)
TEST (wide, double, 1e100, -3.5, 0)

/* As in an assignment.  */
static __attribute__ ((percpu)) signed char narrow;
static __attribute__ ((percpu)) volatile long device = 1;
static __attribute__ ((percpu)) double real = 0.0;
static __attribute__ ((percpu)) float whole;

static void
conversions_test (void)
{
  long nine = 9;

  EXPECT (percpu_xchg (narrow, 0x1ff) == 0 && narrow == -1);
  EXPECT (percpu_cmpxchg (narrow, 255, 1000) == -1 && narrow == -24);
  EXPECT (percpu_xchg (whole, 3) == 0 && whole == 3.0f);
  EXPECT (percpu_cmpxchg (whole, 3, 4.0L) == 3 && whole == 4);
  EXPECT (percpu_xchg (device, 5) == 1 && device == 5);
  EXPECT (percpu_try_cmpxchg (device, &(long) { 5 }, 6) && device == 6);
  EXPECT (percpu_cmpxchg (device, 6, nine) + percpu_xchg (device, 7) == 15);
  /* Bit for bit: minus zero is a different value.  */
  EXPECT (percpu_cmpxchg (real, -0.0, 1.0) == 0 && real == 0);
  EXPECT (percpu_cmpxchg (real, 0.0, __builtin_nan ("")) == 0);
  EXPECT (percpu_cmpxchg (real, __builtin_nan (""), 2.0) != 0 && real == 2);
}

int
main (void)
{
  if (percpu_bind (percpu_cpu_next (0)) != 0)
    return 1;
  s8_test (s8_array, -3, 127, -128);
  u8_test (u8_array, 3, 255, 0);
  s16_test (s16_array, -300, 32767, -32768);
  u16_test (u16_array, 300, 65535, 0);
  s32_test (s32_array, -70000, 0x7fffffff, 0);
  u32_test (u32_array, 70000, 0xffffffff, 0);
  s64_test (s64_array, -70000000000, 1, 0);
  u64_test (u64_array, 70000000000, ~0ull, 1);
  truth_test (truth_array, 0, 1, 0);
  color_test (color_array, GREEN, BLUE, RED);
  pointer_test (pointer_array, (char *) 8, (char *) &check_failures, NULL);
  single_test (single_array, 1.5f, -2.25f, 0);
  wide_test (wide_array, 1e100, -3.5, 0);
  conversions_test ();
  return check_failures != 0;
}
