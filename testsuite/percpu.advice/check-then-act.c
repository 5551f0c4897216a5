/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* A load and a later store or update that depends on it, outside of guards: the
   warning, its location, and the proposed operation.  They are the same in
   every model and at every level, with the sanitizers and in
   position-independent code.  */
/* advice-options: -O0 */
/* advice-options: -O1 -g */
/* advice-options: -O2 -fplugin-arg-percpu-check-then-act=warn */
/* advice-options: -O3 -fPIC */
/* advice-options: -Os -fexceptions */
/* advice-options: -O1 -fsanitize=address,undefined */
/* advice-options: -O2 -fsanitize=thread */
/* advice-options: -O0 -fPIC -fsanitize=undefined */
/* advice-options: -O2 -fplugin-arg-percpu-model=register -fplugin-arg-percpu-check-then-act=warn */
/* advice-options: -O0 -fPIC -fplugin-arg-percpu-model=register -fplugin-arg-percpu-check-then-act=warn */
/* advice-options: -O1 -fplugin-arg-percpu-model=single -fplugin-arg-percpu-check-then-act=warn */

#include <percpu.h>

#define PERCPU static __attribute__ ((percpu))
#define LARGER(a, b) \
  ({ __auto_type a_ = (a); __auto_type b_ = (b); a_ > b_ ? a_ : b_; })
/*               ^ note: loaded here */

struct node
{
  struct node *next;
  int key;
};

PERCPU long peak, least, tickets;
PERCPU int state, stop;
PERCPU unsigned int bits;
PERCPU _Bool ready;
PERCPU char *cache;
PERCPU struct node *first;
PERCPU struct { short low; long n[4]; double load; } st;

extern char *make (void);
extern void drop (char *), work (void), take (long);
extern int next_of (int);

/* The load decides about a store.  */

void
larger (long v)
{
  if (v > peak)
/*      ^ note: loaded here */
    peak = v;
/*       ^ warning: 'peak' may change between its load and the store that it decides about \[percpu check-then-act\] */
/*       ^ note: use 'percpu_max', which is one operation, or borrow it from a guard for both */
}

void
smaller (long v)
{
  long seen = least;
/*     ^ note: loaded here */
  if (seen <= v)
    return;
  least = v;
/*      ^ warning: 'least' may change between its load and the store that it decides about \[percpu check-then-act\] */
/*      ^ note: use 'percpu_min', which is one operation, or borrow it from a guard for both */
}

void
member (double v, short w)
{
  if (st.load < v)
/*      ^ note: loaded here */
    st.load = v;
/*          ^ warning: 'st' may change between its load and the store that it decides about \[percpu check-then-act\] */
/*          ^ note: use 'percpu_max', which is one operation, or borrow it from a guard for both */
  st.low < w ? (void) (st.low = w) : work ();
/*  ^ note: loaded here */
/*                            ^ warning: 'st' may change between its load and the store that it decides about \[percpu check-then-act\] */
/*                            ^ note: use 'percpu_max', which is one operation, or borrow it from a guard for both */
}

void
element (int i, long v)
{
  if (st.n[i] < v)
/*        ^ note: loaded here */
    st.n[i] = v;
/*          ^ warning: 'st' may change between its load and the store that it decides about \[percpu check-then-act\] */
/*          ^ note: use 'percpu_max', which is one operation, or borrow it from a guard for both */
  if (st.n[2] == 0)
/*        ^ note: loaded here */
    st.n[2] = v;
/*          ^ warning: 'st' may change between its load and the store that it decides about \[percpu check-then-act\] */
/*          ^ note: use 'percpu_try_cmpxchg', which stores only if nothing has changed, or borrow it from a guard for both */
}

void
elements (int n)
{
  for (int i = 0; i < n; i++)
    if (st.n[i & 3] > 7)
/*          ^ note: loaded here */
      st.n[i & 3] = i;
/*                ^ warning: 'st' may change between its load and the store that it decides about \[percpu check-then-act\] */
/*                ^ note: use 'percpu_try_cmpxchg', which stores only if nothing has changed, or borrow it from a guard for both */
}

void
by_pointer (long __percpu *p, struct node *__percpu *list, struct node *n)
{
  if (*p == 3)
/*    ^ note: loaded here */
    *p = 4;
/*     ^ warning: per-CPU data may change between its load and the store that it decides about \[percpu check-then-act\] */
/*     ^ note: use 'percpu_try_cmpxchg', which stores only if nothing has changed, or borrow it from a guard for both */
  if (!list[1])
/*         ^ note: loaded here */
    list[1] = n;
/*          ^ warning: per-CPU data may change between its load and the store that it decides about \[percpu check-then-act\] */
/*          ^ note: use 'percpu_try_cmpxchg', which stores only if nothing has changed, or borrow it from a guard for both */
}

void
by_both (long v)
{
  long __percpu *p = &tickets;
  if (tickets > v)
/*            ^ note: loaded here */
    *p = 0;
/*     ^ warning: 'tickets' may change between its load and the store that it decides about \[percpu check-then-act\] */
/*     ^ note: use 'percpu_try_cmpxchg', which stores only if nothing has changed, or borrow it from a guard for both */
}

char *
lazy (void)
{
  if (!cache)
/*    ^ note: loaded here */
    cache = make ();
/*        ^ warning: 'cache' may change between its load and the store that it decides about \[percpu check-then-act\] */
/*        ^ note: use 'percpu_try_cmpxchg', which stores only if nothing has changed, or borrow it from a guard for both */
  return cache;
}

void
once (void)
{
  static __attribute__ ((percpu)) int done;
  if (done)
/*    ^ note: loaded here */
    return;
  done = 1;
/*     ^ warning: 'done' may change between its load and the store that it decides about \[percpu check-then-act\] */
/*     ^ note: use 'percpu_try_cmpxchg', which stores only if nothing has changed, or borrow it from a guard for both */
  work ();
}

void
test_and_set (void)
{
  while (stop)
/*       ^ note: loaded here */
    work ();
  stop = 1;
/*     ^ warning: 'stop' may change between its load and the store that it decides about \[percpu check-then-act\] */
/*     ^ note: use 'percpu_try_cmpxchg', which stores only if nothing has changed, or borrow it from a guard for both */
}

int
busy (int force)
{
  if (state != 0 && !force)
/*          ^ note: loaded here */
    return -1;
  state = 1;
/*      ^ warning: 'state' may change between its load and the store that it decides about \[percpu check-then-act\] */
/*      ^ note: use 'percpu_try_cmpxchg', which stores only if nothing has changed, or borrow it from a guard for both */
  return 0;
}

void
cases (int v)
{
  switch (state)
/*^ note: loaded here */
    {
    case 0:
      state = v;
/*          ^ warning: 'state' may change between its load and the store that it decides about \[percpu check-then-act\] */
/*          ^ note: use 'percpu_try_cmpxchg', which stores only if nothing has changed, or borrow it from a guard for both */
      break;
    case 3 ... 5:
      work ();
      break;
    default:
      break;
    }
}

void
by_value (void)
{
  _Bool idle = state == 0 || !ready;
/*                   ^ note: loaded here */
  work ();
  if (idle)
    state = 2;
/*        ^ warning: 'state' may change between its load and the store that it decides about \[percpu check-then-act\] */
/*        ^ note: use 'percpu_try_cmpxchg', which stores only if nothing has changed, or borrow it from a guard for both */
}

void
by_goto (int v)
{
again:
  if (state == 7)
/*          ^ note: loaded here */
    goto again;
  ready || (ready = v);
/*^ note: loaded here */
/*                ^ warning: 'ready' may change between its load and the store that it decides about \[percpu check-then-act\] */
/*                ^ note: use 'percpu_try_cmpxchg', which stores only if nothing has changed, or borrow it from a guard for both */
  state = v;
/*      ^ warning: 'state' may change between its load and the store that it decides about \[percpu check-then-act\] */
/*      ^ note: use 'percpu_try_cmpxchg', which stores only if nothing has changed, or borrow it from a guard for both */
}

void
taken (void)
{
  char *p = cache;
/*      ^ note: loaded here */
  if (p)
    {
      cache = 0;
/*          ^ warning: 'cache' may change between its load and the store that it decides about \[percpu check-then-act\] */
/*          ^ note: use 'percpu_xchg', which is one operation, or borrow it from a guard for both */
      drop (p);
    }
}

/* About an update.  */

int
get (void)
{
  if (tickets <= 0)
/*            ^ note: loaded here */
    return 0;
  tickets--;
/*       ^ warning: 'tickets' may change between its load and the update that it decides about \[percpu check-then-act\] */
/*       ^ note: use 'percpu_try_cmpxchg', which stores only if nothing has changed, or borrow it from a guard for both */
  return 1;
}

long
number (void)
{
  while (tickets < 100)
/*               ^ note: loaded here */
    {
      long mine = tickets++;
/*                       ^ warning: 'tickets' may change between its load and the update that it decides about \[percpu check-then-act\] */
/*                       ^ note: use 'percpu_try_cmpxchg', which stores only if nothing has changed, or borrow it from a guard for both */
      take (mine);
    }
  return 0;
}

void
flag (void)
{
  if (!(bits & 8))
/*           ^ note: loaded here */
    {
      bits |= 8;
/*         ^ warning: 'bits' may change between its load and the update that it decides about \[percpu check-then-act\] */
/*         ^ note: use 'percpu_test_and_set_bit', which is one operation, or borrow it from a guard for both */
      work ();
    }
  if (!(bits & 4))
/*           ^ note: loaded here */
    return;
  bits &= ~4u;
/*     ^ warning: 'bits' may change between its load and the update that it decides about \[percpu check-then-act\] */
/*     ^ note: use 'percpu_test_and_clear_bit', which is one operation, or borrow it from a guard for both */
  work ();
}

/* The store is computed from the load.  */

void
count (void)
{
  int old = state;
/*    ^ note: loaded here */
  state = old + 1;
/*      ^ warning: 'state' may change between its load and the store that is computed from it \[percpu check-then-act\] */
/*      ^ note: use an operator such as '\+=', which is one operation, or borrow it from a guard for both */
}

void
called (void)
{
  int s = state;
/*    ^ note: loaded here */
  work ();
  state = next_of (s);
/*      ^ warning: 'state' may change between its load and the store that is computed from it \[percpu check-then-act\] */
/*      ^ note: use 'percpu_try_cmpxchg', which stores only if nothing has changed, or borrow it from a guard for both */
}

void
selected (long v)
{
  peak = LARGER (peak, v);
/*     ^ warning: 'peak' may change between its load and the store that is computed from it \[percpu check-then-act\] */
/*     ^ note: use 'percpu_max', which is one operation, or borrow it from a guard for both */
/*       ^ note: in expansion of macro 'LARGER' */
  long seen = least;
/*     ^ note: loaded here */
  long fresh = v < seen ? v : seen;
  least = fresh;
/*      ^ warning: 'least' may change between its load and the store that is computed from it \[percpu check-then-act\] */
/*      ^ note: use 'percpu_min', which is one operation, or borrow it from a guard for both */
}

void
decided (void)
{
  int old = state, now;
/*    ^ note: loaded here */
  if (old > 3)
    now = 1;
  else
    now = 2;
  state = now;
/*      ^ warning: 'state' may change between its load and the store that is computed from it \[percpu check-then-act\] */
/*      ^ note: use 'percpu_try_cmpxchg', which stores only if nothing has changed, or borrow it from a guard for both */
}

void
by_memory (int *where)
{
  int copy = state;
/*    ^ note: loaded here */
  where[0] = copy;
  next_of (*&copy);
  state = copy | 16;
/*      ^ warning: 'state' may change between its load and the store that is computed from it \[percpu check-then-act\] */
/*      ^ note: use an operator such as '\|=', which is one operation, or borrow it from a guard for both */
}

void
in_loop (void)
{
  for (int i = state; i < 10; i++)
/*         ^ note: loaded here */
    state = i;
/*        ^ warning: 'state' may change between its load and the store that is computed from it \[percpu check-then-act\] */
/*        ^ note: use 'percpu_try_cmpxchg', which stores only if nothing has changed, or borrow it from a guard for both */
}

void
push (struct node *n)
{
  n->next = first;
/*        ^ note: loaded here */
  first = n;
/*      ^ warning: 'first' may change between its load and the store that is computed from it \[percpu check-then-act\] */
/*      ^ note: use 'percpu_try_cmpxchg', which stores only if nothing has changed, or borrow it from a guard for both */
}

struct node *
pop (void)
{
  struct node *n = first;
/*             ^ note: loaded here */
  if (n)
    first = n->next;
/*        ^ warning: 'first' may change between its load and the store that is computed from it \[percpu check-then-act\] */
/*        ^ note: use 'percpu_try_cmpxchg', which stores only if nothing has changed, or borrow it from a guard for both */
  return n;
}

void
restore (int v)
{
  int saved = state;
/*    ^ note: loaded here */
  state = v;
  work ();
  state = saved;
/*      ^ warning: 'state' may change between its load and the store that is computed from it \[percpu check-then-act\] */
/*      ^ note: borrow it from a guard for both */
}

/* The store loses what has come in between.  */

long
drain (long *sum)
{
  *sum += tickets;
/*     ^ note: loaded here */
  tickets = 0;
/*        ^ warning: 'tickets' may change between its load and this store, which loses the change \[percpu check-then-act\] */
/*        ^ note: use 'percpu_xchg', which is one operation, or borrow it from a guard for both */
  int seen = state;
/*    ^ note: loaded here */
  state = 0;
/*      ^ warning: 'state' may change between its load and this store, which loses the change \[percpu check-then-act\] */
/*      ^ note: use 'percpu_xchg', which is one operation, or borrow it from a guard for both */
  return seen;
}

void
wrap (void)
{
  if (++bits >= 100)
/*    ^ note: loaded here */
    bits = 0;
/*       ^ warning: 'bits' may change between its load and the store that it decides about \[percpu check-then-act\] */
/*       ^ note: use 'percpu_try_cmpxchg', which stores only if nothing has changed, or borrow it from a guard for both */
}

/* In sections of their own.  */

void
two_sections (void)
{
  long n;
  percpu_guarded (g)
    n = peak;
/*    ^ note: loaded here */
  percpu_guarded (h)
    peak = n + 1;
/*       ^ warning: 'peak' may change between its load and the store that is computed from it \[percpu check-then-act\] */
/*       ^ note: use 'percpu_try_cmpxchg', which stores only if nothing has changed, or borrow it from a guard for both */
}

#pragma percpu push
#pragma percpu check_then_act error

void
refused (void)
{
  if (state == 1)
/*          ^ note: loaded here */
    state = 2;
/*        ^ error: 'state' may change between its load and the store that it decides about \[percpu check-then-act\] */
/*        ^ note: use 'percpu_try_cmpxchg', which stores only if nothing has changed, or borrow it from a guard for both */
}

#pragma percpu pop

