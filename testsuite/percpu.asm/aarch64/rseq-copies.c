/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Model rseq: the compiler copies a sequence whose descriptor's address is an
   operand, here by inlining.  The first copy in the assembler code has the
   symbol of the descriptor; each other one has a descriptor of its own, whose
   address it computes.

   { dg-do assemble }
   { dg-options "-fplugin-arg-percpu-model=rseq -fplugin-arg-percpu-abi=hosted -O2" } */

static __attribute__ ((percpu)) unsigned long hits;

static inline __attribute__ ((always_inline)) void
increment (void)
{
  hits++;
}

void first (void) { increment (); }
void second (void) { increment (); }

/* { dg-final { scan-disassembly first {\mstr\M[ \t]+x[0-8], \[x[0-9]+, #8\]} } }
   { dg-final { scan-disassembly-not first {\mstr\M[ \t]+x9, \[x[0-9]+, #8\]} } }
   { dg-final { scan-disassembly second {\madrp\M[ \t]+x9, [^\n]*\n[^\n]*\madd\M[ \t]+x9, x9, [^\n]*\n[^\n]*\mstr\M[ \t]+x9, \[x[0-9]+, #8\]} } } */
