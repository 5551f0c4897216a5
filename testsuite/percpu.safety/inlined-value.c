/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* If only the optimisers can see that a plain pointer is a per-CPU address, it
   is refused after they have run.  The compiler emits no plain access to the
   variable.  */
/* { dg-additional-options "-O2" } */

union pun { long __percpu *percpu; long *plain; };

static __attribute__ ((percpu)) long x, y[4];

static inline __attribute__ ((always_inline)) long
load (union pun u)
{
  return *u.plain; /* { dg-error "plain access to per-CPU" } */
}

static inline __attribute__ ((always_inline)) void
store (union pun *u, int i)
{
  u->plain[i] = 1; /* { dg-error "plain access to per-CPU" } */
}

long
f (void)
{
  union pun u = { &x };
  return load (u);
}

void
g (int i)
{
  union pun u = { y };
  store (&u, i);
}
