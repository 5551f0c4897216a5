/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* The operands of percpu_max and percpu_min must be exchangeable by one
   instruction and must be ordered.  */
/* { dg-additional-options "-Wno-error=int-conversion" } */

#include <percpu.h>

static __attribute__ ((percpu)) _Complex float z;
static __attribute__ ((percpu)) const int fixed = 1;
static __attribute__ ((percpu)) long double wide;
static __attribute__ ((percpu)) struct { int a, b; } st;
static __attribute__ ((percpu)) long x;
static int plain;

void
f (void)
{
  percpu_max (z, 1);	/* { dg-error "'percpu_max' of per-CPU data of type 'complex float' is not supported" } */
/* { dg-note "it takes integers, pointers and floating-point numbers" "" { target *-*-* } .-1 } */
  percpu_min (fixed, 1);	/* { dg-error "'percpu_min' of read-only per-CPU data" } */
  percpu_max (wide, 1);	/* { dg-error "'percpu_max' of per-CPU data of type 'long double' is not supported" "" { target aarch64*-*-* loongarch*-*-* riscv*-*-* x86_64-*-* } } */
/* { dg-note "it takes integers" "" { target aarch64*-*-* loongarch*-*-* riscv*-*-* x86_64-*-* } .-1 } */
  percpu_min (st, st);	/* { dg-error "'percpu_min' of per-CPU data of type" } */
/* { dg-note "it takes integers" "" { target *-*-* } .-1 } */
  percpu_min (plain, 1);	/* { dg-error "'plain' is not a per-CPU variable" } */
/* { dg-note "'plain' is declared here without" "" { target *-*-* } 15 } */
  percpu_max (x, &plain);	/* { dg-warning "initialization of 'long int' from 'int \\*' makes integer from pointer" } */
  percpu_max (x, 1);
}
