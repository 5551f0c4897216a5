/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* So is the option without a value.  */
/* { dg-options "-fplugin-arg-percpu-base" } */
/* { dg-error "option '-fplugin-arg-percpu-base' needs a value" "" { target *-*-* } 0 } */
/* { dg-note "possible values are: (gs, fs|tpidr_el1, tpidr_el2, tpidr_el0|tpidrprw, tpidruro, tpidrurw|tp, gp, sscratch, mscratch, NUMBER|r21, tp)" "" { target *-*-* } 0 } */

int x;
