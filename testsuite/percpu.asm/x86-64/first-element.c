/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* The size of an operation is that of its operand, also if the address has
   another type: a whole array, a structure, void.  */

__attribute__ ((percpu)) short a[8];
__attribute__ ((percpu)) int w[2];
__attribute__ ((percpu)) char c[2];
struct s { int k[2]; };
__attribute__ ((percpu)) struct s st;

void f1 (void) { (*a)--; }
void f2 (void) { (*w)++; }
int f3 (void) { return *w += 3; }
void f4 (void) { *(a + 0) += 2; }
void f5 (void) { *(c + 0) += 200; }
void f6 (void) { *(int __percpu *) &st -= 5; }
void f7 (void) { void __percpu *v = &st; *(int __percpu *) v += 1; }

/* { dg-final { scan-assembler-times {\tdecw\t} 1 } }
   { dg-final { scan-assembler-times {\taddw\t\$2, } 1 } }
   { dg-final { scan-assembler-times {\tincl\t%gs:} 2 } }
   { dg-final { scan-assembler-times {\txaddl\t} 1 } }
   { dg-final { scan-assembler-times {\tsubb\t\$56, } 1 } }
   { dg-final { scan-assembler-times {\tsubl\t\$5, %gs:} 1 } } */
