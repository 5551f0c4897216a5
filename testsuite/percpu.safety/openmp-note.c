/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* One item of a list is one error, with one note.

   { dg-options "-fopenmp -w" } */

static __attribute__ ((percpu)) struct { int n, a[4]; } st;
static __attribute__ ((percpu)) int x;

void
calls (int n)
{
#pragma omp target enter data map (to: st.a[:n])	/* { dg-error "per-CPU data in clause 'map'" } */
/* { dg-note "use a plain variable there" "" { target *-*-* } .-1 } */
#pragma omp parallel reduction (+: x)	/* { dg-error "per-CPU variable 'x' in clause 'reduction'" } */
/* { dg-note "use a plain variable there" "" { target *-*-* } .-1 } */
  n++;
#pragma omp target		/* { dg-error "per-CPU data in a region" } */
/* { dg-note "pass the value there in a plain variable" "" { target *-*-* } .-1 } */
  x++;
#pragma omp parallel for
  for (x = 0; x < n; x++)	/* { dg-error "iteration variable 'x' is per-CPU" } */
/* { dg-note "use a plain iteration variable" "" { target *-*-* } .-1 } */
    ;
}
