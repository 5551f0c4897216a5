/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* A type has at most one named address space.  */
/* { dg-require arch x86-64 } */

static __attribute__ ((percpu)) __seg_fs int a;
/* { dg-error "'a' in another named address space cannot be per-CPU" "" { target *-*-* } .-1 } */
static __seg_gs __percpu int b;
/* { dg-error "incompatible address space qualifiers" "" { target *-*-* } .-1 } */
