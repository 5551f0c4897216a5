/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Every macro accepts a part of a complex number and an element of a vector: of
   variables, members and elements, through pointers, and with indexes that are
   not constant.  */

#include <percpu.h>
#include <stdio.h>

typedef int v4si __attribute__ ((vector_size (16)));
typedef short v4hi __attribute__ ((vector_size (8)));

static __attribute__ ((percpu)) v4si v = { 1, 2, 3, 4 };
static __attribute__ ((percpu)) volatile v4hi h = { 5, 6, 7, 8 };
static __attribute__ ((percpu)) _Complex double z = 1.5 + 2.5i;
static __attribute__ ((percpu)) _Complex float f = 3;
static __attribute__ ((percpu)) _Complex int n = 7 + 9i;
static __attribute__ ((percpu)) struct s
{
  char c;
  v4si v[2];
  _Complex long z[2];
} st;

static int failed, calls;

static void
expect (int line, double found, double expected)
{
  if (found == expected)
    return;
  printf ("line %d: %g instead of %g\n", line, found, expected);
  failed = 1;
}

#define EXPECT(found, expected) expect (__LINE__, found, expected)

static int __attribute__ ((noipa))
one (void)
{
  calls++;
  return 1;
}

static void __attribute__ ((noipa))
operations (v4si __percpu *p, struct s __percpu *sp, int i)
{
  int seen = 3;
  long expected = 17;

  EXPECT (percpu_xchg (v[1], 20), 2);
  EXPECT (percpu_xchg (v[i], 30), 3);
  EXPECT (percpu_xchg ((*p)[i + 1], 40), 4);
  EXPECT (percpu_xchg (sp->v[one ()][i], 50), 0);
  EXPECT (percpu_xchg (h[i], 9), 7);
  EXPECT (percpu_xchg (__real__ z, 3), 1.5);
  EXPECT (percpu_xchg (__imag__ z, 4), 2.5);
  EXPECT (percpu_xchg (__imag__ f, 5), 0);
  EXPECT (percpu_xchg (__real__ n, 8), 7);
  EXPECT (percpu_xchg (__imag__ sp->z[one ()], 17), 0);
  EXPECT (calls, 2);
  EXPECT (percpu_cmpxchg (v[0], 1, 10), 1);
  EXPECT (percpu_cmpxchg (__imag__ n, 1, 2), 9);
  EXPECT (percpu_try_cmpxchg (st.v[1][i], &seen, 51), 0);
  EXPECT (percpu_try_cmpxchg (st.v[1][i], &seen, 51), 1);
  EXPECT (percpu_try_cmpxchg (__imag__ st.z[1], &expected, 18), 1);
  EXPECT (percpu_max (v[3], 41), 40);
  EXPECT (percpu_min (__real__ f, 2.5f), 3);
  EXPECT (percpu_test_and_set_bit (v[0], 2), 0);
  EXPECT (percpu_test_and_clear_bit (v[0], 1), 1);
  percpu_set_bit (__real__ st.z[0], 40);
  percpu_clear_bit (__imag__ n, 0);
  EXPECT (percpu_test_bit (__imag__ n, 3), 1);
  EXPECT (__builtin_add_overflow (v[2], 1, &v[2]), 0);
  EXPECT (__builtin_smull_overflow (2, __real__ st.z[0], &__real__ st.z[0]), 0);
}

static void __attribute__ ((noipa))
instances (v4si __percpu *p, int i, unsigned int cpu)
{
  EXPECT (percpu_sum (v[0]) >= 12, 1);
  EXPECT (*percpu_ptr (&v[0], cpu), 12);
  EXPECT (*percpu_ptr (&(*p)[i], cpu), 31);
  EXPECT (*percpu_ptr (&__imag__ z, cpu), 4);
  EXPECT (*percpu_ptr (&v[0] + i, cpu), 31);
  EXPECT (*percpu_ptr (i ? &v[1] : &v[3], cpu), 20);
  EXPECT (*percpu_ptr (&__real__ st.z[0], cpu), (double) (1L << 41));
  percpu_guarded (g)
    {
      *percpu_borrow (g, &v[i]) += 1;
      *percpu_borrow (g, &__imag__ f) += 1;
      *percpu_borrow (g, &st.v[1][i]) += 1;
    }
}

int
main (void)
{
  unsigned int cpu = percpu_cpu_next (0);

  if (percpu_bind (cpu) != 0)
    return 1;
  operations (&v, &st, 2);
  instances (&v, 2, cpu);
  EXPECT (v[0], 12);
  EXPECT (v[1], 20);
  EXPECT (v[2], 32);
  EXPECT (v[3], 41);
  EXPECT (h[2], 9);
  EXPECT (__real__ z, 3);
  EXPECT (__imag__ z, 4);
  EXPECT (__real__ f, 2.5);
  EXPECT (__imag__ f, 6);
  EXPECT (__real__ n, 8);
  EXPECT (__imag__ n, 8);
  EXPECT (st.v[1][2], 52);
  EXPECT (__imag__ st.z[1], 18);
  percpu_reset (v[3]);
  percpu_reset (__imag__ z);
  EXPECT (v[3], 4);
  EXPECT (v[2], 32);
  EXPECT (__imag__ z, 2.5);
  EXPECT (__real__ z, 3);
  return failed;
}
