/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* A per-CPU variable is in the section `__percpu' and never common, whether it
   is initialised or not.  Public variables are hidden and have the assembler
   name percpu.NAME.  */
/* { dg-options "-fcommon -fdata-sections -fno-lto" } */

/* { dg-final { scan-assembler-times {\.section\s+__percpu,"aw"} 1 } } */
/* { dg-final { scan-assembler-not {\.comm|\.lcomm} } } */
/* { dg-final { scan-assembler {\.hidden\s+percpu\.public_one} } } */
/* { dg-final { scan-assembler {\.globa?l\s+percpu\.public_zero} } } */
/* { dg-final { scan-assembler-not {^public_(one|zero):} } } */
/* { dg-final { scan-assembler {__percpu_image} } } */

__attribute__ ((percpu)) int public_one = 1;
__attribute__ ((percpu)) int public_zero;
static __attribute__ ((percpu)) int zero __attribute__ ((used));
static const __attribute__ ((percpu)) char constant[] = "in the same section";

int
use (int i)
{
  return constant[i];
}
