/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* The operands of ?: cannot be a plain and a per-CPU pointer.  */

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
mixed (int i)
{
  return *(i ? &x : &plain);
/* { dg-error "disjoint address spaces used in conditional" "" { target *-*-* } .-1 } */
/* { dg-note "per-CPU" "" { target *-*-* } .-2 } */
}

int
mixed_other (int i)
{
  return *(i ? p : a);
/* { dg-error "disjoint address spaces used in conditional" "" { target *-*-* } .-1 } */
/* { dg-note "per-CPU" "" { target *-*-* } .-2 } */
}

int *
null (int i)
{
  return i ? &x : (int *) 0;
/* { dg-error "disjoint address spaces|non-enclosed address space" "" { target *-*-* } .-1 } */
/* { dg-note "per-CPU" "" { target *-*-* } .-2 } */
}

int *
null_constant (int i)
{
  return i ? &x : 0;	/* { dg-error "non-enclosed address space" } */
/* { dg-note "<percpu_borrow//percpu_this_ptr>" "" { target *-*-* } .-1 } */
}
