/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Overflow built-ins for one type, whose result is a part of a complex number
   or of a vector, or is stored where a condition says; also with constant
   operands, which the compiler folds.  */

#include "../lib/check.h"
#include <limits.h>
#include <percpu.h>

typedef long v2 __attribute__ ((vector_size (16)));

static __attribute__ ((percpu)) long l = 4, array[3] = { 5 };
static __attribute__ ((percpu)) _Complex long z = 7 + 9i;
static __attribute__ ((percpu)) v2 v = { 1, LONG_MAX };

static void __attribute__ ((noipa))
parts (long n, int i)
{
  EXPECT_VALUE (__builtin_saddl_overflow (n, __real__ z, &__real__ z), 0);
  EXPECT_VALUE (__real__ z, 10);
  EXPECT_VALUE (__builtin_smull_overflow (__imag__ z, LONG_MAX, &__imag__ z),
		1);
  EXPECT_VALUE (__imag__ z, LONG_MAX - 8);
  EXPECT_VALUE (__builtin_saddl_overflow (v[i], 1, &v[i]), 1);
  EXPECT_VALUE (v[1], LONG_MIN);
  EXPECT_VALUE (__builtin_ssubl_overflow (n, v[0], &v[0]), 0);
  EXPECT_VALUE (v[0], 2);
}

static void __attribute__ ((noipa))
chosen (int i)
{
  EXPECT_VALUE (__builtin_smull_overflow (2, 3, i ? &l : array), 0);
  EXPECT_VALUE (l, 6);
  EXPECT_VALUE (__builtin_saddl_overflow (LONG_MAX, 1, i ? array : &l), 1);
  EXPECT_VALUE (array[0], LONG_MIN);
  EXPECT_VALUE (__builtin_ssubl_overflow (1, 2, (i++, &array[i])), 0);
  EXPECT_VALUE (array[2], -1);
  EXPECT_VALUE (i, 2);
}

int
main (void)
{
  if (percpu_bind (percpu_cpu_next (0)) != 0)
    return 1;
  parts (3, 1);
  chosen (1);
  return check_failures != 0;
}
