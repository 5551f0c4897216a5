/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* An object may be assigned to itself, also if no operation can update it: this
   is a load and a store.  */
/* { dg-additional-options "-w" } */

#include <percpu.h>

typedef int v4si __attribute__ ((vector_size (16)));
#ifdef __SIZEOF_INT128__
typedef __int128 wide;
#else
typedef long long wide;
#endif

static __attribute__ ((percpu)) long double ld = 3;
static __attribute__ ((percpu)) wide w = 4;
static __attribute__ ((percpu)) v4si v = { 5, 6, 7, 8 };
static __attribute__ ((percpu)) _Complex double z = 9;
static __attribute__ ((percpu)) struct s { long a[5]; unsigned b : 3; } st
  = { { 1, 2, 3 }, 5 };
static __attribute__ ((percpu)) struct { long double a[3]; } in = { { 1, 2 } };
static __attribute__ ((percpu)) char c = 9;
static int calls;

static void __attribute__ ((noipa))
f (long double __percpu *p, wide __percpu *q, int i)
{
  ld = ld;
  w = w;
  v = v;
  z = z;
  st = st;
  st.b = st.b;
  c = c;
  *p = *p;
  q[i] = q[i];
  in.a[i] = in.a[i];
  w = (wide) w;
  z = (_Complex double) z;
  ld = (calls++, ld);
}

int
main (void)
{
  if (percpu_bind (percpu_cpu_next (0)) != 0)
    return 1;
  f (&ld, &w, 0);
  return !(ld == 3 && w == 4 && v[0] == 5 && v[3] == 8 && z == 9
	   && st.a[2] == 3 && st.b == 5 && in.a[0] == 1 && c == 9
	   && calls == 1);
}
