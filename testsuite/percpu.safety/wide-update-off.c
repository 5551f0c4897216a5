/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* The option that permits tearing also permits such updates.  percpu_raw
   permits it for one access.  */
/* { dg-require int128 } */
/* { dg-options "-fplugin-arg-percpu-tearing=off" } */

#include <percpu.h>

static __attribute__ ((percpu)) long double ld;
static __attribute__ ((percpu)) __int128 wide;

void
f (void)
{
  ld += 1;
  wide++;
}
