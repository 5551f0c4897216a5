/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Registers have numbers only where the instruction that reads one contains a
   number, and no number is larger than that instruction allows.  */
/* { dg-options "-fplugin-arg-percpu-base=0x1000" } */
/* { dg-error "'0x1000' is not a valid value for option '-fplugin-arg-percpu-base'" "" { target *-*-* } 0 } */
/* { dg-note "possible values are: " "" { target *-*-* } 0 } */

int x;
