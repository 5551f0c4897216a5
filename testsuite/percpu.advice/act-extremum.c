/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: The percpu authors */

/* A comparison before percpu_max or percpu_min that skips it when it would
   change nothing is not a check-then-act; nor is a test of bits before an `|='
   of the same bits.  Every other condition is.  A bound that the compiler has
   changed by one is still the bound of a maximum.  */

/* advice-options: -O0 */
/* advice-options: -O2 -fPIC */
/* advice-options: -O0 -fplugin-arg-percpu-model=register -fplugin-arg-percpu-check-then-act=warn */
/* advice-options: -O3 -fplugin-arg-percpu-model=register -fplugin-arg-percpu-check-then-act=warn */

#include <percpu.h>

__attribute__ ((percpu)) unsigned int u, w;
__attribute__ ((percpu)) int i;
__attribute__ ((percpu)) short h;
__attribute__ ((percpu)) unsigned char c;
__attribute__ ((percpu)) long l;
__attribute__ ((percpu)) double d;
__attribute__ ((percpu)) struct { long n, most, least; } st[4];

void
filters (unsigned int a, int b, unsigned char e, short f, long g, double x)
{
  if (u < a)
    percpu_max (u, a);
  if (w < a)
    percpu_max (w, a);
  if (i <= b)
    percpu_max (i, b);
  if (b < i)
    percpu_min (i, b);
  if (!(i >= b))
    percpu_max (i, b);
  if (c < e)
    percpu_max (c, e);
  if (h > f)
    percpu_min (h, f);
  if (l < g)
    percpu_max (l, g);
  if (d < x)
    percpu_max (d, x);
  if (st[b].most < g)
    percpu_max (st[b].most, g);
  if (st[2].least > g)
    percpu_min (st[2].least, g);
}

void
constants (void)
{
  if (u < 5)
    percpu_max (u, 5);
  if (i > 5)
    percpu_min (i, 5);
  if (h <= -1)
    percpu_max (h, 0);
  if (l >= 1)
    percpu_min (l, 0);
  if (d > 4.0)
    percpu_min (d, 4.0);
}

void
bits (unsigned int v, int n)
{
  if ((u & v) != v)
    u |= v;
  if (v != (v & w))
    w |= v;
  if ((u & 12) != 12)
    u |= 12;
  if (w & v)
    w &= ~v;
  if (!(u & (1u << n)))
    u |= 1u << n;
  if ((u >> n) & 1)
    u &= ~(1u << n);
  if (~u & v)
    u |= v;
  if (u & ~v)
    u &= v;
  if (w & ~7u)
    w &= 7;
  if (w > 15)
    w &= 15;
  if (~c & 8)
    c |= 8;
  unsigned int old = u;
  if (old != (old | v))
    u |= v;
  old = w;
  if ((old & v) != old)
    w &= v;
}

void
other_bits (unsigned int v)
{
  if (u & v)
/*      ^ note: loaded here */
    u &= v;
/*    ^ warning: 'u' may change between its load and the update that it decides about */
/*    ^ note: use 'percpu_try_cmpxchg', which stores only if nothing has changed, or borrow it from a guard for both */
  if (u & v)
/*      ^ note: loaded here */
    u |= v;
/*    ^ warning: 'u' may change between its load and the update that it decides about */
/*    ^ note: use 'percpu_try_cmpxchg', which stores only if nothing has changed, or borrow it from a guard for both */
  if (~u & v)
/*    ^ note: loaded here */
    u &= v;
/*    ^ warning: 'u' may change between its load and the update that it decides about */
/*    ^ note: use 'percpu_try_cmpxchg', which stores only if nothing has changed, or borrow it from a guard for both */
  if (~u & v)
/*    ^ note: loaded here */
    u &= ~v;
/*    ^ warning: 'u' may change between its load and the update that it decides about */
/*    ^ note: use 'percpu_try_cmpxchg', which stores only if nothing has changed, or borrow it from a guard for both */
  if (w > 8)
/*      ^ note: loaded here */
    w &= 7;
/*    ^ warning: 'w' may change between its load and the update that it decides about */
/*    ^ note: use 'percpu_try_cmpxchg', which stores only if nothing has changed, or borrow it from a guard for both */
  if ((int) u > 7)
/*    ^ note: loaded here */
    u &= 7;
/*    ^ warning: 'u' may change between its load and the update that it decides about */
/*    ^ note: use 'percpu_try_cmpxchg', which stores only if nothing has changed, or borrow it from a guard for both */
  if (i > 7)
/*      ^ note: loaded here */
    i &= 7;
/*    ^ warning: 'i' may change between its load and the update that it decides about */
/*    ^ note: use 'percpu_try_cmpxchg', which stores only if nothing has changed, or borrow it from a guard for both */
  unsigned int old = w;
/*             ^ note: loaded here */
  if (old != (old & v))
    w &= ~v;
/*    ^ warning: 'w' may change between its load and the update that it decides about */
/*    ^ note: use 'percpu_try_cmpxchg', which stores only if nothing has changed, or borrow it from a guard for both */
  old = w;
/*    ^ note: loaded here */
  if (old != (old | v))
    w |= ~v;
/*    ^ warning: 'w' may change between its load and the update that it decides about */
/*    ^ note: use 'percpu_try_cmpxchg', which stores only if nothing has changed, or borrow it from a guard for both */
}

void
others (unsigned int a, int b, double x)
{
  if (i > b)
/*      ^ note: loaded here */
    percpu_max (i, b);
/*  ^ warning: 'i' may change between its load and the update that it decides about */
/*  ^ note: use 'percpu_try_cmpxchg', which stores only if nothing has changed, or borrow it from a guard for both */
  if (i < b)
/*      ^ note: loaded here */
    percpu_max (i, b + 1);
/*  ^ warning: 'i' may change between its load and the update that it decides about */
/*  ^ note: use 'percpu_try_cmpxchg', which stores only if nothing has changed, or borrow it from a guard for both */
  if (d < x)
/*      ^ note: loaded here */
    percpu_min (d, x);
/*  ^ warning: 'd' may change between its load and the update that it decides about */
/*  ^ note: use 'percpu_try_cmpxchg', which stores only if nothing has changed, or borrow it from a guard for both */
  if (u < a)
/*      ^ note: loaded here */
    {
      percpu_max (u, a);
/*    ^ warning: 'u' may change between its load and the update that it decides about */
/*    ^ note: use 'percpu_try_cmpxchg', which stores only if nothing has changed, or borrow it from a guard for both */
      l++;
    }
  if (i < 5)
/*      ^ note: loaded here */
    percpu_max (i, 7);
/*  ^ warning: 'i' may change between its load and the update that it decides about */
/*  ^ note: use 'percpu_try_cmpxchg', which stores only if nothing has changed, or borrow it from a guard for both */
  if ((w & a) != a)
/*       ^ note: loaded here */
    w |= a + 1;
/*    ^ warning: 'w' may change between its load and the update that it decides about */
/*    ^ note: use 'percpu_try_cmpxchg', which stores only if nothing has changed, or borrow it from a guard for both */
}

void
stores (void)
{
  if (i < 6)
/*      ^ note: loaded here */
    i = 6;
/*    ^ warning: 'i' may change between its load and the store that it decides about */
/*    ^ note: use 'percpu_max', which is one operation, or borrow it from a guard for both */
  if (h < -3)
/*      ^ note: loaded here */
    h = -3;
/*    ^ warning: 'h' may change between its load and the store that it decides about */
/*    ^ note: use 'percpu_max', which is one operation, or borrow it from a guard for both */
  if (u >= 7)
/*      ^ note: loaded here */
    u = 6;
/*    ^ warning: 'u' may change between its load and the store that it decides about */
/*    ^ note: use 'percpu_min', which is one operation, or borrow it from a guard for both */
}
