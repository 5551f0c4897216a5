/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* percpu_sum adds in the variable's own type, and evaluates its operand
   once.  */

/* { dg-do run } */
/* { dg-options "" } */

#include "../lib/check.h"
#include <percpu.h>

static __attribute__ ((percpu)) unsigned char u8 = 200;
static __attribute__ ((percpu)) signed char s8 = -3;
static __attribute__ ((percpu)) unsigned int u32 = 0;
static __attribute__ ((percpu)) unsigned long u64 = 5;
static __attribute__ ((percpu)) double d = 0.25;
static __attribute__ ((percpu)) float f = 1;
static __attribute__ ((percpu)) volatile long vol = 2;
static __attribute__ ((percpu)) const short ro = 3;
static __attribute__ ((percpu)) struct { int pad, a[3]; } st
  = { 0, { 1, 2, 3 } };

#define TYPE_P(x, type) \
  __builtin_types_compatible_p (__typeof__ (percpu_sum (x)), type)

int
main (void)
{
  unsigned int n = 0, first = percpu_cpu_next (0);
  int i = 0;
  long __percpu *p = (long __percpu *) &u64;

  percpu_foreach (cpu)
    n++;

  CHECK (percpu_sum (u8) == (unsigned char) (200 * n),
	 "wraps around in 8 bits");
  CHECK (percpu_sum (s8) == (signed char) (-3 * (int) n), "signed");
  CHECK (percpu_sum (u64) == 5 * n, "64 bits");
  CHECK (percpu_sum (d) == 0.25 * n, "double");
  CHECK (percpu_sum (f) == (float) n, "float");
  CHECK (percpu_sum (vol) == 2 * (long) n, "volatile");
  CHECK (percpu_sum (ro) == (short) (3 * n), "const");
  CHECK (percpu_sum (st.a[1]) == 2 * (int) n, "element of a member");
  CHECK (percpu_sum (*p) == 5 * (long) n, "through a pointer");
  CHECK (percpu_sum (st.a[i++]) == (int) n && i == 1, "evaluated once");
  CHECK (percpu_sum (st.a[percpu_sum (st.a[0]) - (int) n + 2]) == 3 * (int) n,
	 "one inside another");

  CHECK (TYPE_P (u8, unsigned char) && TYPE_P (vol, long) && TYPE_P (ro, short)
	 && TYPE_P (f, float), "the sum has the unqualified type");

  /* Increased on one CPU, decreased on another.  */
  *percpu_ptr (&u32, first) -= 7;
  *percpu_ptr (&u32, percpu_nr_cpus () - 1) += 10;
  CHECK (percpu_sum (u32) == 3, "one instance is negative, the sum is right");
  return 0;
}
