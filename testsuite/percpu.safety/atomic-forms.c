/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* The operand of an atomic built-in must be plain memory.  The note names the
   per-CPU operation to use instead, for every function, size and argument.  */

#include <stdatomic.h>

static __attribute__ ((percpu)) unsigned long x;
static __attribute__ ((percpu)) int n, a[4];
static __attribute__ ((percpu)) char c;
static __attribute__ ((percpu)) _Bool b;
static __attribute__ ((percpu)) struct { short s; } st;
static __attribute__ ((percpu)) _Atomic int qualified;	/* { dg-error "cannot be per-CPU" } */
/* { dg-note "indivisible on their CPU without it" "" { target *-*-* } .-1 } */

void
updates (int __percpu *p)
{
  __atomic_fetch_add (&x, 1, 0);	/* { dg-error "passing argument 1 of '__atomic_fetch_add" } */
/* { dg-note "write 'x \\+= v', which is one CPU-local operation" "" { target *-*-* } .-1 } */
  __atomic_sub_fetch (&a[2], 1, 0);	/* { dg-error "passing argument 1 of '__atomic_sub_fetch" } */
/* { dg-note "write 'x -= v'" "" { target *-*-* } .-1 } */
  __atomic_fetch_or (p, 1, 0);	/* { dg-error "passing argument 1" } */
/* { dg-note "write 'x \\|= v'" "" { target *-*-* } .-1 } */
  __atomic_fetch_and (p, 1, 0);	/* { dg-error "passing argument 1" } */
/* { dg-note "write 'x &= v'" "" { target *-*-* } .-1 } */
  __atomic_xor_fetch (&st.s, 1, 0);	/* { dg-error "passing argument 1" } */
/* { dg-note "write 'x \\^= v'" "" { target *-*-* } .-1 } */
  __atomic_fetch_nand (&c, 1, 0);	/* { dg-error "passing argument 1" } */
/* { dg-note "write 'x = ~\\(x & v\\)'" "" { target *-*-* } .-1 } */
  __sync_fetch_and_add (&c, 1);	/* { dg-error "passing argument 1" } */
/* { dg-note "write 'x \\+= v'" "" { target *-*-* } .-1 } */
  __sync_sub_and_fetch (&x, 1);	/* { dg-error "passing argument 1" } */
/* { dg-note "write 'x -= v'" "" { target *-*-* } .-1 } */
  __sync_fetch_and_and (&n, 1);	/* { dg-error "passing argument 1" } */
/* { dg-note "write 'x &= v'" "" { target *-*-* } .-1 } */
}

void
exchanges (int __percpu *p, int v, int e)
{
  __atomic_exchange_n (&n, 1, 0);	/* { dg-error "passing argument 1 of '__atomic_exchange" } */
/* { dg-note "write 'percpu_xchg \\(x, v\\)'" "" { target *-*-* } .-1 } */
  __atomic_exchange (&n, &v, &e, 0);	/* { dg-error "passing argument 1 of '__atomic_exchange" } */
/* { dg-note "write 'percpu_xchg \\(x, v\\)'" "" { target *-*-* } .-1 } */
  __atomic_compare_exchange_n (p, &e, 1, 0, 0, 0);	/* { dg-error "passing argument 1 of '__atomic_compare_exchange" } */
/* { dg-note "write 'percpu_try_cmpxchg \\(x, &old, v\\)'" "" { target *-*-* } .-1 } */
  __atomic_compare_exchange (&n, &e, &v, 0, 0, 0);	/* { dg-error "passing argument 1 of '__atomic_compare_exchange" } */
/* { dg-note "write 'percpu_try_cmpxchg \\(x, &old, v\\)'" "" { target *-*-* } .-1 } */
  __atomic_compare_exchange (&e, &n, &v, 0, 0, 0);	/* { dg-error "passing argument 2 of '__atomic_compare_exchange" } */
/* { dg-note "a local variable" "" { target *-*-* } .-1 } */
  __sync_val_compare_and_swap (p, 1, 2);	/* { dg-error "passing argument 1" } */
/* { dg-note "write 'percpu_cmpxchg \\(x, old, v\\)'" "" { target *-*-* } .-1 } */
  __sync_bool_compare_and_swap (p, 1, 2);	/* { dg-error "passing argument 1" } */
/* { dg-note "write 'percpu_try_cmpxchg \\(x, &old, v\\)'" "" { target *-*-* } .-1 } */
  __sync_lock_test_and_set (&n, 1);	/* { dg-error "passing argument 1" } */
/* { dg-note "write 'percpu_xchg \\(x, v\\)'" "" { target *-*-* } .-1 } */
  __atomic_test_and_set (&b, 0);	/* { dg-error "passing argument 1" } */
/* { dg-note "write 'percpu_xchg \\(x, v\\)'" "" { target *-*-* } .-1 } */
}

void
accesses (int v)
{
  __atomic_load (&n, &v, 0);	/* { dg-error "passing argument 1 of '__atomic_load" } */
/* { dg-note "write 'v = x'" "" { target *-*-* } .-1 } */
  __atomic_load_n (&n, 0);	/* { dg-error "passing argument 1 of '__atomic_load" } */
/* { dg-note "write 'v = x'" "" { target *-*-* } .-1 } */
  __atomic_store (&n, &v, 0);	/* { dg-error "passing argument 1 of '__atomic_store" } */
/* { dg-note "write 'x = v'" "" { target *-*-* } .-1 } */
  __atomic_store_n (&x, 1, 0);	/* { dg-error "passing argument 1 of '__atomic_store" } */
/* { dg-note "write 'x = v'" "" { target *-*-* } .-1 } */
  __atomic_clear (&b, 0);	/* { dg-error "passing argument 1" } */
/* { dg-note "write 'x = 0'" "" { target *-*-* } .-1 } */
  __sync_lock_release (&n);	/* { dg-error "passing argument 1" } */
/* { dg-note "write 'x = 0'" "" { target *-*-* } .-1 } */
}
