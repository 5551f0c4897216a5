/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* The result of an asm that jumps cannot be stored in a per-CPU object: the
   store would stand on one of its ways only.  Operands that it reads are
   values.  */

static __attribute__ ((percpu)) int x, a[4];

int
jumps (int n)
{
  asm goto ("" : "=r" (x) : "r" (n) : : out);	/* { dg-error "per-CPU object as output operand 0 of 'asm goto'" } */
/* { dg-note "<percpu_borrow//percpu_this_ptr>" "" { target *-*-* } .-1 } */
  asm goto ("" : "=r" (n), "+r" (a[n]) : : : out);	/* { dg-error "per-CPU object as output operand 1 of 'asm goto'" } */
/* { dg-note "<percpu_borrow//percpu_this_ptr>" "" { target *-*-* } .-1 } */
  asm goto ("" : : "r" (x) : : out);
  asm goto ("" : "=r" (n) : "r" (a[n]) : : out);
  return n;
out:
  return 0;
}
