/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Model rseq in code for shared objects: rseq_cs is reset after the commit, and
   the words are those of the image.  A load sets none.

   { dg-options "-fplugin-arg-percpu-model=rseq -fplugin-arg-percpu-abi=hosted -O2 -fPIC" } */

static __attribute__ ((percpu)) unsigned long hits;

void increment (void) { hits++; }
unsigned long load (void) { return hits; }

/* { dg-final { scan-assembler-times {\tstr\tx10, \[x9, x[0-9]+\]\n2:\tstr\txzr, \[x[0-9]+, 8\]\n} 1 } }
   { dg-final { scan-assembler-times {\tstr\txzr, \[x[0-9]+, 8\]} 1 } }
   { dg-final { scan-assembler {__percpu_pic_rseq_table} } }
   { dg-final { scan-assembler {__percpu_pic_rseq_offset} } } */
