/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* _Atomic is for objects that CPUs share.  */

static __attribute__ ((percpu)) _Atomic int a;
/* { dg-error "'_Atomic' variable 'a' cannot be per-CPU" "" { target *-*-* } .-1 } */
/* { dg-note "indivisible on their CPU without it" "" { target *-*-* } .-2 } */
static _Atomic int __percpu b;
/* { dg-error "'_Atomic' variable 'b' cannot be per-CPU" "" { target *-*-* } .-1 } */
/* { dg-note "indivisible on their CPU without it" "" { target *-*-* } .-2 } */
static __attribute__ ((percpu)) _Atomic (long) c[2];
/* { dg-error "'_Atomic' variable 'c' cannot be per-CPU" "" { target *-*-* } .-1 } */
/* { dg-note "indivisible on their CPU without it" "" { target *-*-* } .-2 } */
