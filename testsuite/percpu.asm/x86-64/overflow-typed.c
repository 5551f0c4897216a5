/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* An overflow built-in for one type whose result is one of its operands is one
   compare-exchange loop, as the generic built-in is: also for parts of complex
   numbers and vectors, and for pointers that an expression computes.  */
/* { dg-final { scan-assembler-times {\mcmpxchgq\t%[a-z0-9]+, %gs:} 22 } } */
/* { dg-final { scan-assembler-times {%gs:} 44 } } */
/* { dg-final { scan-assembler-not {\mlock\M|\mxchg|\mcall} } } */

typedef long v2 __attribute__ ((vector_size (16)));

static __attribute__ ((percpu)) long l, array[4];
static __attribute__ ((percpu)) _Complex long z;
static __attribute__ ((percpu)) v2 v;
static __attribute__ ((percpu)) struct { _Complex long z[2]; v2 v[2]; } s;

#define FORMS(NAME, X)							\
  int NAME##_add (long n)						\
  {									\
    return __builtin_saddl_overflow (X, n, &X);				\
  }									\
  int NAME##_sub (long n, long i)					\
  {									\
    return __builtin_ssubl_overflow (n + i, X, &X);			\
  }									\
  int NAME##_mul (void)							\
  {									\
    return __builtin_smull_overflow (3, X, &X);				\
  }

FORMS (variable, l)
FORMS (element, array[2])
FORMS (real, __real__ z)
FORMS (imag, __imag__ z)
FORMS (member, __imag__ s.z[1])
FORMS (vector, v[1])

#define INDEXED(NAME, X)						\
  int NAME (long i, long n)						\
  {									\
    return __builtin_saddl_overflow (n, X, &X);				\
  }

INDEXED (indexed, array[i])
INDEXED (indexed_real, __real__ s.z[i])
INDEXED (indexed_vector, v[i])
INDEXED (indexed_member, s.v[i][1])
