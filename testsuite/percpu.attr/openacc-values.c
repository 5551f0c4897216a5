/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Clauses of OpenACC that take values take those of per-CPU variables, also as
   bounds of sections of plain arrays.  */
/* { dg-additional-options "-fopenacc" } */

static __attribute__ ((percpu)) int n, c;
static __attribute__ ((percpu)) struct { int a[5], n; } st;
int plain[9], r;

void
values (int __percpu *p)
{
#pragma acc parallel async (n) wait (n, st.n) num_gangs (*p) \
  num_workers (st.a[1]) vector_length (n) if (c) copy (plain[n:st.n]) \
  copyout (r)
  r++;
#pragma acc wait (n) async (c)
#pragma acc update host (plain[n:2]) if (c) async (n)
#pragma acc enter data copyin (plain[0:n]) async (n)
#pragma acc kernels async (*p)
  {
#pragma acc loop
    for (int i = 0; i < 9; i++)
      plain[i]++;
  }
}
