/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Model rseq: an update is nine instructions, from the address of the
   descriptor to the plain store that commits; a load is four.  Out of line
   there is the same operation by exclusive accesses, for a thread whose
   sequences the kernel does not abort.

   { dg-options "-fplugin-arg-percpu-model=rseq -fplugin-arg-percpu-abi=hosted" } */

static __attribute__ ((percpu)) unsigned long hits;
static __attribute__ ((percpu)) int mask;
static __attribute__ ((percpu)) double real;

void increment (void) { hits++; }
void store (int v) { mask = v; }
unsigned long load (void) { return hits; }
int new_value (int v) { return mask &= v; }
double load_double (void) { return real; }
void store_double (double v) { real = v; }

/* { dg-final { scan-assembler-times {0:\tadrp\tx9, 3b\n\tadd\tx9, x9, :lo12:3b\n\tstr\tx9, \[x[0-9]+, 8\]\n1:\t} 4 } }
   { dg-final { scan-assembler-times {\tldr\tw9, \[x[0-9]+, 4\]\n\tldr\tx9, \[x[0-9]+, w9, sxtw 3\]\n\tcbz\tx9, 5f\n\tldr\tx10, \[x9, x[0-9]+\]\n\tadd\tx10, x10, 1\n\tstr\tx10, \[x9, x[0-9]+\]\n2:\n} 1 } }
   { dg-final { scan-assembler-times {\tcbz\tx9, 5f\n\tstr\tw[0-9]+, \[x9, x[0-9]+\]\n2:\n} 1 } }
   { dg-final { scan-assembler-times {0:\tldr\tw9, \[x[0-9]+, 4\]\n\tldr\tx9, \[x[0-9]+, w9, sxtw 3\]\n\tcbz\tx9, 5f\n\tldr\tx[0-9]+, \[x9, x[0-9]+\]\n2:\n} 1 } }
   { dg-final { scan-assembler-times {\tldr\t(w[0-9]+), \[x9, x[0-9]+\]\n\tand\tw10, \1, w[0-9]+\n\tstr\tw10, \[x9, x[0-9]+\]\n2:\n} 1 } }
   { dg-final { scan-assembler-times {\tldr\td[0-9]+, \[x9, x[0-9]+\]\n2:\n} 1 } }
   { dg-final { scan-assembler-times {\tstr\td[0-9]+, \[x9, x[0-9]+\]\n2:\n} 1 } }
   { dg-final { scan-assembler-times {5:\tldr\tw9, \[x[0-9]+, 4\]\n\tsub\tx10, x[0-9]+, 512, lsl 12\n\tldr\tx9, \[x10, w9, sxtw 3\]\n\tcbz\tx9, 9f\n} 6 } }
   { dg-final { scan-assembler-times {\tadd\tx9, x9, x[0-9]+\n7:\tldxr\tx10, \[x9\]\n\tadd\tx10, x10, 1\n\tstxr\tw11, x10, \[x9\]\n\tcbnz\tw11, 7b\n\tb\t2b\n} 1 } }
   { dg-final { scan-assembler-times {7:\tldxr\t(w[0-9]+), \[x9\]\n\tand\tw10, \1, w[0-9]+\n\tstxr\tw11, w10, \[x9\]\n} 1 } }
   { dg-final { scan-assembler-times {\t\.inst\t0xd428bc00\n\t\.type[^\n]*\n[^\n]*\n4:\tadrp\tx9, 3b\n} 4 } }
   { dg-final { scan-assembler-times {\tstr\txzr} 0 } } */
