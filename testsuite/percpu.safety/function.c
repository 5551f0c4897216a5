/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* The attribute is refused for functions and for their return values.  */

__attribute__ ((percpu)) int f (void);
/* { dg-error "'percpu' attribute specified for function 'f'" "" { target *-*-* } .-1 } */
static int g (void) __attribute__ ((percpu));
/* { dg-error "'percpu' attribute specified for function 'g'" "" { target *-*-* } .-1 } */
