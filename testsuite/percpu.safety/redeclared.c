/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* All declarations of a variable must agree.  */

extern int a;	/* { dg-note "previous declaration of 'a'" } */
extern __attribute__ ((percpu)) int a;
/* { dg-error "conflicting named address spaces .__percpu vs generic. for 'a'" "" { target *-*-* } .-1 } */
extern __attribute__ ((percpu)) int b;
/* { dg-note "previous declaration of 'b'" "" { target *-*-* } .-1 } */
int b = 1;
/* { dg-error "conflicting named address spaces .generic vs __percpu. for 'b'" "" { target *-*-* } .-1 } */
extern int __percpu c;
__attribute__ ((percpu)) int c;
extern int d;	/* { dg-note "previous declaration of 'd'" } */

void
local (void)
{
  extern __attribute__ ((percpu)) int d;
/* { dg-error "conflicting named address spaces .__percpu vs generic. for 'd'" "" { target *-*-* } .-1 } */

  d++;
}

extern int __percpu *e;	/* { dg-note "previous declaration of 'e'" } */
extern int *e;	/* { dg-error "conflicting types for 'e'" } */
extern void f (int __percpu *);
/* { dg-note "previous declaration of 'f'" "" { target *-*-* } .-1 } */
extern void f (int *);	/* { dg-error "conflicting types for 'f'" } */
