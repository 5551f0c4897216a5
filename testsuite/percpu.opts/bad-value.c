/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* A value that an option does not have is an error that lists those it has.  */
/* { dg-options "-fplugin-arg-percpu-model=sometimes" } */
/* { dg-error "'sometimes' is not a valid value for option '-fplugin-arg-percpu-model'" "" { target *-*-* } 0 } */
/* { dg-note "register, rseq, single" "" { target *-*-* } 0 } */

int x;
