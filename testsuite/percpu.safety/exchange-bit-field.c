/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* A bit-field has no address.  */

#include <percpu.h>

static __attribute__ ((percpu)) struct { unsigned int low : 3; } bits;

void
f (void)
{
  percpu_xchg (bits.low, 1);
/* { dg-error "cannot take address of bit-field" "" { target *-*-* } 0 } */
}
