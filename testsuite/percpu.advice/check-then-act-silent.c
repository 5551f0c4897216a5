/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Loads and later stores that do not depend on them, or are one operation, or
   are protected: there is no warning.  */
/* advice-options: -O0 */
/* advice-options: -O2 -g */
/* advice-options: -O3 -fPIC */
/* advice-options: -O1 -fsanitize=address,undefined */
/* advice-options: -O0 -fPIC -fsanitize=thread,undefined */
/* advice-options: -O2 -fplugin-arg-percpu-model=register -fplugin-arg-percpu-check-then-act=warn */
/* advice-options: -O0 -fPIC -fplugin-arg-percpu-model=register -fplugin-arg-percpu-check-then-act=error */
/* advice-options: -O1 -fplugin-arg-percpu-model=single -fplugin-arg-percpu-check-then-act=warn */

#include <percpu.h>
#include <assert.h>
#include <stdlib.h>

#define PERCPU static __attribute__ ((percpu))

PERCPU long peak, least, tickets;
PERCPU int state, other;
PERCPU unsigned int bits;
PERCPU char *cache;
PERCPU struct { long low, n[4]; } st, two;

extern void work (void), take (long);
extern int next_of (int);

/* In one section, by operators and by borrowed pointers.  */

void
guarded (long v)
{
  percpu_guarded (g)
    if (peak < v)
      peak = v;
  percpu_guarded (g)
    {
      long *p = percpu_borrow (g, &peak);
      if (*p < v)
	*p = v;
    }
  struct percpu_guard h PERCPU_CLEANUP = percpu_guard_enter ();
  if (!state)
    return;
  state = 0;
}

void
guarded_by_caller (struct percpu_guard *g, long v)
{
  if (peak < v)
    peak = v;
  *percpu_borrow (*g, &least) = v;
}

/* In threads that are bound.  */

__attribute__ ((percpu_bound)) void
bound (long v)
{
  if (peak < v)
    peak = v;
}

void
binds (long v)
{
  if (percpu_bind (0) < 0)
    return;
  if (peak < v)
    peak = v;
  percpu_unbind ();
}

/* Other variables, members, elements and instances.  */

void
others (long v, int i, int j, long __percpu *p, long __percpu *q)
{
  if (peak < v)
    least = v;
  if (st.low < v)
    st.n[0] = v;
  if (st.n[0] < v)
    two.n[0] = v;
  if (st.n[1] < v)
    st.n[2] = v;
  if (st.n[i] < v)
    st.n[j] = v;
  if (*p)
    *q = 0;
  if (p[1])
    p[2] = 0;
}

/* One operation, however it is written.  */

void
one_operation (int v)
{
  state = state > v ? state : v;
  state = state * 3 + v;
  other = !other;
  peak += peak > 3;
}

/* A compare-exchange loop checks the value again.  */

int
compared (int v)
{
  int old = state;
  do
    if (old >= v)
      return 0;
  while (!percpu_try_cmpxchg (state, &old, old + 1));

  if (other == 0 && percpu_cmpxchg (other, 0, 1) == 0)
    {
      work ();
      other = 0;
    }
  if (cache)
    free (percpu_xchg (cache, NULL));
  if (!(bits & 1) && !percpu_test_and_set_bit (bits, 0))
    {
      work ();
      percpu_clear_bit (bits, 0);
    }
  if (tickets > 0 && tickets-- > 0)
    return 2;
  return 1;
}

/* Decisions of a compare-exchange loop do not extend beyond the loop.  */

void
behind_loops (long v, long w)
{
  long old = peak;
  while (old < v && !percpu_try_cmpxchg (peak, &old, v))
    ;
  old = least;
  while (old > w && !percpu_try_cmpxchg (least, &old, w))
    ;
  if (old > 3)
    work ();
  percpu_max (tickets, v);
  if (percpu_min (st.low, w) > w)
    work ();
  tickets = 4;
  peak = 1;
}

/* Stores that do not depend on the loaded value.  */

long
independent (int v)
{
  long old = tickets;
  tickets = 5;
  take (peak);
  peak = 0;
  if (state == 3)
    work ();
  else
    take (4);
  state = v;
  if (other == 2)
    take (5);
  if (v > 3)
    other = v;
  for (int i = 0; i < v; i++)
    {
      st.n[i & 3] = i;
      take (st.n[i & 3]);
    }
  do
    other = next_of (v);
  while (other == 0);
  while (tickets--)
    work ();
  tickets = v;
  return old;
}

/* Conditions that only end the program.  */

void
asserted (void)
{
  assert (state == 4);
  state = 5;
  if (other != 2)
    abort ();
  other++;
  if (tickets < 0)
    exit (1);
  tickets = 1;
}

/* A difference is taken off, not stored.  */

void
relative (void)
{
  if (++tickets >= 100)
    tickets -= 100;
}

/* The address of an instance.  */

void
remote (void)
{
  percpu_foreach (cpu)
    {
      long *p = percpu_ptr (&tickets, cpu);
      if (*p > 3)
	*p = 0;
    }
}

#pragma percpu push
#pragma percpu check_then_act off

void
by_pragma (long v)
{
  if (peak < v)
    peak = v;
}

#pragma percpu pop
