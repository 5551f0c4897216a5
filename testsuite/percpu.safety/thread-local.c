/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* A variable has one instance for each CPU or for each thread, but not for
   both.  */

static __thread __attribute__ ((percpu)) int a;
/* { dg-error "'a' cannot be both per-CPU and thread-local" "" { target *-*-* } .-1 } */
static _Thread_local int __percpu b;
/* { dg-error "'b' cannot be both per-CPU and thread-local" "" { target *-*-* } .-1 } */
extern __attribute__ ((percpu)) _Thread_local int c;
/* { dg-error "'c' cannot be both per-CPU and thread-local" "" { target *-*-* } .-1 } */
