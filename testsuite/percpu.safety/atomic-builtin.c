/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Atomic builtins are for memory that CPUs share.  */

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
atomics (int v)
{
  __atomic_fetch_add (&x, 1, __ATOMIC_RELAXED);
/* { dg-error "passing argument 1 of '__atomic_fetch_add" "" { target *-*-* } .-1 } */
/* { dg-note "write 'x \\+= v'" "" { target *-*-* } .-2 } */
  __atomic_store_n (&a[1], 2, __ATOMIC_RELEASE);
/* { dg-error "passing argument 1 of '__atomic_store" "" { target *-*-* } .-1 } */
/* { dg-note "write 'x = v'" "" { target *-*-* } .-2 } */
  __atomic_load (&x, &v, __ATOMIC_ACQUIRE);
/* { dg-error "passing argument 1 of '__atomic_load" "" { target *-*-* } .-1 } */
/* { dg-note "write 'v = x'" "" { target *-*-* } .-2 } */
  __sync_fetch_and_add (&x, 1);
/* { dg-error "passing argument 1 of '__sync_fetch_and_add" "" { target *-*-* } .-1 } */
/* { dg-note "write 'x \\+= v'" "" { target *-*-* } .-2 } */
  __sync_bool_compare_and_swap (&st.n, 1, 2);
/* { dg-error "passing argument 1 of '__sync_bool" "" { target *-*-* } .-1 } */
/* { dg-note "write 'percpu_try_cmpxchg" "" { target *-*-* } .-2 } */
  __sync_lock_release (&x);
/* { dg-error "passing argument 1 of '__sync_lock_release" "" { target *-*-* } .-1 } */
/* { dg-note "write 'x = 0'" "" { target *-*-* } .-2 } */
}
