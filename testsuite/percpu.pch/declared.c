/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* The only per-CPU declarations come from a precompiled header.  */

#include "declared.h"

void f (void) { x += 5; inc (); }
int *g (void) { return (int *) &x; }	/* { dg-error "cast of per-CPU address to plain pointer" } */
/* { dg-warning "disjoint" "" { target *-*-* } .-1 } */
