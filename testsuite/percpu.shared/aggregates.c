/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Position-independent code: automatic objects whose initialisers consist of
   addresses of per-CPU variables.  The compiler would like to copy them from a
   constant, but the addresses are known only when the image is loaded.  */

/* { dg-additional-options "-fPIC" } */

#include "../lib/check.h"
#include <percpu.h>

static __attribute__ ((percpu)) int x, a[8];
static __attribute__ ((percpu)) struct { char c; short m[4]; } st;
struct pair { int n; int __percpu *p; };
struct nested { struct pair pairs[2]; short __percpu *s; };

/* True if P is the per-CPU address of OBJECT.  */
#define IS(p, object)							\
  (percpu_ptr ((p), percpu_cpu_next (0))				\
   == percpu_ptr (&(object), percpu_cpu_next (0)))

static int __percpu *__attribute__ ((noipa))
from_array (int i)
{
  int __percpu *const array[] = { &x, a, &a[1], &a[2], &a[3], a + 4 };

  return array[i];
}

static int __percpu *__attribute__ ((noipa))
from_large (int i)
{
  int __percpu *array[200] = { [0 ... 99] = &x, [100 ... 199] = &a[7] };

  return array[i];
}

static int __percpu *__attribute__ ((noipa))
from_literal (int i)
{
  return ((const struct pair[]) { { 2, &x }, { 3, a } })[i].p;
}

static struct nested __attribute__ ((noipa))
nested (void)
{
  const struct nested n = { { { 1, &a[5] }, { .p = &x } }, &st.m[3] };

  return n;
}

static struct nested *__attribute__ ((noipa))
pointed (struct nested *to)
{
  struct nested **p = (struct nested *[])
    { &(struct nested) { .pairs[1] = { 4, a }, .s = st.m } };

  *to = **p;
  return to;
}

static int __percpu *__attribute__ ((noipa))
from_switch (int i)
{
  switch (i)
    {
    case 0: return a;
    case 1: return a + 1;
    case 2: return &x;
    case 3: return a + 3;
    case 4: return &x;
    case 5: return a + 5;
    case 6: return a + 6;
    default: return a + 7;
    }
}

static int __percpu *__attribute__ ((noipa))
from_condition (bool b)
{
  int __percpu *both[2] = { b ? &x : &a[1], b ? &a[1] : &x };

  return both[0];
}

int
main (void)
{
  struct nested n = nested ();

  CHECK (IS (from_array (0), x) && IS (from_array (1), a[0])
	 && IS (from_array (5), a[4]), "array");
  CHECK (IS (from_large (0), x) && IS (from_large (99), x)
	 && IS (from_large (100), a[7]) && IS (from_large (199), a[7]),
	 "a large one");
  CHECK (IS (from_literal (0), x) && IS (from_literal (1), a[0]), "literal");
  CHECK (IS (n.pairs[0].p, a[5]) && IS (n.pairs[1].p, x) && IS (n.s, st.m[3]),
	 "nested");
  CHECK (IS (pointed (&n)->pairs[1].p, a[0]) && n.pairs[1].n == 4
	 && IS (n.s, st.m[0]), "by a pointer");
  for (int i = 0; i < 8; i++)
    CHECK (i == 2 || i == 4 ? IS (from_switch (i), x)
	   : IS (from_switch (i), a[i]), "switch %d", i);
  CHECK (IS (from_condition (true), x) && IS (from_condition (false), a[1]),
	 "condition");
  CHECK ((uintptr_t) percpu_ptr (&x, percpu_cpu_next (0))
	 >= (uintptr_t) percpu_area_base (percpu_cpu_next (0))
	 && (uintptr_t) percpu_ptr (&x, percpu_cpu_next (0))
	    < ((uintptr_t) percpu_area_base (percpu_cpu_next (0))
	       + percpu_area_size ()), "in the area");
  ++*from_array (0);
  *from_large (150) -= 3;
  CHECK (percpu_sum (x) == 1 && percpu_sum (a[7]) == -3, "sums");
  return 0;
}
