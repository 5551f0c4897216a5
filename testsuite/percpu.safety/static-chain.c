/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* A per-CPU address cannot be a static chain, which is a plain pointer to the
   function that is called.  It may be an argument of such a call, and a value
   that was read from per-CPU memory may be the chain.  */

static __attribute__ ((percpu)) long x;
static __attribute__ ((percpu)) void *chain;
long f (long __percpu *p, long v);
long (*pointer) (long);

long
g (long __percpu *p)
{
  long r = __builtin_call_with_static_chain (f (p, 1), &x);	/* { dg-error "per-CPU address used as static chain" } */
/* { dg-note "'x' is the same offset on every CPU" "" { target *-*-* } .-1 } */
  r += __builtin_call_with_static_chain (pointer (x), p);	/* { dg-error "per-CPU address used as static chain" } */
/* { dg-note "<percpu_borrow//percpu_this_ptr>" "" { target *-*-* } .-1 } */
  r += __builtin_call_with_static_chain (f (&x, x), chain);
  return r + __builtin_call_with_static_chain (f (p, *p), (void *) 0);
}
