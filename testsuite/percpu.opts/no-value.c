/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* So is an option without its value.  */
/* { dg-options "-fplugin-arg-percpu-tearing" } */
/* { dg-error "option '-fplugin-arg-percpu-tearing' needs a value" "" { target *-*-* } 0 } */
/* { dg-note "error, warn, off" "" { target *-*-* } 0 } */

int x;
