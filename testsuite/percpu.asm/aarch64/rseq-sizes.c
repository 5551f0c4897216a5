/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Model rseq: operations on one and two bytes load and store just these, and
   the comparison of a compare-exchange ignores the upper bits of its operand.
   A shift to the right of a signed object extends it first.

   { dg-options "-fplugin-arg-percpu-model=rseq -fplugin-arg-percpu-abi=hosted" } */

#include <percpu.h>

static __attribute__ ((percpu)) unsigned char c;
static __attribute__ ((percpu)) short s;
static __attribute__ ((percpu)) long l;

void add_byte (int v) { c += v; }
short old_half (short v) { short old = s; return old + percpu_xchg (s, v); }
void shift_half (void) { s >>= 3; }
unsigned char
exchange_byte (int old, int v)
{
  return percpu_cmpxchg (c, old, v);
}
long exchange_long (long old, long v) { return percpu_cmpxchg (l, old, v); }

/* { dg-final { scan-assembler-times {\tldrb\tw10, \[x9, x[0-9]+\]\n\tadd\tw10, w10, w[0-9]+\n\tstrb\tw10, \[x9, x[0-9]+\]\n2:\n} 1 } }
   { dg-final { scan-assembler-times {\tldrh\tw[0-9]+, \[x9, x[0-9]+\]\n\tstrh\tw[0-9]+, \[x9, x[0-9]+\]\n2:\n} 1 } }
   { dg-final { scan-assembler-times {\tldrh\tw10, \[x9, x[0-9]+\]\n\tsxth\tw10, w10\n\tasr\tw10, w10, 3\n\tstrh\tw10, \[x9, x[0-9]+\]\n2:\n} 1 } }
   { dg-final { scan-assembler-times {\tldrb\t(w[0-9]+), \[x9, x[0-9]+\]\n\tcmp\t\1, w[0-9]+, uxtb\n\tb\.ne\t2f\n\tstrb\tw[0-9]+, \[x9, x[0-9]+\]\n2:\n} 1 } }
   { dg-final { scan-assembler-times {\tldr\t(x[0-9]+), \[x9, x[0-9]+\]\n\tcmp\t\1, x[0-9]+\n\tb\.ne\t2f\n\tstr\tx[0-9]+, \[x9, x[0-9]+\]\n2:\n} 1 } }
   { dg-final { scan-assembler-times {7:\tldxrb\t(w[0-9]+), \[x9\]\n\tcmp\t\1, w[0-9]+, uxtb\n\tb\.ne\t8f\n\tstxrb\tw11, w[0-9]+, \[x9\]\n\tcbnz\tw11, 7b\n8:\n\tb\t2b\n} 1 } } */
