/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* With the options of Linux, too, a plain variable or pointer is not per-CPU,
   and a per-CPU pointer is not plain.  */
/* { dg-require arch x86-64 } */
/* { dg-options "-mcmodel=kernel -fno-pic -fno-pie -mno-sse -D__KERNEL__" } */

static __attribute__ ((percpu)) unsigned long hits;
static unsigned long plain;	/* { dg-note "declared here" } */
static __attribute__ ((section (".data.other"))) unsigned long other;	/* { dg-note "declared here" } */
extern void take (unsigned long *);

void
f (unsigned long *p, unsigned long __percpu *q)
{
  (*__builtin_percpu_address (&plain))++;	/* { dg-error "'plain' is not a per-CPU variable" } */
  (*__builtin_percpu_address (&other))++;	/* { dg-error "'other' is not a per-CPU variable" } */
  (*__builtin_percpu_address (p))++;	/* { dg-error "is not a pointer to per-CPU data" } */
  /* { dg-note "'percpu_from_kernel' converts a pointer" "" { target *-*-* } .-1 } */
  take (&hits);			/* { dg-error "address space" } */
  /* { dg-note "use operators, 'percpu_this_ptr' for a plain pointer" "" { target *-*-* } .-1 } */
  q = p;			/* { dg-error "address space" } */
  /* { dg-note "'percpu_from_kernel' converts a pointer" "" { target *-*-* } .-1 } */
}
