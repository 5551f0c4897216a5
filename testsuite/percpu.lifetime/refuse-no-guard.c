/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* The arguments of percpu_borrow must be a guard and a per-CPU address.  */

#include "lifetime.h"

static __attribute__ ((percpu)) struct stats st;
static struct stats plain;
/* { dg-note "'plain' is declared here without the attribute" "" { target *-*-* } .-1 } */
struct other { int n; };

void
from_no_guard (void)
{
  struct other o = { 0 };
  percpu_borrow (o, &st)->n++;
/* { dg-note "borrow from a 'struct percpu_guard' that was returned by 'percpu_guard_enter'" "" { target *-*-* } .-1 } */
/* { dg-error "argument of type 'struct other' is not a guard" "" { target *-*-* } .-2 } */
}

void
from_integer (int g)
{
  percpu_borrow (g, &st)->n++;
/* { dg-note "borrow from a 'struct percpu_guard' that was returned by 'percpu_guard_enter'" "" { target *-*-* } .-1 } */
/* { dg-error "argument of type 'int' is not a guard" "" { target *-*-* } .-2 } */
}

void
of_plain_data (void)
{
  percpu_guarded (g)
    percpu_borrow (g, &plain)->n++;
/* { dg-error "'plain' is not a per-CPU variable: attribute 'percpu' is missing" "" { target *-*-* } .-1 } */
}

void
of_a_value (void)
{
  percpu_guarded (g)
    percpu_borrow (g, st.n);
/* { dg-error "argument of type 'long unsigned int' is not a pointer to per-CPU data" "" { target *-*-* } .-1 } */
/* { dg-note "pass the address of a per-CPU variable" "" { target *-*-* } .-2 } */
}

void
twice (void)
{
  percpu_guarded (g)
    {
      struct stats *s = percpu_borrow (g, &st);
      percpu_borrow (g, s)->n++;
/* { dg-note "a plain pointer is already the address of one instance; use it directly" "" { target *-*-* } .-1 } */
/* { dg-error "argument of type 'struct stats .' is not a pointer to per-CPU data" "" { target *-*-* } .-2 } */
    }
}
