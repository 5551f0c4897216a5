/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* A store to an element of a vector is one access, whichever form GCC gives to
   a constant index.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-percpu-tearing=error" } */

#include <percpu.h>

typedef int v4si __attribute__ ((vector_size (16)));
typedef double v2df __attribute__ ((vector_size (16)));
typedef short v4hi __attribute__ ((vector_size (8)));

static __attribute__ ((percpu)) v4si vi;
static __attribute__ ((percpu)) struct { char c; v2df d[2]; v4hi h; } st;
int function (void);

void
variable (int v, int i)
{
  vi[0] = v;
  vi[1] = v;
  vi[3] = function ();
  vi[i] = v;
  vi[2] = vi[1];
}

void
member (double d, short h)
{
  st.d[1][0] = d;
  st.d[0][1] = st.d[1][0];
  st.h[3] = h;
}

int
pointer (v4si __percpu *p, int v)
{
  (*p)[2] = v;
  return (*p)[3] = v + 1;
}
