/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* A weak reference to a per-CPU variable must be per-CPU, too.  */

__attribute__ ((percpu)) int x = 3;
static int to_x __attribute__ ((weakref ("x")));	/* { dg-error "plain alias 'to_x' of per-CPU variable 'x'" } */

int
f (void)
{
  return to_x + x;
}
