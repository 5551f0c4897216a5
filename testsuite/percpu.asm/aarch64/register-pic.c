/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Model register in a shared object: the offset of the thread's word is that
   of the image.

   { dg-options "-fplugin-arg-percpu-abi=hosted -fPIC" }
   { dg-final { scan-assembler-not {tpidr_el1} } }
   { dg-final { scan-assembler {__percpu_pic_register_offset} } }
   { dg-final { scan-assembler-not {__percpu_register_offset} } } */

static __attribute__ ((percpu)) unsigned long hits;

void increment (void) { hits++; }
