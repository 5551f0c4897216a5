/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* With -fplugin-arg-percpu-tearing=off, accesses of more than one instruction
   are not reported.  */
/* { dg-require int128 } */
/* { dg-options "-fplugin-arg-percpu-tearing=off" } */

static __attribute__ ((percpu)) struct { int n; int bits : 3; } st;
static __attribute__ ((percpu)) __int128 wide;

int
f (void)
{
  wide += 3;
  st.bits++;
  return st.bits;
}
