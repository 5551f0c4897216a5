/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* -fplugin-arg-percpu-tearing=off: the author knows.  */
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
