/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* The right side reads the variable in its own way, as an index or argument:
   that is one load, and the update is still one instruction.  */

__attribute__ ((percpu)) int x;
__attribute__ ((percpu)) int other[8];
__attribute__ ((percpu)) _Bool b;
int table[4];
int function (int);

void by_index (void) { x += table[x & 3]; }
void by_call (void) { x += function (x); }
void by_condition (void) { x += x > 3 ? function (1) : 0; }
void by_element (void) { x += other[x & 7]; }
void by_statement (void) { x += ({ int k = x; k * 2; }); }
void truth (void) { b |= function (b); }

/* { dg-final { scan-assembler-times {addl\t%[a-z0-9]+, %gs:percpu\.x\(%rip\)} 5 } }
   { dg-final { scan-assembler-times {movl\t%gs:percpu\.x\(%rip\), } 5 } }
   { dg-final { scan-assembler-times {%gs:percpu\.x\(%rip\)} 10 } }
   { dg-final { scan-assembler-times {orb\t%[a-z0-9]+, %gs:percpu\.b\(%rip\)} 1 } }
   { dg-final { scan-assembler-times {%gs:percpu\.b\(%rip\)} 2 } } */
