/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* In an executable the address of a per-CPU variable is a constant.  */
/* { dg-additional-options "-fPIE" } */

static __attribute__ ((percpu)) int x, a[4];
static __attribute__ ((percpu)) struct stats { int n; short m[2]; } st;
struct pair { int n; int __percpu *p; };

int __percpu *c1 = &x;
static int __percpu *const c2 = &a[3];
short __percpu *c4 = &st.m[1];
struct pair c6 = { 1, &x };
int __percpu *c7[] = { 0, &a[1] };
struct { struct pair pairs[2]; } c8 = { .pairs[1].p = &st.n };
struct pair *c10 = &(struct pair) { 2, &x };
__attribute__ ((percpu)) int __percpu *c12 = &x;

int __percpu *
local (void)
{
  static const struct pair c14[] = { { 1, 0 }, { 2, &a[2] } };

  return c14[1].p ? c2 : 0;
}
