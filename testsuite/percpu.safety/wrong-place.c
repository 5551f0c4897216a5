/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Positions of the attribute `percpu' that are not accepted although other
   attributes may be written there.  */

enum e { A __attribute__ ((percpu)) };
/* { dg-error "'percpu' attribute specified for 'A', which is not a variable" "" { target *-*-* } .-1 } */
struct __attribute__ ((percpu)) tagged { int n; };
/* { dg-error "'percpu' attribute specified for a type" "" { target *-*-* } .-1 } */
/* { dg-note "qualifier '__percpu'" "" { target *-*-* } .-2 } */
static __attribute__ ((percpu (1))) int argument;
/* { dg-error "argument of attribute 'percpu' is not a string" "" { target *-*-* } .-1 } */
int value = (__attribute__ ((percpu)) int) 1;
/* { dg-error "'percpu' attribute specified for a type" "" { target *-*-* } .-1 } */
/* { dg-note "qualifier '__percpu'" "" { target *-*-* } .-2 } */

void
f (void)
{
label: __attribute__ ((percpu));
/* { dg-error "'percpu' attribute specified for 'label', which is not a variable" "" { target *-*-* } .-1 } */
  goto label;
}
