/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* A per-CPU address can be compared only with per-CPU addresses.  Its
   difference from a plain address is not defined either.  */

static __attribute__ ((percpu)) int x, a[4];
static __attribute__ ((percpu)) struct stats
{
  int n;
  char name[8];
  struct { int deep; } in;
  int __percpu *to;
} st;
static int plain, *p;


int
equal (void)
{
  return p == &x;
/* { dg-error "comparison of pointers to disjoint address spaces" "" { target *-*-* } .-1 } */
/* { dg-note "per-CPU" "" { target *-*-* } .-2 } */
}

int
unequal (void)
{
  return &st.n != &plain;
/* { dg-error "comparison of pointers to disjoint address spaces" "" { target *-*-* } .-1 } */
/* { dg-note "per-CPU" "" { target *-*-* } .-2 } */
}

int
less (void)
{
  return p < a;
/* { dg-error "comparison of pointers to disjoint address spaces" "" { target *-*-* } .-1 } */
/* { dg-note "per-CPU" "" { target *-*-* } .-2 } */
}

int
with_void (void *v)
{
  return v == &x;
/* { dg-error "comparison of pointers to disjoint address spaces" "" { target *-*-* } .-1 } */
/* { dg-note "per-CPU" "" { target *-*-* } .-2 } */
}

long
difference (void)
{
  return p - &x;	/* { dg-error "invalid operands to binary -" } */
/* { dg-note "per-CPU" "" { target *-*-* } .-1 } */
}
