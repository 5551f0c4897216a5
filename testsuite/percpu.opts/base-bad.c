/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* A register that the target does not have is an error that lists those that
   it has.  */
/* { dg-options "-fplugin-arg-percpu-base=r99" } */
/* { dg-error "'r99' is not a valid value for option '-fplugin-arg-percpu-base'" "" { target *-*-* } 0 } */
/* { dg-note "possible values are: (gs, fs|tpidr_el1, tpidr_el2, tpidr_el0|tpidrprw, tpidruro, tpidrurw|tp, gp, sscratch, mscratch, NUMBER|r21, tp)" "" { target *-*-* } 0 } */

int x;
