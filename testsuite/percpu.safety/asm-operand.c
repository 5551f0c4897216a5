/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* An asm statement knows nothing of CPUs: neither a per-CPU object as a memory
   operand nor a per-CPU address is accepted.  */

static __attribute__ ((percpu)) int x, a[4];
static __attribute__ ((percpu)) struct stats
{
  int n;
  char name[8];
  struct { int deep; } in;
  int __percpu *to;
} st;
static int plain, *p;


void
operands (int v)
{
  asm ("" : : "m" (x));
/* { dg-error "per-CPU object as memory operand 0 of 'asm'" "" { target *-*-* } .-1 } */
/* { dg-note "<percpu_borrow//percpu_this_ptr>" "" { target *-*-* } .-2 } */
  asm ("" : "=m" (x));
/* { dg-error "per-CPU object as memory operand 0 of 'asm'" "" { target *-*-* } .-1 } */
/* { dg-note "<percpu_borrow//percpu_this_ptr>" "" { target *-*-* } .-2 } */
  asm ("" : "+m" (st.n));
/* { dg-error "per-CPU object as memory operand 0 of 'asm'" "" { target *-*-* } .-1 } */
/* { dg-note "<percpu_borrow//percpu_this_ptr>" "" { target *-*-* } .-2 } */
  asm ("" : "=r" (v) : "0" (1), "m" (a[v]));
/* { dg-error "per-CPU object as memory operand 2" "" { target *-*-* } .-1 } */
/* { dg-note "<percpu_borrow//percpu_this_ptr>" "" { target *-*-* } .-2 } */
  asm volatile ("" : "=g" (x));
/* { dg-error "per-CPU object as memory operand 0 of 'asm'" "" { target *-*-* } .-1 } */
/* { dg-note "<percpu_borrow//percpu_this_ptr>" "" { target *-*-* } .-2 } */
  asm ("" : : "r" (&x));
/* { dg-error "per-CPU address in operand 0 of 'asm'" "" { target *-*-* } .-1 } */
/* { dg-note "<percpu_borrow//percpu_this_ptr>" "" { target *-*-* } .-2 } */
  asm volatile ("" : : "i" (&x));
/* { dg-error "per-CPU address in operand 0 of 'asm'" "" { target *-*-* } .-1 } */
/* { dg-note "<percpu_borrow//percpu_this_ptr>" "" { target *-*-* } .-2 } */
  asm ("" : "+r" (v) : "r" (a));
/* { dg-error "per-CPU address in operand" "" { target *-*-* } .-1 } */
/* { dg-note "<percpu_borrow//percpu_this_ptr>" "" { target *-*-* } .-2 } */
}
