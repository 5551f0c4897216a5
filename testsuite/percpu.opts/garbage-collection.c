/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* The plugin's data survives the compiler's garbage collections.

   { dg-options "--param ggc-min-expand=0 --param ggc-min-heapsize=0" } */

__attribute__ ((percpu)) int x;

#define F1(n) void f##n (void) { x++; } int g##n (int v) { return v * n; }
#define F4(n) F1 (n##0) F1 (n##1) F1 (n##2) F1 (n##3)
#define F16(n) F4 (n##0) F4 (n##1) F4 (n##2) F4 (n##3)
F16 (1) F16 (2) F16 (3) F16 (4)

/* { dg-final { scan-assembler-not {__percpu_add} } } */
