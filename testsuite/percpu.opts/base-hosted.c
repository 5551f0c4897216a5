/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* The hosted runtime sets one register, in models register and rseq.  */
/* { dg-require arch x86-64 } */
/* { dg-options "-fplugin-arg-percpu-model=register -fplugin-arg-percpu-base=fs" } */
/* { dg-error "option '-fplugin-arg-percpu-base=fs' is not possible with the hosted runtime" "" { target *-*-* } 0 } */
/* { dg-note "its register is 'gs'; other registers need '-ffreestanding' or '-fplugin-arg-percpu-abi=freestanding'" "" { target *-*-* } 0 } */

int x;
