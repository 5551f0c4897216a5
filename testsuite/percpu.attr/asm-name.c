/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* An assembler name that the program gives to a variable is kept.  */
/* { dg-options "-fno-lto" } */

/* { dg-final { scan-assembler {\mother_name:} } } */
/* { dg-final { scan-assembler-not {percpu\.x} } } */

__attribute__ ((percpu)) int x asm ("other_name");
extern __attribute__ ((percpu)) int y asm ("elsewhere");

int
f (void)
{
  y++;
  return x++;
}
