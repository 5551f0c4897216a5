/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* The address of a per-CPU variable is not a valid argument for a parameter
   that is a plain pointer.  */

static __attribute__ ((percpu)) int x, a[4];
static __attribute__ ((percpu)) struct stats
{
  int n;
  char name[8];
  struct { int deep; } in;
  int __percpu *to;
} st;
static int plain, *p;


extern void take (const int *);
extern void take_void (void *);
extern void take_array (int [4]);

void
pass (void)
{
  take (&x);
/* { dg-error "passing argument 1 of 'take' from pointer to non-enclosed address space" "" { target *-*-* } .-1 } */
/* { dg-note "<percpu_borrow//percpu_this_ptr>" "" { target *-*-* } .-2 } */
  take (a);
/* { dg-error "passing argument 1 of 'take' from pointer to non-enclosed address space" "" { target *-*-* } .-1 } */
/* { dg-note "<percpu_borrow//percpu_this_ptr>" "" { target *-*-* } .-2 } */
  take_void (&st);	/* { dg-error "passing argument 1 of 'take_void'" } */
/* { dg-note "<percpu_borrow//percpu_this_ptr>" "" { target *-*-* } .-1 } */
  take_void (st.name);	/* { dg-error "passing argument 1 of 'take_void'" } */
/* { dg-note "<percpu_borrow//percpu_this_ptr>" "" { target *-*-* } .-1 } */
  take_array (a);	/* { dg-error "passing argument 1 of 'take_array'" } */
/* { dg-note "<percpu_borrow//percpu_this_ptr>" "" { target *-*-* } .-1 } */
  (&take_void) (st.to);	/* { dg-error "non-enclosed address space" } */
/* { dg-note "<percpu_borrow//percpu_this_ptr>" "" { target *-*-* } .-1 } */
}
