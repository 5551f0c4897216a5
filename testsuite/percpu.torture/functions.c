/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Functions of every kind that access per-CPU data: pure, const, weak, aliased,
   resolved by ifunc, cloned for targets, inlined always or never, with options
   of their own and with SIMD variants.  */

#include "torture.h"

#define ATTR(...) __attribute__ ((__VA_ARGS__))

static PERCPU int x, a[32];
static PERCPU long calls;

ATTR (pure, noinline) static int
pure_one (int n)
{
  return x + a[n];
}

ATTR (const, noinline) static int
const_one (int __percpu *p)
{
  return p == &a[3];
}

ATTR (weak) int
weak_one (int n)
{
  return x += n;
}

int alias_one (int) ATTR (alias ("weak_one"), copy (weak_one));

static int
resolved (int n)
{
  return a[n]++;
}

static int (*
resolve (void)) (int)
{
  return resolved;
}

int ifunc_one (int) ATTR (ifunc ("resolve"));

ATTR (noinline, target_clones ("avx2", "default")) int
cloned (int n)
{
  for (int i = 0; i < 32; i++)
    a[i] += n;
  return x++;
}

ATTR (always_inline) static inline int
inlined (int __percpu *p, int n)
{
  return (*p)++ * n;
}

ATTR (cold, noinline) static void
cold_one (void)
{
  calls++;
}

ATTR (hot, flatten) static int
hot_one (int n)
{
  if (__builtin_expect (n < 0, 0))
    cold_one ();
  return inlined (&x, n) + inlined (a + (n & 31), n) + pure_one (1);
}

ATTR (optimize ("O0")) static int
unoptimised (int n)
{
  x ^= n;
  return x++ + a[n & 31];
}

ATTR (optimize ("O3", "unroll-loops")) static int
optimised (int n)
{
  int sum = 0;

  for (int i = 0; i < n; i++)
    sum += a[i] += i;
  return sum;
}

ATTR (simd, noinline) static int
with_variants (int n)
{
  return n + x;
}

static inline int
with_own (int n)
{
  static PERCPU int own;

  return own += n;
}

ATTR (nonnull, noinline) static int
by_pointer (int __percpu *p)
{
  return *p;
}

ATTR (returns_nonnull, noinline) static int __percpu *
give (int n)
{
  return n ? &x : a;
}

ATTR (target ("arch=haswell"), noinline) static long
for_target (int n)
{
  calls <<= n & 7;
  return calls >> 1;
}

#pragma GCC push_options
#pragma GCC optimize ("Os", "no-inline")
static int
by_pragma (int n)
{
  return (x *= n) + with_own (3);
}
#pragma GCC pop_options

ATTR (destructor) static void
late (void)
{
  if (calls == -1)
    abort ();
  calls++;
}

static void
test (void)
{
  x = 5;
  a[3] = 7;
  SHOW (pure_one (3) + pure_one (3));
  SHOW (const_one (&a[3]) + const_one (&x));
  SHOW (weak_one (2) + alias_one (3));
  SHOW (ifunc_one (3) * 10 + ifunc_one (3));
  SHOW (cloned (2) * 100 + a[31]);
  for (int i = -3; i < 4; i++)
    SHOW (hot_one (i));
  SHOW (calls);
  SHOW (unoptimised (9));
  SHOW (unoptimised (-9));
  SHOW (optimised (32));
  SHOW (with_variants (OPAQUE (4)));
  SHOW (by_pointer (&x) + by_pointer (give (OPAQUE (0))));
  ++*give (1);
  give (0)[4] = *give (1);
  SHOW (x + a[4]);
  calls = 5;
  SHOW (for_target (3));
  SHOW (by_pragma (2) + with_own (1));
  SHOW (x);
}
