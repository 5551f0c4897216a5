/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Values of a wrong type get the diagnostics of an initialisation.
   { dg-options "-Werror=int-conversion -Werror=incompatible-pointer-types" } */

#include <percpu.h>

struct one { int i; };

static __attribute__ ((percpu)) int x;
static __attribute__ ((percpu)) char *pointer;

void
f (int *p, struct one s, long *other)
{
  percpu_xchg (x, p); /* { dg-error "makes integer from pointer without a cast" } */
  percpu_xchg (pointer, 7); /* { dg-error "makes pointer from integer without a cast" } */
  percpu_cmpxchg (pointer, p, 0); /* { dg-error "incompatible pointer type" } */
  percpu_xchg (x, s); /* { dg-error "incompatible types when initializing type 'int'" } */
  percpu_try_cmpxchg (x, other, 1); /* { dg-error "incompatible pointer type" } */
}
