/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* In the debugging information a per-CPU variable has its name in C only: a
   debugger would otherwise know it by the assembler name.  A variable of
   another file is described there and not here.  Assembler names that the
   program has chosen remain.  */
/* { dg-options "-g -dA -fno-lto" } */

/* { dg-final { scan-assembler {DW_AT_name: "shown"} } } */
/* { dg-final { scan-assembler {DW_AT_name: "declared_first"} } } */
/* { dg-final { scan-assembler {DW_AT_name: "of_this_file"} } } */
/* { dg-final { scan-assembler {DW_AT_name: "of_a_function"} } } */
/* { dg-final { scan-assembler {DW_AT_linkage_name: "chosen"} } } */
/* { dg-final { scan-assembler-not {DW_AT_linkage_name: "percpu\.} } } */
/* { dg-final { scan-assembler-not {DW_AT_name: "of_another_file"} } } */
/* { dg-final { scan-assembler {DW_AT_name: "plain_of_another_file"} } } */
/* { dg-final { scan-assembler-not {DW_AT_specification} } } */

__attribute__ ((percpu)) unsigned long shown = 1;
extern __attribute__ ((percpu)) unsigned long declared_first;
__attribute__ ((percpu)) unsigned long declared_first;
static __attribute__ ((percpu)) struct { int a, b; } of_this_file;
extern __attribute__ ((percpu)) long of_another_file;
extern long plain_of_another_file;
__attribute__ ((percpu)) long with_a_label __asm__ ("chosen") = 2;

void
count (void)
{
  static __attribute__ ((percpu)) long of_a_function;

  shown++;
  declared_first++;
  of_this_file.a++;
  of_another_file++;
  plain_of_another_file++;
  of_a_function++;
  with_a_label++;
}
