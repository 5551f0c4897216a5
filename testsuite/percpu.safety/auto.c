/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* A variable on the stack belongs to a thread, not to a CPU.  */

void
f (void)
{
  __attribute__ ((percpu)) int x = 1;	/* { dg-error "'x'" } */
  (void) x;
}
