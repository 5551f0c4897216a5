/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* -g3, which records macros, also records those of the plugin.  */
/* { dg-options "-g3" } */

static __attribute__ ((percpu)) int x;

int
f (void)
{
  return x++;
}
