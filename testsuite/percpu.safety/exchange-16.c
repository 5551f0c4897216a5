/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Sixteen bytes can be exchanged only if the processor has an instruction for
   that.  */
/* { dg-require int128 } */

#include <percpu.h>

static __attribute__ ((percpu)) __int128 wide;

void
f (void)
{
  percpu_xchg (wide, 1); /* { dg-error "16 bytes is not supported: (it needs -mcx16|there is no sequence for it on this target)" } */
}
