/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* An element of a vector and a part of a complex number have no qualifier of
   their own, so their address would be a plain one.  */

typedef int v4si __attribute__ ((vector_size (16)));

static __attribute__ ((percpu)) v4si v;
static __attribute__ ((percpu)) _Complex double z;
static __attribute__ ((percpu)) struct { v4si v[2]; _Complex float z; } st;

int
elements (int i, v4si __percpu *p)
{
  int *a = &v[i];		/* { dg-error "<qualified-element?pointer to non-enclosed address space//cannot take address of a part of a per-CPU vector or complex number>" } */
/* { dg-note "<qualified-element?a per-CPU address//'v'> is the same offset on every CPU" "" { target *-*-* } .-1 } */
  int *b = &(*p)[1];		/* { dg-error "<qualified-element?pointer to non-enclosed address space//cannot take address of a part of a per-CPU vector>" } */
/* { dg-note "<percpu_borrow//percpu_this_ptr>" "" { target *-*-* } .-1 } */

  v[i]++;
  st.v[1][i] += (*p)[i]--;
  return *a + *b + v[i];
}

double
parts (void)
{
  double *a = &__real__ z;	/* { dg-error "cannot take address of a part of a per-CPU vector or complex number" } */
/* { dg-note "'z' is the same offset" "" { target *-*-* } .-1 } */
  float *b = &__imag__ st.z;	/* { dg-error "address of a part" } */
/* { dg-note "'st' is the same offset" "" { target *-*-* } .-1 } */

  __real__ z += 1;
  return *a + *b + __imag__ z;
}
