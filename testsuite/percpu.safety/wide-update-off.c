/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Who says that tearing is none of the compiler's business means updates
   too; and percpu_raw says it for one place.  */
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
