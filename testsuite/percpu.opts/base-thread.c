/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Model register of programs uses a word of the thread and no register, so
   that even the default register is refused.  */
/* { dg-require arch aarch64 } */
/* { dg-options "-fplugin-arg-percpu-model=register -fplugin-arg-percpu-base=tpidr_el1" } */
/* { dg-error "option '-fplugin-arg-percpu-base=tpidr_el1' is not possible with the hosted runtime" "" { target *-*-* } 0 } */
/* { dg-note "it uses a word of each thread; registers need '-ffreestanding' or '-fplugin-arg-percpu-abi=freestanding'" "" { target *-*-* } 0 } */

int x;
