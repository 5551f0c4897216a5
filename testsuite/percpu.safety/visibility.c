/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Another component has other areas, so a per-CPU variable must have hidden
   visibility.  */

__attribute__ ((percpu, visibility ("default"))) int a;
/* { dg-error "per-CPU variable 'a' must have hidden visibility" "" { target *-*-* } .-1 } */
/* { dg-note "a function that returns '&a'" "" { target *-*-* } .-2 } */
__attribute__ ((visibility ("protected"), percpu)) int b;
/* { dg-error "per-CPU variable 'b' must have hidden visibility" "" { target *-*-* } .-1 } */
/* { dg-note "a function that returns '&b'" "" { target *-*-* } .-2 } */
__attribute__ ((percpu, visibility ("hidden"))) int c;
__attribute__ ((percpu, visibility ("internal"))) int d;
