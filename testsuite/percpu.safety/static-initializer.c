/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* A plain static pointer cannot be initialised with the address of a per-CPU
   variable.  */

static __attribute__ ((percpu)) int x, a[4];
static __attribute__ ((percpu)) struct stats
{
  int n;
  char name[8];
  struct { int deep; } in;
  int __percpu *to;
} st;
static int plain, *p;


int *s1 = &x;
/* { dg-error "initialization from pointer to non-enclosed address space" "" { target *-*-* } .-1 } */
/* { dg-note "<percpu_borrow//percpu_this_ptr>" "" { target *-*-* } .-2 } */
void *s2 = &st;
/* { dg-error "initialization from pointer to non-enclosed address space" "" { target *-*-* } .-1 } */
/* { dg-note "<percpu_borrow//percpu_this_ptr>" "" { target *-*-* } .-2 } */
const char *s3 = st.name;
/* { dg-error "initialization from pointer to non-enclosed address space" "" { target *-*-* } .-1 } */
/* { dg-note "<percpu_borrow//percpu_this_ptr>" "" { target *-*-* } .-2 } */
int *s4[] = { &plain, a };
/* { dg-error "initialization from pointer to non-enclosed address space" "" { target *-*-* } .-1 } */
/* { dg-note "<percpu_borrow//percpu_this_ptr>" "" { target *-*-* } .-2 } */
struct { int n; void *p; } s5 = { .p = &st.in };
/* { dg-error "initialization from pointer to non-enclosed address space" "" { target *-*-* } .-1 } */
/* { dg-note "<percpu_borrow//percpu_this_ptr>" "" { target *-*-* } .-2 } */

void
local (void)
{
  static int *s6 = &x;
/* { dg-error "initialization from pointer to non-enclosed address space" "" { target *-*-* } .-1 } */
/* { dg-note "<percpu_borrow//percpu_this_ptr>" "" { target *-*-* } .-2 } */
  (void) s6;
}
