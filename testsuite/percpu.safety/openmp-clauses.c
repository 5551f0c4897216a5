/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Every clause of OpenMP that takes objects refuses per-CPU ones: variables,
   members, elements, sections of arrays, and what per-CPU pointers point to.

   { dg-options "-fopenmp -w" } */

static __attribute__ ((percpu)) int x;
static __attribute__ ((percpu)) struct stats
{
  int n, a[4];
  struct { int deep; } in;
} st;
static __attribute__ ((percpu)) int a[8], m[3][4];
static __attribute__ ((percpu)) int *in_area;
int *q, plain[8];
int __percpu *p;
struct { int __percpu *p; } holder;
void work (void);

void
devices (int n)
{
#pragma omp target enter data map (to: x)	/* { dg-error "per-CPU variable 'x' in clause 'map'" } */
#pragma omp target enter data map (to: st)	/* { dg-error "per-CPU variable 'st' in clause 'map'" } */
#pragma omp target enter data map (to: st.n)	/* { dg-error "per-CPU data in clause 'map'" } */
#pragma omp target enter data map (to: st.a)	/* { dg-error "per-CPU data in clause 'map'" } */
#pragma omp target enter data map (to: st.in.deep)	/* { dg-error "per-CPU data in clause 'map'" } */
#pragma omp target enter data map (to: st.a[1:2])	/* { dg-error "per-CPU data in clause 'map'" } */
#pragma omp target enter data map (to: a[n:2])	/* { dg-error "per-CPU data in clause 'map'" } */
#pragma omp target enter data map (alloc: m[1:1][:])	/* { dg-error "per-CPU data in clause 'map'" } */
#pragma omp target enter data map (to: p[0:3])	/* { dg-error "per-CPU data in clause 'map'" } */
#pragma omp target enter data map (to: holder.p[0:3])	/* { dg-error "per-CPU data in clause 'map'" } */
#pragma omp target enter data map (to: plain[:2], x)	/* { dg-error "per-CPU variable 'x' in clause 'map'" } */
#pragma omp target exit data map (from: a)	/* { dg-error "per-CPU variable 'a' in clause 'map'" } */
#pragma omp target update to (x)	/* { dg-error "per-CPU variable 'x' in clause 'to'" } */
#pragma omp target update from (st.a[:2])	/* { dg-error "per-CPU data in clause 'from'" } */
#pragma omp target data map (plain) use_device_addr (a)	/* { dg-error "per-CPU variable 'a' in clause 'use_device_addr'" } */
  work ();
#pragma omp target data map (plain) use_device_ptr (p)	/* { dg-error "per-CPU data in clause 'use_device_ptr'" } */
  work ();
#pragma omp target data map (tofrom: in_area[:4])	/* { dg-error "per-CPU variable 'in_area' in clause 'map'" } */
  work ();
#pragma omp target is_device_ptr (p)	/* { dg-error "per-CPU data in clause 'is_device_ptr'" } */
  n++;
#pragma omp target firstprivate (x)	/* { dg-error "per-CPU variable 'x' in clause 'firstprivate'" } */
  n++;
#pragma omp target map (st)	/* { dg-error "per-CPU variable 'st' in clause 'map'" } */
  n++;
}

void
teams (int n)
{
#pragma omp parallel private (x)	/* { dg-error "per-CPU variable 'x' in clause 'private'" } */
  work ();
#pragma omp parallel firstprivate (st)	/* { dg-error "per-CPU variable 'st' in clause 'firstprivate'" } */
  work ();
#pragma omp parallel for lastprivate (x)	/* { dg-error "per-CPU variable 'x' in clause 'lastprivate'" } */
  for (int i = 0; i < n; i++)
    work ();
#pragma omp sections lastprivate (x)	/* { dg-error "per-CPU variable 'x' in clause 'lastprivate'" } */
  {
    work ();
  }
#pragma omp parallel for linear (x: 2)	/* { dg-error "per-CPU variable 'x' in clause 'linear'" } */
  for (int i = 0; i < n; i++)
    work ();
#pragma omp simd aligned (a: 16)	/* { dg-error "per-CPU variable 'a' in clause 'aligned'" } */
  for (int i = 0; i < n; i++)
    q[i]++;
#pragma omp simd nontemporal (a)	/* { dg-error "per-CPU variable 'a' in clause 'nontemporal'" } */
  for (int i = 0; i < n; i++)
    q[i]++;
#pragma omp parallel reduction (+: a[1:n])	/* { dg-error "per-CPU data in clause 'reduction'" } */
  work ();
#pragma omp parallel reduction (+: m[1:n][:4])	/* { dg-error "per-CPU data in clause 'reduction'" } */
  work ();
#pragma omp parallel
  {
#pragma omp single copyprivate (x)	/* { dg-error "per-CPU variable 'x' in clause 'copyprivate'" } */
/* { dg-error "copyprivate variable 'x' is not threadprivate or private" "" { target *-*-* } .-1 } */
    work ();
  }
#pragma omp for reduction (inscan, +: x)	/* { dg-error "per-CPU variable 'x' in clause 'reduction'" } */
  for (int i = 0; i < n; i++)
    {
      x += i;
#pragma omp scan inclusive (x)	/* { dg-error "per-CPU variable 'x' in clause 'inclusive'" } */
      work ();
    }
}

void
tasks (int n)
{
#pragma omp task depend (in: x)	/* { dg-error "per-CPU variable 'x' in clause 'depend'" } */
  work ();
#pragma omp task depend (inout: st.n)	/* { dg-error "per-CPU data in clause 'depend'" } */
  work ();
#pragma omp task depend (out: a[1:2])	/* { dg-error "per-CPU data in clause 'depend'" } */
  work ();
#pragma omp task depend (iterator (i = 0:n), out: a[i])	/* { dg-error "per-CPU data in clause 'depend'" } */
  work ();
#pragma omp task depend (in: *p)	/* { dg-error "per-CPU data in clause 'depend'" } */
  work ();
#pragma omp task in_reduction (+: x)	/* { dg-error "per-CPU variable 'x' in clause 'in_reduction'" } */
  work ();
#pragma omp taskgroup task_reduction (+: x)	/* { dg-error "per-CPU variable 'x' in clause 'task_reduction'" } */
  work ();
#pragma omp taskloop reduction (+: x)	/* { dg-error "per-CPU variable 'x' in clause 'reduction'" } */
  for (int i = 0; i < n; i++)
    work ();
#pragma omp taskwait depend (in: x)	/* { dg-error "per-CPU variable 'x' in clause 'depend'" } */
}
