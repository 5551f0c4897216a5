/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* `hits += 5' is one instruction, relative to the GS base and the program
   counter, in every kind of executable and at every level of optimisation; no
   other instruction of the program goes to the variable.  Likewise for a
   static variable, and for a member, of which only the address of the
   structure has a name.

   { dg-accesses percpu.hits {addq \$0x5,%gs:0x[0-9a-f]+\(%rip\)} }
   { dg-accesses misses {incl %gs:0x[0-9a-f]+\(%rip\)} {mov %gs:0x[0-9a-f]+\(%rip\),%e..} }
   { dg-accesses percpu.stats {subw \$0x3,%gs:0x[0-9a-f]+\(%rip\)} }
*/

#include <percpu.h>

struct stats { long rx; short tx; };

__attribute__ ((percpu)) unsigned long hits = 37;
static __attribute__ ((percpu)) int misses;
__attribute__ ((percpu)) struct stats stats = { 1, 2 };

void __attribute__ ((noipa))
hit (void)
{
  hits += 5;
}

int
main (void)
{
  if (percpu_bind (percpu_cpu_next (0)) != 0)
    return 1;
  hit ();
  misses++;
  stats.tx -= 3;
  return misses != 1;
}
