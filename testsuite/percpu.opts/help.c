/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* -fplugin-arg-percpu-help lists the options, and the compilation
   continues.  */
/* { dg-options "-fplugin-arg-percpu-help" } */
/* { dg-message "model=register.rseq.single" "" { target *-*-* } 0 } */
/* { dg-message "abi=hosted.freestanding" "" { target *-*-* } 0 } */
/* { dg-message "tearing=error.warn.off" "" { target *-*-* } 0 } */
/* { dg-message "guard=error.warn.off" "" { target *-*-* } 0 } */
/* { dg-message "lifetime=error.warn.off" "" { target *-*-* } 0 } */
/* { dg-message "free=error.warn.off" "" { target *-*-* } 0 } */
/* { dg-message "leak=error.warn.off" "" { target *-*-* } 0 } */
/* { dg-message "alias=error.warn.off" "" { target *-*-* } 0 } */
/* { dg-message "complex=error.warn.off" "" { target *-*-* } 0 } */
/* { dg-message "check-then-act=error.warn.off" "" { target *-*-* } 0 } */
/* { dg-message "unguarded=error.warn.off" "" { target *-*-* } 0 } */
/* { dg-message "hardened=off.warn.trap" "" { target *-*-* } 0 } */
/* { dg-message "rmw=indivisible.plain" "" { target *-*-* } 0 } */
/* { dg-message "how operations modify data .plain: no code can interrupt them" "" { target *-*-* } 0 } */
/* { dg-message "base=(gs.fs|tpidr_el1.tpidr_el2.tpidr_el0|tpidrprw.tpidruro.tpidrurw|tp.gp.sscratch.mscratch.NUMBER|r21.tp)" "" { target *-*-* } 0 } */
/* { dg-message "the register with the displacement of this CPU's area" "" { target *-*-* } 0 } */
/* { dg-message "ptions of the percpu|action when|how an operation|how areas|diagnose|help|print this list" "" { target *-*-* } 0 } */

int x;
