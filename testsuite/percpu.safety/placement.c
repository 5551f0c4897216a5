/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* A variable can have only one placement.  */

__attribute__ ((percpu ("cold"))) int a;
/* { dg-error "unknown argument 'cold' of attribute 'percpu'" "" { target *-*-* } .-1 } */
/* { dg-note "possible arguments are: hot, read_mostly, shared, page, guarded" "" { target *-*-* } .-2 } */
__attribute__ ((percpu (3))) int b;
/* { dg-error "argument of attribute 'percpu' is not a string" "" { target *-*-* } .-1 } */
__attribute__ ((percpu ("hot", "page"))) int c;
/* { dg-error "conflicting placements 'page' and 'hot' of per-CPU variable 'c'" "" { target *-*-* } .-1 } */
extern __attribute__ ((percpu ("shared"))) int d;
__attribute__ ((percpu ("read_mostly"))) int d;
/* { dg-error "conflicting placements 'shared' and 'read_mostly' of per-CPU variable 'd'" "" { target *-*-* } .-1 } */
typedef int __attribute__ ((percpu ("hot"))) e;
/* { dg-error "argument 'hot' of attribute 'percpu' specified for type 'e'" "" { target *-*-* } .-1 } */
/* { dg-note "give it to the variables of the type" "" { target *-*-* } .-2 } */
extern __attribute__ ((percpu ("hot"))) int f;
extern __attribute__ ((percpu)) int f;
__attribute__ ((percpu ("hot"))) int f;
