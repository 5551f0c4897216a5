/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Position-independent code in model `rseq': beside the values that the library
   has put into hidden variables, each of which is loaded once, an update is
   seven instructions, of which the last but one is the operation; a load is
   four.  From GCC 13 on, -O2 unrolls the small loop.

   { dg-options "-fplugin-arg-percpu-model=rseq -O2 -fPIC -fno-unroll-loops" } */

static __attribute__ ((percpu)) unsigned long hits;
static __attribute__ ((percpu)) int mask;

void increment (void) { hits++; }
unsigned long load (void) { return hits; }
void many (int n) { while (n-- > 0) mask += 3; }

/* { dg-final { scan-assembler-times {0:\tleaq\t3b\(%rip\), %r11\n\tmovq\t%r11, %fs:8\(%r[a-z0-9]+\)\n1:\tmovl\t%fs:4\(%r[a-z0-9]+\), %r11d\n\tcmpl\t%r11d, %gs:8\(%r[a-z0-9]+\)\n\tjne\t5f\n\tincq\t%gs:\(%r[a-z0-9]+(,%r[a-z0-9]+)?\)\n2:\n\tmovq\t\$0, %fs:8\(%r[a-z0-9]+\)\n} 1 } }
   { dg-final { scan-assembler-times {0:\tmovl\t%fs:4\(%r[a-z0-9]+\), %r11d\n\tcmpl\t%r11d, %gs:8\(%r[a-z0-9]+\)\n\tjne\t5f\n\tmovq\t%gs:\(%r[a-z0-9]+(,%r[a-z0-9]+)?\), %r[a-z0-9]+\n} 1 } }
   { dg-final { scan-assembler-times {%gs:} 6 } }
   { dg-final { scan-assembler-times {__percpu_pic_rseq_offset\(%rip\)} 3 } }
   { dg-final { scan-assembler-times {__percpu_pic_page\(%rip\)} 3 } }
   { dg-final { scan-assembler-times {__percpu_pic_bias\(%rip\)} 3 } } */
