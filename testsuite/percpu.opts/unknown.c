/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* An option that the plugin does not know is an error, as it is for GCC.  */
/* { dg-options "-fplugin-arg-percpu-nonsense=1" } */
/* { dg-error "nonsense" "" { target *-*-* } 0 } */

int x;
