/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* An unknown option of the plugin is an error, like one of GCC.  */
/* { dg-options "-fplugin-arg-percpu-nonsense=1" } */
/* { dg-error "nonsense" "" { target *-*-* } 0 } */

int x;
