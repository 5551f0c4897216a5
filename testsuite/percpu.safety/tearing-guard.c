/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* In freestanding code a guard keeps the code on its CPU: an access of several
   instructions is accepted within a section and reported outside of one.  */
/* { dg-options "-ffreestanding" } */

#include <percpu.h>

struct stats { int n; unsigned int bits : 3; char c[24]; };
static __attribute__ ((percpu)) struct stats st;
static __attribute__ ((percpu)) long double ld;

void
guarded (struct stats *p)
{
  percpu_guarded (g)
    {
      st = *p;
      st.bits++;
      ld = 3;
      *p = st;
    }
}

void
explicit (struct stats *p, int c)
{
  struct percpu_guard g = percpu_guard_enter ();

  if (c)
    st = *p;
  percpu_guard_leave (&g);
  st = *p;
/* { dg-warning "copy of a per-CPU object takes more than one instruction" "" { target *-*-* } .-1 } */
/* { dg-note "perform it under a guard" "" { target *-*-* } .-2 } */
}

void
sometimes (struct stats *p, int c)
{
  struct percpu_guard g;

  if (c)
    g = percpu_guard_enter ();
  st = *p;
/* { dg-warning "copy of a per-CPU object takes more than one instruction" "" { target *-*-* } .-1 } */
/* { dg-note "perform it under a guard" "" { target *-*-* } .-2 } */
  if (c)
    percpu_guard_leave (&g);
}

void
outside (struct stats *p)
{
  percpu_guarded (g)
    percpu_borrow (g, &st)->n++;
  st.bits++;
/* { dg-warning "access to a per-CPU bit-field takes more than one instruction" "" { target *-*-* } .-1 } */
/* { dg-note "perform it under a guard" "" { target *-*-* } .-2 } */
  st.n++;
  p->n = st.n;
}
