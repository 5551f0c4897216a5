/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Objects without a CPU-local operation can be updated through percpu_raw
   without a diagnostic.  */
/* { dg-require int128 } */
/* { dg-options "-fplugin-arg-percpu-tearing=error" } */
/* { dg-additional-options "-fplugin-arg-percpu-unguarded=off" } */

#include <percpu.h>

static __attribute__ ((percpu)) long double ld;
static __attribute__ ((percpu)) __int128 wide;
static __attribute__ ((percpu)) struct { int bits : 3; _Complex double z; } st;

void
f (void)
{
  percpu_raw (ld) += 1;
  percpu_raw (wide)++;
  percpu_raw (st).bits--;
  percpu_raw (st.z) *= 2;
}
