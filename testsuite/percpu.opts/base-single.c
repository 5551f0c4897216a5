/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Model single has no register to choose.  */
/* { dg-require arch x86-64 } */
/* { dg-options "-fplugin-arg-percpu-model=single -fplugin-arg-percpu-base=gs" } */
/* { dg-error "option '-fplugin-arg-percpu-base=gs' is not possible in model 'single', which uses no register" "" { target *-*-* } 0 } */

int x;
