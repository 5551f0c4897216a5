/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Position-independent code in model `register': beside the address, which is
   the variable's own and the image's bias, an operation is one instruction.
   From GCC 13 on, -O2 unrolls the small loop.

   { dg-options "-fplugin-arg-percpu-model=register -O2 -fPIC -fno-unroll-loops" } */

static __attribute__ ((percpu)) unsigned long hits;
static __attribute__ ((percpu)) int mask;

void increment (void) { hits++; }
unsigned long load (void) { return hits; }
void many (int n) { while (n-- > 0) mask += 3; }

/* { dg-final { scan-assembler-times {\tincq\t%gs:\(%r[a-z0-9]+(,%r[a-z0-9]+)?\)\n} 1 } }
   { dg-final { scan-assembler-times {\tmovq\t%gs:\(%r[a-z0-9]+(,%r[a-z0-9]+)?\), %rax\n} 1 } }
   { dg-final { scan-assembler-times {\taddl\t\$3, %gs:\(%r[a-z0-9]+(,%r[a-z0-9]+)?\)\n} 1 } }
   { dg-final { scan-assembler-times {%gs:} 3 } }
   { dg-final { scan-assembler-times {__percpu_pic_bias\(%rip\)} 3 } }
   { dg-final { scan-assembler-not {r11} } } */
