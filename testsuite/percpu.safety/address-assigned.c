/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* A plain pointer cannot hold the address of a per-CPU variable: not by
   assignment, as an initial value or as a returned value.  */

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
assign (void)
{
  p = &x;
/* { dg-error "assignment from pointer to non-enclosed address space" "" { target *-*-* } .-1 } */
/* { dg-note "<percpu_borrow//percpu_this_ptr>" "" { target *-*-* } .-2 } */
  p = a;
/* { dg-error "assignment from pointer to non-enclosed address space" "" { target *-*-* } .-1 } */
/* { dg-note "<percpu_borrow//percpu_this_ptr>" "" { target *-*-* } .-2 } */
  p = &a[2];	/* { dg-error "non-enclosed address space" } */
/* { dg-note "<percpu_borrow//percpu_this_ptr>" "" { target *-*-* } .-1 } */
  p = a + 1;	/* { dg-error "non-enclosed address space" } */
/* { dg-note "<percpu_borrow//percpu_this_ptr>" "" { target *-*-* } .-1 } */
  p = &st.n;	/* { dg-error "non-enclosed address space" } */
/* { dg-note "<percpu_borrow//percpu_this_ptr>" "" { target *-*-* } .-1 } */
  p = &st.in.deep;	/* { dg-error "non-enclosed address space" } */
/* { dg-note "<percpu_borrow//percpu_this_ptr>" "" { target *-*-* } .-1 } */
  p = st.to;	/* { dg-error "non-enclosed address space" } */
/* { dg-note "<percpu_borrow//percpu_this_ptr>" "" { target *-*-* } .-1 } */
  p = (&st)->to + 1;	/* { dg-error "non-enclosed address space" } */
/* { dg-note "<percpu_borrow//percpu_this_ptr>" "" { target *-*-* } .-1 } */
}

int *
initial (void)
{
  int *local = &x;
/* { dg-error "initialization from pointer to non-enclosed address space" "" { target *-*-* } .-1 } */
/* { dg-note "<percpu_borrow//percpu_this_ptr>" "" { target *-*-* } .-2 } */
  struct { void *first; } s = { &st };
/* { dg-error "non-enclosed address space" "" { target *-*-* } .-1 } */
/* { dg-note "<percpu_borrow//percpu_this_ptr>" "" { target *-*-* } .-2 } */
  int *array[] = { &plain, a };
/* { dg-error "non-enclosed address space" "" { target *-*-* } .-1 } */
/* { dg-note "<percpu_borrow//percpu_this_ptr>" "" { target *-*-* } .-2 } */

  (void) s, (void) array, (void) local;
  return &x;
/* { dg-error "return from pointer to non-enclosed address space" "" { target *-*-* } .-1 } */
/* { dg-note "<percpu_borrow//percpu_this_ptr>" "" { target *-*-* } .-2 } */
}

const char *
decay (void)
{
  return st.name;
/* { dg-error "return from pointer to non-enclosed address space" "" { target *-*-* } .-1 } */
/* { dg-note "<percpu_borrow//percpu_this_ptr>" "" { target *-*-* } .-2 } */
}

const char *
decay_later (void)
{
  __auto_type name = st.name;

  return name;
/* { dg-error "return from pointer to non-enclosed address space" "" { target *-*-* } .-1 } */
/* { dg-note "<percpu_borrow//percpu_this_ptr>" "" { target *-*-* } .-2 } */
}
