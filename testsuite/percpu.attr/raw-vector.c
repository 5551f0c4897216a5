/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* The vectoriser treats accesses in the address space of the per-CPU register
   as plain accesses: to neighbours, in loops, and with a stride, where it
   gathers.  It does not see the lvalue of percpu_raw, and each memory operand
   for a per-CPU variable is relative to the register.  */
/* { dg-require arch x86-64 } */
/* { dg-additional-options "-O3 -mavx2 -fno-vect-cost-model -fplugin-arg-percpu-unguarded=off" } */

#include <percpu.h>

struct S
{
  double z[8];
  int i[64];
  long l[16];
  char c[64];
  struct { long a, b, pad[2]; } p[4];
};

__attribute__ ((percpu)) struct S st, other;
__attribute__ ((percpu)) struct { int n; _Complex double z; } number;
__attribute__ ((percpu)) int __percpu *map;

void
neighbours (struct S __percpu *p)
{
  percpu_raw (number.z) *= 2;
  percpu_raw (st.l[0]) += 3;
  percpu_raw (st.l[1]) += 3;
  percpu_raw (p->p[1].a)++;
  percpu_raw (p->p[1].b)++;
  percpu_raw (st.l[2]) = percpu_raw (other.l[5]);
  percpu_raw (st.l[3]) = percpu_raw (other.l[6]);
}

void
loops (struct S __percpu *p, int *plain, int n)
{
  for (int i = 0; i < 8; i++)
    percpu_raw (st.z[i]) *= 2;
  for (int i = 0; i < 64; i++)
    percpu_raw (p->i[i]) += 2;
  for (int i = 0; i < n; i++)
    percpu_raw (p->c[i]) ^= 5;
  for (int i = 0; i < 64; i++)
    percpu_raw (st.i[i]) = 0;
  for (int i = 0; i < 64; i++)
    plain[i] = percpu_raw (other.i[i]);
}

int
sum (struct S __percpu *p, int n)
{
  int s = 0;
  for (int i = 0; i < n; i++)
    s += percpu_raw (p->i[i]);
  return s;
}

long
indexed (struct S __percpu *p, const int *index, int n)
{
  long s = 0;
  for (int i = 0; i < n; i++)
    s += percpu_raw (p->l[index[i]]);
  for (int i = 0; i < 4; i++)
    s += percpu_raw (p->p[i].a);
  return s;
}

/* { dg-final { scan-assembler-not "mov\[^\n\]*\[, \t\](\[0-9\]+\\+)?percpu\\.(st|other|number)" } } */
/* { dg-final { scan-assembler-not "vp?gather(d|q)" } } */
