/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* An option without its value is an error.  */
/* { dg-options "-fplugin-arg-percpu-tearing" } */
/* { dg-error "option '-fplugin-arg-percpu-tearing' needs a value" "" { target *-*-* } 0 } */
/* { dg-note "error, warn, off" "" { target *-*-* } 0 } */

int x;
