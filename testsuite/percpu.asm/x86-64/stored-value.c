/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* The value of an assignment is what was stored; the variable is not read
   again.  */

__attribute__ ((percpu)) int x, y;
__attribute__ ((percpu)) float f;
int function (void);

int returned (int v) { return x = v; }
int tested (void) { if ((x = function ())) return 1; return 0; }
int constant (void) { return x = 5; }
void chain (int v) { x = y = v; }
float number (float v) { return f = v; }

/* { dg-final { scan-assembler-times {movl\t[^,]+, %gs:percpu\.x\(%rip\)} 4 } }
   { dg-final { scan-assembler-times {%gs:percpu\.x\(%rip\)} 4 } }
   { dg-final { scan-assembler-times {%gs:percpu\.y\(%rip\)} 1 } }
   { dg-final { scan-assembler-times {%gs:percpu\.f\(%rip\)} 1 } } */
