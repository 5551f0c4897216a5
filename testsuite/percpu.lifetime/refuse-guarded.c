/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Operations on a variable that may be accessed only through pointers that were
   borrowed from a guard.  */

#include "lifetime.h"

static __attribute__ ((percpu ("guarded"))) struct stats st;
static __attribute__ ((percpu ("guarded", "hot"))) int hot;
extern __attribute__ ((percpu ("guarded"))) unsigned long shared;

unsigned long
read (void)
{
  return shared;
/* { dg-note "enter a guard, and use the pointer that 'percpu_borrow .g, &shared.' returns" "" { target *-*-* } .-1 } */
/* { dg-error "operation on guarded per-CPU variable 'shared'" "" { target *-*-* } .-2 } */
}

void
write (int v)
{
  hot = v;
/* { dg-note "enter a guard, and use the pointer that 'percpu_borrow .g, &hot.' returns" "" { target *-*-* } .-1 } */
/* { dg-error "operation on guarded per-CPU variable 'hot'" "" { target *-*-* } .-2 } */
}

void
update (void)
{
  st.n++;
/* { dg-note "enter a guard, and use the pointer that 'percpu_borrow .g, &st.' returns" "" { target *-*-* } .-1 } */
/* { dg-error "operation on guarded per-CPU variable 'st'" "" { target *-*-* } .-2 } */
}

void
update_element (int i)
{
  st.a[i] += 2;
/* { dg-note "enter a guard, and use the pointer that 'percpu_borrow .g, &st.' returns" "" { target *-*-* } .-1 } */
/* { dg-error "operation on guarded per-CPU variable 'st'" "" { target *-*-* } .-2 } */
}

int
exchange (void)
{
  return percpu_xchg (hot, 3);
/* { dg-note "enter a guard, and use the pointer that 'percpu_borrow .g, &hot.' returns" "" { target *-*-* } .-1 } */
/* { dg-error "operation on guarded per-CPU variable 'hot'" "" { target *-*-* } .-2 } */
}

void
borrowed (void)
{
  percpu_guarded (g)
    {
      struct stats *s = percpu_borrow (g, &st);
      s->n++;
      *percpu_borrow (g, &hot) = 3;
    }
}

unsigned long
summed (void)
{
  unsigned long sum = 0;
  percpu_foreach (cpu)
    sum += *percpu_ptr (&shared, cpu);
  return sum;
}
