/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* percpu_raw does not permit access to a guarded variable either, on any
   target.  */

#include "lifetime.h"

static __attribute__ ((percpu ("guarded"))) struct stats st;

void
raw (void)
{
  percpu_raw (st.m) = 1;
/* { dg-note "enter a guard, and use the pointer that 'percpu_borrow .g, &st.' returns" "" { target *-*-* } .-1 } */
/* { dg-error "operation on guarded per-CPU variable 'st'" "" { target *-*-* } .-2 } */
}
