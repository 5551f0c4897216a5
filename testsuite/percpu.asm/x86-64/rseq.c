/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Model rseq: an update is six instructions, the last of which is that of model
   register; a load is four.  The offset of the struct rseq is loaded once for
   a loop.

   { dg-options "-fplugin-arg-percpu-model=rseq" } */

static __attribute__ ((percpu)) unsigned long hits;
static __attribute__ ((percpu)) int mask;
void other (void);

void increment (void) { hits++; }
void store (int v) { mask = v; }
unsigned long load (void) { return hits; }
int new_value (int v) { return mask &= v; }

/* { dg-final { scan-assembler-times {0:\tleaq\t3b\(%rip\), %r11\n\tmovq\t%r11, %fs:8\(%r[a-z0-9]+\)\n1:\tmovl\t%fs:4\(%r[a-z0-9]+\), %r11d\n\tcmpl\t%r11d, %gs:__percpu_tag\(%rip\)\n\tjne\t5f\n\tincq\t%gs:hits\(%rip\)\n2:\n} 1 } }
   { dg-final { scan-assembler-times {\tjne\t5f\n\tmovl\t%[a-z]+, %gs:mask\(%rip\)\n2:\n} 1 } }
   { dg-final { scan-assembler-times {0:\tmovl\t%fs:4\(%r[a-z0-9]+\), %r11d\n\tcmpl\t%r11d, %gs:__percpu_tag\(%rip\)\n\tjne\t5f\n\tmovq\t%gs:hits\(%rip\), %r[a-z0-9]+\n} 1 } }
   { dg-final { scan-assembler-times {\tcmpxchgl\t%[a-z0-9]+, %gs:mask\(%rip\)\n2:\tjne\t0b\n} 1 } }
   { dg-final { scan-assembler-times {%gs:hits} 2 } }
   { dg-final { scan-assembler-times {%gs:mask} 3 } }
   { dg-final { scan-assembler-times {\.byte\t0x0f, 0xb9, 0x3d\n\t\.long\t0x53053053\n\t\.type[^\n]*\n[^\n]*\n4:} 3 } } */
