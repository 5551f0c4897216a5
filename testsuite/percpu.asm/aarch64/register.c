/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Model register in a program: a word of the thread, at an offset from the
   thread pointer that the library sets, is in place of TPIDR_EL1.

   { dg-options "-fplugin-arg-percpu-abi=hosted -march=armv8.1-a" }
   { dg-final { scan-assembler-not {tpidr_el1} } }
   { dg-final { scan-assembler-times {\tmrs\tx[0-9]+, tpidr_el0} 2 } }
   { dg-final { scan-assembler-times {:lo12:__percpu_register_offset} 2 } }
   { dg-final { scan-assembler-times {\tstadd\tx[0-9]+, \[x[0-9]+\]} 1 } } */

static __attribute__ ((percpu)) unsigned long hits;

void increment (void) { hits++; }
unsigned long load (void) { return hits; }
