/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* 32-bit code is not supported.  */
/* { dg-require arch x86-64 } */
/* { dg-options "-m32" } */
/* { dg-error "x86 code other than -m64 is not supported" "" { target *-*-* } 0 } */

int x;
