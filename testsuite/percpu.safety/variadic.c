/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* A variable argument is assumed to be a plain pointer.  */

static __attribute__ ((percpu)) int x, a[4];
static __attribute__ ((percpu)) struct stats
{
  int n;
  char name[8];
  struct { int deep; } in;
  int __percpu *to;
} st;
static int plain, *p;


extern int print (const char *, ...);

void
variadic (void)
{
  print ("%p", &x);
/* { dg-error "per-CPU address passed as variable argument 2" "" { target *-*-* } .-1 } */
/* { dg-note "<percpu_borrow//percpu_this_ptr>" "" { target *-*-* } .-2 } */
  print ("%d%s", 1, st.name);
/* { dg-error "per-CPU address passed as variable argument 3" "" { target *-*-* } .-1 } */
/* { dg-note "<percpu_borrow//percpu_this_ptr>" "" { target *-*-* } .-2 } */
  print ("%p", st.to);
/* { dg-error "per-CPU address passed as variable argument 2" "" { target *-*-* } .-1 } */
/* { dg-note "<percpu_borrow//percpu_this_ptr>" "" { target *-*-* } .-2 } */
  __builtin_printf ("%p", (void __percpu *) a);
/* { dg-error "per-CPU address passed as variable argument 2" "" { target *-*-* } .-1 } */
/* { dg-note "<percpu_borrow//percpu_this_ptr>" "" { target *-*-* } .-2 } */
/* { dg-note "to print the per-CPU address itself" "" { target *-*-* } .-3 } */
}
