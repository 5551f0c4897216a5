/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* The notes of places.c in models whose threads do not leave their CPU: there
   `percpu_this_ptr' is right.  */
/* advice-options: -O0 -fplugin-arg-percpu-model=register */
/* advice-options: -O2 -fplugin-arg-percpu-model=single */

#include <percpu.h>

static __attribute__ ((percpu)) long x;
static __attribute__ ((percpu)) struct { int n : 3; } st;
static __attribute__ ((percpu)) long double wide;

extern void take (long *);

void
passed (void)
{
  take (
    &x);
/*  ^ error: passing argument 1 of 'take' from pointer to non-enclosed address space */
/*  ^ note: a per-CPU address is the same offset on every CPU, not an object; use operators, 'percpu_this_ptr' for a plain pointer to the instance of this CPU, or 'percpu_ptr' for one to that of a given CPU */
  take ((long *)
/*      ^ warning: cast to generic address space pointer from disjoint <quoted-space?'__percpu'//__percpu> address space pointer */
/*      ^ error: cast of per-CPU address to plain pointer type 'long int \*' */
/*      ^ note: 'x' is the same offset on every CPU, not an object; use 'percpu_this_ptr \(&x\)' or 'percpu_ptr \(&x, cpu\)' for a plain pointer to an instance */
	&x);
  st.n
    = 3;
  wide
    += 3;
/*  ^ error: there is no CPU-local operation that updates per-CPU data of type 'long double' */
/*  ^ note: if this thread cannot leave its CPU here, update 'percpu_raw \(wide\)' */
}

