/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Freestanding code has no CPU numbers.  */
/* { dg-options "-ffreestanding" } */

#include <percpu.h>

unsigned int
number (struct percpu_guard *g)
{
  return percpu_guard_cpu (*g);
}
/* The location of the error is that of the macro.  */
/* { dg-error "freestanding code has no CPU numbers" "" { target *-*-* } 0 } */
