/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Operations on a variable that is to be borrowed from guards only, which
   become a compare-exchange loop: the address is not constant, and what the
   loop is about is a pointer to it.

   { dg-additional-options "-Wno-unused-parameter" } */

#include "lifetime.h"

struct many
{
  float f[4];
  _Bool b[4];
  long long l[4];
  struct { short s[3]; } in[2];
};

static __attribute__ ((percpu ("guarded"))) struct many st;
static __attribute__ ((percpu)) struct many any;

void
multiply (int i)
{
  st.l[i] *= 3;
/* { dg-note "enter a guard, and use the pointer that 'percpu_borrow .g, &st.' returns" "" { target *-*-* } .-1 } */
/* { dg-error "operation on guarded per-CPU variable 'st'" "" { target *-*-* } .-2 } */
}

void
divide (int i)
{
  st.in[1].s[i] /= 3;
/* { dg-note "enter a guard, and use the pointer that 'percpu_borrow .g, &st.' returns" "" { target *-*-* } .-1 } */
/* { dg-error "operation on guarded per-CPU variable 'st'" "" { target *-*-* } .-2 } */
}

void
float_add (int i)
{
  st.f[i] += 3;
/* { dg-note "enter a guard, and use the pointer that 'percpu_borrow .g, &st.' returns" "" { target *-*-* } .-1 } */
/* { dg-error "operation on guarded per-CPU variable 'st'" "" { target *-*-* } .-2 } */
}

void
part (int i)
{
  st.in[i].s[i] %= 2;
/* { dg-note "enter a guard, and use the pointer that 'percpu_borrow .g, &st.' returns" "" { target *-*-* } .-1 } */
/* { dg-error "operation on guarded per-CPU variable 'st'" "" { target *-*-* } .-2 } */
}

void
shift (int i)
{
  st.l[i] <<= 2;
/* { dg-note "enter a guard, and use the pointer that 'percpu_borrow .g, &st.' returns" "" { target *-*-* } .-1 } */
/* { dg-error "operation on guarded per-CPU variable 'st'" "" { target *-*-* } .-2 } */
}

void
by_pointer (int i)
{
  (&st)->l[i] *= 2;
/* { dg-note "enter a guard, and use the pointer that 'percpu_borrow .g, &st.' returns" "" { target *-*-* } .-1 } */
/* { dg-error "operation on guarded per-CPU variable 'st'" "" { target *-*-* } .-2 } */
}

/* Variables that need no guard.  */

void
not_guarded (int i)
{
  any.l[i] *= 3;
  any.f[i] += 3;
  any.in[i].s[i] %= 2;
}

/* Changes through a borrowed pointer.  */

void
borrowed (int i)
{
  percpu_guarded (g)
    {
      struct many *m = percpu_borrow (g, &st);
      m->l[i] *= 3;
      m->f[i] += 3;
    }
}
