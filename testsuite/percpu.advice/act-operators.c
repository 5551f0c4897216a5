/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: The percpu authors */

/* The note names the operation that the program intends: the operator that
   computes the stored value, or the operation that tests and changes one
   bit.  */

#include <percpu.h>

__attribute__ ((percpu)) unsigned int u;
__attribute__ ((percpu)) int t;
__attribute__ ((percpu)) double d;
void w (int);

void
one_bit (int v)
{
  if (!(u & (1u << v)))
/*    ^ note: loaded here */
    {
      u |= 1u << v;
/*      ^ warning: 'u' may change between its load and the update that it decides about */
/*      ^ note: use 'percpu_test_and_set_bit', which is one operation, or borrow it from a guard for both */
      w (v);
    }
  if (u & (1u << v))
/*    ^ note: loaded here */
    {
      u &= ~(1u << v);
/*      ^ warning: 'u' may change between its load and the update that it decides about */
/*      ^ note: use 'percpu_test_and_clear_bit', which is one operation, or borrow it from a guard for both */
      w (v);
    }
  if (!(u & 8))
/*        ^ note: loaded here */
    {
      u |= 8;
/*      ^ warning: 'u' may change between its load and the update that it decides about */
/*      ^ note: use 'percpu_test_and_set_bit', which is one operation, or borrow it from a guard for both */
      w (v);
    }
  if (u & 8)
/*      ^ note: loaded here */
    {
      u &= ~8u;
/*      ^ warning: 'u' may change between its load and the update that it decides about */
/*      ^ note: use 'percpu_test_and_clear_bit', which is one operation, or borrow it from a guard for both */
      w (v);
    }
}

void
several_bits (unsigned int v)
{
  if (!(u & v))
/*        ^ note: loaded here */
    {
      u |= v;
/*      ^ warning: 'u' may change between its load and the update that it decides about */
/*      ^ note: use 'percpu_try_cmpxchg', which stores only if nothing has changed, or borrow it from a guard for both */
      w (v);
    }
}

void
operators (int v)
{
  int o = t;
/*    ^ note: loaded here */
  t = o * 3;
/*  ^ warning: 't' may change between its load and the store that is computed from it */
/*  ^ note: use an operator such as '\*=', which is one operation, or borrow it from a guard for both */
  o = t;
/*  ^ note: loaded here */
  t = o - v;
/*  ^ warning: 't' may change between its load and the store that is computed from it */
/*  ^ note: use an operator such as '-=', which is one operation, or borrow it from a guard for both */
  o = t;
/*  ^ note: loaded here */
  t = o % 10;
/*  ^ warning: 't' may change between its load and the store that is computed from it */
/*  ^ note: use an operator such as '%=', which is one operation, or borrow it from a guard for both */
  o = t;
/*  ^ note: loaded here */
  t = o + v;
/*  ^ warning: 't' may change between its load and the store that is computed from it */
/*  ^ note: use an operator such as '\+=', which is one operation, or borrow it from a guard for both */
  unsigned int p = u;
/*             ^ note: loaded here */
  u = p >> 3;
/*  ^ warning: 'u' may change between its load and the store that is computed from it */
/*  ^ note: use an operator such as '>>=', which is one operation, or borrow it from a guard for both */
  p = u;
/*  ^ note: loaded here */
  u = p ^ v;
/*  ^ warning: 'u' may change between its load and the store that is computed from it */
/*  ^ note: use an operator such as '\^=', which is one operation, or borrow it from a guard for both */
  double e = d;
/*       ^ note: loaded here */
  d = e / 3;
/*  ^ warning: 'd' may change between its load and the store that is computed from it */
/*  ^ note: use an operator such as '/=', which is one operation, or borrow it from a guard for both */
}
