/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Registers have no address and belong to the thread.  */
/* { dg-require arch x86-64 } */

__attribute__ ((percpu)) register int global asm ("ebx");
/* { dg-error "register variable 'global' cannot be per-CPU" "" { target *-*-* } .-1 } */

void
f (void)
{
  register __attribute__ ((percpu)) int x = 1;
/* { dg-error "register variable 'x' cannot be per-CPU" "" { target *-*-* } .-1 } */

  (void) x;
}
