/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Variables that an assembler file defines and C code uses, and the reverse.
   Each has its initial value and its alignment, and is in the section.  */
/* { dg-do run } */
/* { dg-require arch x86-64 } */
/* { dg-additional-sources "both-ways-aux.S" } */

#include <percpu.h>

struct pair { long n; char name[8]; };

extern __attribute__ ((percpu)) long from_assembler;
extern __attribute__ ((percpu)) struct pair pair;
extern __attribute__ ((percpu)) char aligned;
__attribute__ ((percpu)) long from_c = 100;
__attribute__ ((percpu)) int table[4] = { 1, 2, 3, 4 };

extern long add_to_from_c (long);
extern int add_to_table (unsigned long, int);
extern long add_to_own (long);
extern long __percpu *address_of_own (void);

int
main (void)
{
  unsigned int first = percpu_cpu_next (0);

  if (percpu_bind (first) < 0)
    return 1;
  if (from_assembler != 7 || pair.n != -1 || pair.name[2] != 'c')
    return 2;
  if (add_to_from_c (5) != 105 || from_c != 105)
    return 3;
  from_c -= 4;
  if (add_to_from_c (1) != 102 || *percpu_ptr (&from_c, first) != 102)
    return 4;
  if (add_to_table (2, 10) != 13 || table[2] != 13 || table[3] != 4)
    return 5;
  from_assembler++;
  if (add_to_own (2) != 10 || from_assembler != 10)
    return 6;
  if (address_of_own () != &from_assembler || ++*address_of_own () != 11)
    return 7;
  pair.name[7] = 'x';
  if (*percpu_this_ptr (&pair.name[7]) != 'x' || pair.n != -1)
    return 8;
  percpu_foreach (cpu)
    {
      if (((uintptr_t) percpu_ptr (&aligned, cpu) & 63) != 0)
	return 9;
      if (cpu != first && *percpu_ptr (&from_assembler, cpu) != 7)
	return 10;
    }
#ifndef __PERCPU_MODEL_SINGLE__
  percpu_reset (from_assembler);
  if (from_assembler != 7)
    return 11;
#endif
  return 0;
}
