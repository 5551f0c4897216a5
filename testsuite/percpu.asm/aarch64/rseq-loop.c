/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Model rseq, optimized: the address of the descriptor is an operand of the
   sequence, so that GCC computes it before a loop.  Only the first copy of the
   statement uses it; behind the landing place it has the same sequence with the
   address in x9, for the library.

   { dg-options "-fplugin-arg-percpu-model=rseq -fplugin-arg-percpu-abi=hosted -O2" }
   { dg-final { scan-assembler-times {\tadrp\t(x[0-9]+), (\.Lpercpu_cs_[0-9]+)\n\tadd\t\1, \1, :lo12:\2\n} 1 } }
   { dg-final { scan-assembler-times {0:\tstr\tx([0-8]|1[2-8]), \[x[0-9]+, 8\]\n1:\n\t\.else\n} 1 } }
   { dg-final { scan-assembler-times {\n\.Lpercpu_cs_[0-9]+:\n3:\t\.long} 1 } }
   { dg-final { scan-assembler-times {\tb\t__percpu_abort\n\t\.if\t\.Lpercpu_first\n\tstr\tx9, \[x[0-9]+, 8\]\n\t\.set\t\.Lpercpu_end, 2b\n\tldr\tw9, \[x[0-9]+, 4\]\n\tldr\tx9, \[x[0-9]+, w9, sxtw 3\]\n\tcbz\tx9, 5f\n\tldr\tx10, \[x9, x[0-9]+\]\n\tadd\tx10, x10, 1\n\tstr\tx10, \[x9, x[0-9]+\]\n2:\tb\t\.Lpercpu_end\n\t\.endif\n5:} 1 } } */

static __attribute__ ((percpu)) unsigned long hits;

void
increment (unsigned long n)
{
  do
    hits++;
  while (--n);
}
