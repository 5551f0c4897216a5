/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Plain operations need no exclusive accesses.  */
/* { dg-options "-march=armv5te -marm -mfloat-abi=soft -fplugin-arg-percpu-rmw=plain" } */
/* { dg-final { scan-assembler-times {\mmrc\tp15, 0, [a-z0-9]+, c13, c0, 4$} 4 } } */
/* { dg-final { scan-assembler-not {\m(ldrex|strex)} } } */

static __attribute__ ((percpu)) int x;
static __attribute__ ((percpu)) long long l;

void f (void) { x++; }
int g (int v) { return x ^= v; }
void h (void) { l <<= 3; }
long long k (void) { return l; }
