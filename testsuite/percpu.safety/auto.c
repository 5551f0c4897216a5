/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* A variable on the stack belongs to a thread and not to a CPU.  */

typedef int __attribute__ ((percpu)) percpu_int;

void
f (void)
{
  __attribute__ ((percpu)) int x = 1;
/* { dg-error "'percpu' attribute specified for auto variable 'x'" "" { target *-*-* } .-1 } */
/* { dg-note "static storage duration" "" { target *-*-* } .-2 } */
  int __percpu y = 1;
/* { dg-error "'__percpu' specified for auto variable 'y'" "" { target *-*-* } .-1 } */
/* { dg-note "static storage duration" "" { target *-*-* } .-2 } */
  percpu_int z = 1;
/* { dg-error "'__percpu' specified for auto variable 'z'" "" { target *-*-* } .-1 } */
/* { dg-note "static storage duration" "" { target *-*-* } .-2 } */
  int __percpu array[2];
/* { dg-error "'__percpu' specified for auto variable 'array'" "" { target *-*-* } .-1 } */
/* { dg-note "static storage duration" "" { target *-*-* } .-2 } */

  (void) x, (void) y, (void) z, (void) array;
}
