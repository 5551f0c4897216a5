/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* If the translation of an address to an instance is missing, the per-CPU
   address is not merged with plain pointers.  */
/* { dg-additional-options "-fplugin-arg-percpu-test-leave=translation" } */

#include <percpu.h>

static __attribute__ ((percpu)) int x;

extern int plain;

int
either (int cpu, int c)
{
  return *(c ? percpu_ptr (&x, cpu) : &plain); /* { dg-error "per-CPU address used as a plain pointer" } */
/* { dg-error "plain access to per-CPU data" "" { target *-*-* } .-1 } */
}
