/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* In code for a shared object the address of a per-CPU variable is known only
   when the object is loaded, so it cannot be in a static initialiser.  */
/* { dg-additional-options "-fPIC" } */

static __attribute__ ((percpu)) int x, a[4];
static __attribute__ ((percpu)) struct stats { int n; short m[2]; } st;
extern __attribute__ ((percpu)) long other;
struct pair { int n; int __percpu *p; };

int __percpu *c1 = &x;
/* { dg-error "address of per-CPU variable 'x' is not constant with '-fPIC'" "" { target *-*-* } .-1 } */
/* { dg-note "when it is loaded; assign it in a function, or compile for an executable with '-fPIE'" "" { target *-*-* } .-2 } */
static int __percpu *const c2 = &a[3]; /* { dg-error "address of per-CPU variable 'a'" } */
/* { dg-note "assign it in a function" "" { target *-*-* } .-1 } */
int __percpu *c3 = a; /* { dg-error "address of per-CPU variable 'a'" } */
/* { dg-note "assign it in a function" "" { target *-*-* } .-1 } */
short __percpu *c4 = &st.m[1]; /* { dg-error "address of per-CPU variable 'st'" } */
/* { dg-note "assign it in a function" "" { target *-*-* } .-1 } */
long __percpu *c5 = &other + 1; /* { dg-error "address of per-CPU variable 'other'" } */
/* { dg-note "assign it in a function" "" { target *-*-* } .-1 } */

/* In aggregate initialisers and expressions.  */
struct pair c6 = { 1, &x }; /* { dg-error "address of per-CPU variable 'x'" } */
/* { dg-note "assign it in a function" "" { target *-*-* } .-1 } */
int __percpu *c7[] = { 0, &a[1] }; /* { dg-error "address of per-CPU variable 'a'" } */
/* { dg-note "assign it in a function" "" { target *-*-* } .-1 } */
struct { struct pair pairs[2]; } c8 = { .pairs[1].p = &st.n }; /* { dg-error "address of per-CPU variable 'st'" } */
/* { dg-note "assign it in a function" "" { target *-*-* } .-1 } */
struct pair c9 = (struct pair) { 2, &x }; /* { dg-error "address of per-CPU variable 'x'" } */
/* { dg-note "assign it in a function" "" { target *-*-* } .-1 } */
struct pair *c10 = &(struct pair) { 2, &x }; /* { dg-error "address of per-CPU variable 'x'" } */
/* { dg-note "assign it in a function" "" { target *-*-* } .-1 } */
__SIZE_TYPE__ c11 = (__SIZE_TYPE__) &x; /* { dg-error "address of per-CPU variable 'x'" } */
/* { dg-note "" "" { target *-*-* } .-1 } */
/* An initialiser of a per-CPU variable cannot have the address either.  */
__attribute__ ((percpu)) int __percpu *c12 = &x; /* { dg-error "address of per-CPU variable 'x'" } */
/* { dg-note "assign it in a function" "" { target *-*-* } .-1 } */

int __percpu *
local (void)
{
  static int __percpu *c13 = &x; /* { dg-error "address of per-CPU variable 'x'" } */
/* { dg-note "assign it in a function" "" { target *-*-* } .-1 } */
  static const struct pair c14[] = { { 1, 0 }, { 2, &a[2] } }; /* { dg-error "address of per-CPU variable 'a'" } */
/* { dg-note "assign it in a function" "" { target *-*-* } .-1 } */
  static __attribute__ ((percpu)) int inner;
  static int __percpu *c15 = &inner; /* { dg-error "address of per-CPU variable 'inner'" } */
/* { dg-note "assign it in a function" "" { target *-*-* } .-1 } */

  return c14[1].p ? c13 : c15;
}
