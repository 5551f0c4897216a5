/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Each kind of placement has input sections of its own, all with the same name,
   and each ends at the end of a cache line.  */
/* { dg-options "-fno-lto" } */

/* { dg-final { scan-assembler-times {\.section\s+__percpu,"aw"(,[@%]progbits)?\n} 1 } } */
/* { dg-final { scan-assembler {\.section\s+__percpu,"aw",[@%]progbits,unique,1 .*\n\s*\.balign\s+64\n} } } */
/* { dg-final { scan-assembler {\.section\s+__percpu,"aw",[@%]progbits,unique,2 .*\n\s*\.balign\s+64\n} } } */
/* { dg-final { scan-assembler {\.section\s+__percpu,"aw",[@%]progbits,unique,3 } } } */
/* { dg-final { scan-assembler {\.section\s+__percpu,"aw",[@%]progbits,unique,4 } } } */
/* { dg-final { scan-assembler {\.size\s+lonely, 64\n} } } */
/* { dg-final { scan-assembler {\.size\s+many, 128\n} } } */
/* { dg-final { scan-assembler {\.size\s+paged, 4096\n} } } */
/* { dg-final { scan-assembler {\.size\s+hot, 2\n} } } */

static __attribute__ ((percpu, used)) int ordinary;
static __attribute__ ((percpu ("hot"), used)) short hot = 1;
static __attribute__ ((percpu ("read_mostly"), used)) const char constant = 1;
static __attribute__ ((percpu ("read_mostly"), used)) int changed = 1;
static __attribute__ ((percpu ("shared"), used)) char lonely;
static __attribute__ ((percpu ("shared"), used)) struct { int n; char more[]; }
  many = { 1, "sixty-four bytes are not enough for it and for all that comes"
	      " behind" };
static __attribute__ ((percpu ("page"), used, aligned (16))) int paged;

int
use (void)
{
  static __attribute__ ((__percpu__ ("hot"))) int local;
  changed += local++;
  return lonely++;
}
