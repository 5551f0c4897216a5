/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* An invalid value of an option is an error that lists the valid ones.  */
/* { dg-options "-fplugin-arg-percpu-model=sometimes" } */
/* { dg-error "'sometimes' is not a valid value for option '-fplugin-arg-percpu-model'" "" { target *-*-* } 0 } */
/* { dg-note "register, rseq, single" "" { target *-*-* } 0 } */

int x;
