/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* The note about what can be exchanged speaks of 16 bytes only if the options
   of the compiler, and the target, allow it.

   { dg-additional-options "-mcx16" { target x86_64-*-* } } */

#include <percpu.h>

struct three { char c[3]; };

static __attribute__ ((percpu)) struct three three;

void
exchange (struct three t)
{
  percpu_xchg (three, t);
/* { dg-error "data of type 'struct three' cannot be exchanged" "" { target *-*-* } .-1 } */
/* { dg-note "exchanges integers, pointers, 'float', 'double', and objects of 16 bytes" "" { target x86_64-*-* } .-2 } */
/* { dg-note "exchanges integers, pointers, 'float' and 'double'" "" { target aarch64-*-* arm*-*-* riscv64-*-* loongarch64-*-* } .-3 } */
}

#ifdef __x86_64__
# pragma GCC push_options
# pragma GCC target ("no-cx16")
void
without (struct three t)
{
  percpu_xchg (three, t);
/* { dg-error "data of type 'struct three' cannot be exchanged" "" { target x86_64-*-* } .-1 } */
/* { dg-note "exchanges integers, pointers, 'float' and 'double'" "" { target x86_64-*-* } .-2 } */
}
# pragma GCC pop_options
#endif
