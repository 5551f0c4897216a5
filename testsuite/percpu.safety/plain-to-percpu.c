/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* A plain pointer is the address of one object.  With the displacement of a CPU
   added it would point elsewhere.  */

static __attribute__ ((percpu)) int x, a[4];
static __attribute__ ((percpu)) struct stats
{
  int n;
  char name[8];
  struct { int deep; } in;
  int __percpu *to;
} st;
static int plain, *p;


extern void *allocate (unsigned long);
extern void take (int __percpu *);

int __percpu *file_scope = &plain;
/* { dg-error "non-enclosed address space" "" { target *-*-* } .-1 } */
/* { dg-note "only the address of a variable" "" { target *-*-* } .-2 } */
int __percpu *array[] = { &x, &plain };
/* { dg-error "non-enclosed address space" "" { target *-*-* } .-1 } */
/* { dg-note "only the address of a variable" "" { target *-*-* } .-2 } */

int __percpu *
implicit (int *q, void *v)
{
  int local = 1, __percpu_count = 1;
  int __percpu *r = &local;
/* { dg-error "initialization from pointer to non-enclosed address space" "" { target *-*-* } .-1 } */
/* { dg-note "only the address of a variable" "" { target *-*-* } .-2 } */

  (void) __percpu_count;
  r = q;
/* { dg-error "assignment from pointer to non-enclosed address space" "" { target *-*-* } .-1 } */
/* { dg-note "only the address of a variable" "" { target *-*-* } .-2 } */
  r = v;
/* { dg-error "assignment from pointer to non-enclosed address space" "" { target *-*-* } .-1 } */
/* { dg-note "only the address of a variable" "" { target *-*-* } .-2 } */
  r = allocate (4);
/* { dg-error "assignment from pointer to non-enclosed address space" "" { target *-*-* } .-1 } */
/* { dg-note "only the address of a variable" "" { target *-*-* } .-2 } */
  st.to = &plain;
/* { dg-error "assignment from pointer to non-enclosed address space" "" { target *-*-* } .-1 } */
/* { dg-note "only the address of a variable" "" { target *-*-* } .-2 } */
  take (q);	/* { dg-error "passing argument 1 of 'take'" } */
/* { dg-note "only the address of a variable" "" { target *-*-* } .-1 } */
  take (&local);	/* { dg-error "passing argument 1 of 'take'" } */
/* { dg-note "only the address of a variable" "" { target *-*-* } .-1 } */
  (void) r;
  return q;
/* { dg-error "return from pointer to non-enclosed address space" "" { target *-*-* } .-1 } */
/* { dg-note "only the address of a variable" "" { target *-*-* } .-2 } */
}

const char __percpu *
literal (void)
{
  return "string";
/* { dg-error "return from pointer to non-enclosed address space" "" { target *-*-* } .-1 } */
/* { dg-note "only the address of a variable" "" { target *-*-* } .-2 } */
}
