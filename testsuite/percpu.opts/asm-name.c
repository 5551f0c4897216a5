/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* A variable whose assembler name the user gives has that name.  */

__attribute__ ((percpu)) int x asm ("other");

void f (void) { x++; }

/* { dg-final { scan-assembler {\mother:} } }
   { dg-final { scan-assembler-not {percpu\.x} } } */
