/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Model rseq, the default of compilers for aarch64 Linux, uses no register.  */
/* { dg-require arch aarch64 } */
/* { dg-options "-fplugin-arg-percpu-base=tpidr_el2" } */
/* { dg-error "option '-fplugin-arg-percpu-base=tpidr_el2' is not possible in model 'rseq', which uses no register on this target" "" { target *-*-* } 0 } */
/* { dg-note "model 'register' uses it; in kernels it is the default with '-ffreestanding'" "" { target *-*-* } 0 } */

int x;
