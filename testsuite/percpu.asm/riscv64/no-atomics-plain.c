/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Plain operations do not need the extension A.  */
/* { dg-options "-march=rv64im -mabi=lp64 -fplugin-arg-percpu-rmw=plain" } */
/* { dg-final { scan-assembler-times {\tadd\t[a-z0-9]+, [a-z0-9]+, tp$} 3 } } */
/* { dg-final { scan-assembler-not {\m(amo|lr\.|sc\.)} } } */

static __attribute__ ((percpu)) int x;

void f (void) { x++; }
int g (int v) { return x ^= v; }
void h (void) { x <<= 3; }
