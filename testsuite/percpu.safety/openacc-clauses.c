/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* The same of OpenACC.

   { dg-options "-fopenacc -w" } */

static __attribute__ ((percpu)) int a[4];
static __attribute__ ((percpu)) struct { int n, a[4]; } st;
int __percpu *p;
void work (void);

void
data (int n)
{
#pragma acc enter data copyin (a)	/* { dg-error "per-CPU variable 'a' in clause 'map'" } */
#pragma acc enter data copyin (st.a)	/* { dg-error "per-CPU data in clause 'map'" } */
#pragma acc enter data create (a[1:n])	/* { dg-error "per-CPU data in clause 'map'" } */
#pragma acc exit data copyout (a)	/* { dg-error "per-CPU variable 'a' in clause 'map'" } */
#pragma acc update host (a)	/* { dg-error "per-CPU variable 'a' in clause 'map'" } */
#pragma acc update device (st.n)	/* { dg-error "per-CPU data in clause 'map'" } */
#pragma acc data copy (st)	/* { dg-error "per-CPU variable 'st' in clause 'map'" } */
  work ();
#pragma acc data copy (p[0:4])	/* { dg-error "per-CPU data in clause 'map'" } */
  work ();
#pragma acc host_data use_device (a)	/* { dg-error "per-CPU variable 'a' in clause 'use_device_ptr'" } */
  work ();
}

void
regions (int n)
{
#pragma acc parallel private (a)	/* { dg-error "per-CPU variable 'a' in clause 'private'" } */
  n++;
#pragma acc parallel firstprivate (st)	/* { dg-error "per-CPU variable 'st' in clause 'firstprivate'" } */
  n++;
#pragma acc parallel present (a)	/* { dg-error "per-CPU variable 'a' in clause 'map'" } */
  n++;
#pragma acc kernels copyin (a)	/* { dg-error "per-CPU variable 'a' in clause 'map'" } */
  n++;
}

#pragma acc routine
int
routine (int __percpu *q)	/* { dg-error "per-CPU data in a function that may run on another device: '\\*q'" } */
{
  return *q;
}

#pragma acc routine
int
routine_without (int n)
{
  return n;
}
