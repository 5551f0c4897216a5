/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* A load, and a later store or update that depends on it although it is always
   executed, or although it might store the same value again: loops that wait
   for another thread or look for a free slot, stores of the result of a loop
   that compares, a loop whose bound is then reset, and conditions on which
   other stores depend.  */
/* advice-options: -O0 */
/* advice-options: -O2 -g */
/* advice-options: -O3 -fPIC */
/* advice-options: -O1 -fsanitize=address,undefined */
/* advice-options: -O0 -fPIC -fsanitize=thread,undefined */
/* advice-options: -O2 -ftrapv */
/* advice-options: -O2 -fplugin-arg-percpu-model=register -fplugin-arg-percpu-check-then-act=warn */
/* advice-options: -O0 -fPIC -fplugin-arg-percpu-model=register -fplugin-arg-percpu-check-then-act=warn */
/* advice-options: -O1 -fplugin-arg-percpu-model=single -fplugin-arg-percpu-check-then-act=warn */

#include <percpu.h>
#include <stdbool.h>

#define PERCPU static __attribute__ ((percpu))

PERCPU int n, state;
PERCPU unsigned int bits;
PERCPU _Bool ready, once;
PERCPU struct { unsigned long list[4]; } st;

extern int table[64];
extern void work (int);
extern int next_of (int);

/* Loops that end when another thread stores something.  */

void
waits (int v)
{
  while (state != v)
/*             ^ note: loaded here */
    work (v);
  state++;
/*     ^ warning: 'state' may change between its load and the update that it decides about \[percpu check-then-act\] */
/*     ^ note: use 'percpu_try_cmpxchg' */
}

void
waits_for_a_while (void)
{
  for (int i = 0; i < 100 && ready; i++)
/*                        ^ note: loaded here */
    work (i);
  ready = 1;
/*      ^ warning: 'ready' may change between its load and the store that it decides about \[percpu check-then-act\] */
/*      ^ note: use 'percpu_try_cmpxchg' */
}

void
looks_for_a_place (unsigned long v)
{
  int i = 0;
  while (st.list[i] != 0)
/*              ^ note: loaded here */
    i = (i + 1) & 3;
  st.list[i] = v;
/*           ^ warning: 'st' may change between its load and the store that it decides about \[percpu check-then-act\] */
/*           ^ note: use 'percpu_try_cmpxchg' */
}

void
tells_by_return (int k)
{
  for (int i = 0; i < n; i++)
/*                  ^ note: loaded here */
    if (table[i] == k)
      return;
  n++;
/* ^ warning: 'n' may change between its load and the update that it decides about \[percpu check-then-act\] */
/* ^ note: use 'percpu_try_cmpxchg' */
}

void
turns_for_ever (void)
{
  for (;;)
    {
      int v = next_of (0);
      if (n > v)
/*          ^ note: loaded here */
        n--;
/*       ^ warning: 'n' may change between its load and the update that it decides about \[percpu check-then-act\] */
/*       ^ note: use 'percpu_try_cmpxchg' */
    }
}

void
compared (void)
{
  int i = 0;
  while (i < n)
/*         ^ note: loaded here */
    i++;
  n = i;
/*  ^ warning: 'n' may change between its load and the store that it decides about \[percpu check-then-act\] */
/*  ^ note: use 'percpu_m */
}

/* A change after the last iteration is lost.  */

void
flush (void)
{
  for (int i = 0; i < n; i++)
/*                  ^ note: loaded here */
    work (table[i]);
  n = 0;
/*  ^ warning: 'n' may change between its load and this store, which loses the change \[percpu check-then-act\] */
/*  ^ note: use 'percpu_xchg', which is one operation, or borrow it from a guard for both */
}

/* The same value, but more depends on it.  */

bool
first (void)
{
  if (ready)
/*    ^ note: loaded here */
    return false;
  ready = true;
/*      ^ warning: 'ready' may change between its load and the store that it decides about \[percpu check-then-act\] */
/*      ^ note: use 'percpu_try_cmpxchg' */
  return true;
}

void
starts (void)
{
  if (!once)
/*    ^ note: loaded here */
    {
      once = true;
/*         ^ warning: 'once' may change between its load and the store that it decides about \[percpu check-then-act\] */
/*         ^ note: use 'percpu_try_cmpxchg' */
      work (1);
    }
  if (state != 5)
/*          ^ note: loaded here */
    state = 5;
/*        ^ warning: 'state' may change between its load and the store that it decides about \[percpu check-then-act\] */
/*        ^ note: use 'percpu_try_cmpxchg' */
  else
    work (2);
  if (!(bits & 8))
/*           ^ note: loaded here */
    {
      bits |= 8;
/*         ^ warning: 'bits' may change between its load and the update that it decides about \[percpu check-then-act\] */
/*         ^ note: use 'percpu_test_and_set_bit' */
      table[3] = 1;
    }
}

bool
was_set (void)
{
  bool was = (bits & 4) != 0;
/*                 ^ note: loaded here */
  if (was)
    bits &= ~4u;
/*       ^ warning: 'bits' may change between its load and the update that it decides about \[percpu check-then-act\] */
/*       ^ note: use 'percpu_test_and_clear_bit' */
  return was;
}

int
taken (void)
{
  int v = state;
/*    ^ note: loaded here */
  if (v != 0)
    state = 0;
/*        ^ warning: 'state' may change between its load and the store that it decides about \[percpu check-then-act\] */
/*        ^ note: use 'percpu_xchg' */
  return v;
}

/* Another value.  */

void
other_value (int v)
{
  if (state == 0)
/*          ^ note: loaded here */
    state = 1;
/*        ^ warning: 'state' may change between its load and the store that it decides about \[percpu check-then-act\] */
/*        ^ note: use 'percpu_try_cmpxchg' */
  if ((signed char) n != v)
/*    ^ note: loaded here */
    n = v;
/*    ^ warning: 'n' may change between its load and the store that it decides about \[percpu check-then-act\] */
/*    ^ note: use 'percpu_try_cmpxchg' */
}

void
other_bits (int i, int j)
{
  if (!(bits & 6))
/*           ^ note: loaded here */
    bits |= 6;
/*       ^ warning: 'bits' may change between its load and the update that it decides about \[percpu check-then-act\] */
/*       ^ note: use 'percpu_try_cmpxchg' */
  if (bits & 8)
/*         ^ note: loaded here */
    bits &= ~12u;
/*       ^ warning: 'bits' may change between its load and the update that it decides about \[percpu check-then-act\] */
/*       ^ note: use 'percpu_try_cmpxchg' */
  if (!(bits & 1u << i))
/*    ^ note: loaded here */
    bits |= 1u << j;
/*       ^ warning: 'bits' may change between its load and the update that it decides about \[percpu check-then-act\] */
/*       ^ note: use 'percpu_try_cmpxchg' */
}
