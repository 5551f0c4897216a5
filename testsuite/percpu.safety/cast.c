/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* An explicit cast does not give a plain address either, because there is
   none.  */

static __attribute__ ((percpu)) int x, a[4];
static __attribute__ ((percpu)) struct stats
{
  int n;
  char name[8];
  struct { int deep; } in;
  int __percpu *to;
} st;
static int plain, *p;


void
casts (void)
{
  p = (int *) &x;
/* { dg-warning "cast to generic address space pointer" "" { target *-*-* } .-1 } */
/* { dg-error "cast of per-CPU address to plain pointer type" "" { target *-*-* } .-2 } */
/* { dg-note "percpu_ptr .&x, cpu." "" { target *-*-* } .-3 } */
  p = (int *) a;	/* { dg-warning "cast to generic address space pointer" } */
/* { dg-error "cast of per-CPU address to plain pointer type" "" { target *-*-* } .-1 } */
/* { dg-note "percpu_ptr .&a, cpu." "" { target *-*-* } .-2 } */
  p = (void *) &st.n;
/* { dg-warning "cast to generic address space pointer" "" { target *-*-* } .-1 } */
/* { dg-error "cast of per-CPU address to plain pointer type" "" { target *-*-* } .-2 } */
/* { dg-note "<percpu_borrow//percpu_this_ptr>" "" { target *-*-* } .-3 } */
  p = (int *) st.to;
/* { dg-warning "cast to generic address space pointer" "" { target *-*-* } .-1 } */
/* { dg-error "cast of per-CPU address to plain pointer type" "" { target *-*-* } .-2 } */
/* { dg-note "<percpu_borrow//percpu_this_ptr>" "" { target *-*-* } .-3 } */
}

int
reads (void)
{
  return *(int *) &x;
/* { dg-warning "cast to generic address space pointer" "" { target *-*-* } .-1 } */
/* { dg-error "cast of per-CPU address to plain pointer type" "" { target *-*-* } .-2 } */
/* { dg-note "<percpu_borrow//percpu_this_ptr>" "" { target *-*-* } .-3 } */
}

void
writes (void)
{
  ((volatile char *) st.name)[1] = 'x';
/* { dg-warning "cast to generic address space pointer" "" { target *-*-* } .-1 } */
/* { dg-error "cast of per-CPU address to plain pointer type" "" { target *-*-* } .-2 } */
/* { dg-note "<percpu_borrow//percpu_this_ptr>" "" { target *-*-* } .-3 } */
}
