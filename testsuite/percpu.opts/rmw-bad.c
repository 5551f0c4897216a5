/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* The option rmw has two values.  */
/* { dg-options "-fplugin-arg-percpu-rmw=short" } */
/* { dg-error "'short' is not a valid value for option '-fplugin-arg-percpu-rmw'" "" { target *-*-* } 0 } */
/* { dg-note "possible values are: indivisible, plain" "" { target *-*-* } 0 } */

int x;
