/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* The value of option `abi' must be the name of an ABI.  */
/* { dg-options "-fplugin-arg-percpu-abi=windows" } */
/* { dg-error "'windows' is not a valid value for option" "" { target *-*-* } 0 } */
/* { dg-note "hosted, freestanding" "" { target *-*-* } 0 } */

int x;
