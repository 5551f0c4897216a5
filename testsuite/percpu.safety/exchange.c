/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Objects that cannot be exchanged.  A value of the wrong type gets the
   diagnostics of an initialisation.

   { dg-require int128 } */

#include <percpu.h>

struct three { char c[3]; };
struct pair { long a, b; };

static __attribute__ ((percpu)) const int constant = 1;
static __attribute__ ((percpu)) struct three three;
static __attribute__ ((percpu)) struct pair pair;
static __attribute__ ((percpu)) long double wide;
static __attribute__ ((percpu)) _Complex float complex_number;

void
refused (struct three t, struct pair p)
{
  percpu_xchg (constant, 2); /* { dg-error "exchange of read-only per-CPU data" } */
  percpu_cmpxchg (constant, 1, 2); /* { dg-error "exchange of read-only per-CPU data" } */
  percpu_xchg (three, t); /* { dg-error "data of type 'struct three' cannot be exchanged" } */
/* { dg-note "one operation exchanges integers, pointers" "" { target *-*-* } .-1 } */
  percpu_xchg (pair, p); /* { dg-error "16 bytes that is aligned to only 8 bytes" } */
/* { dg-note "give type 'struct pair' the attribute 'aligned .16.'" "" { target *-*-* } .-1 } */
  percpu_xchg (wide, 1); /* { dg-error "data of type 'long double' cannot be exchanged" } */
/* { dg-note "one operation exchanges" "" { target *-*-* } .-1 } */
  percpu_xchg (complex_number, 1); /* { dg-error "'complex float' cannot be exchanged|'_Complex float' cannot be exchanged" } */
/* { dg-note "one operation exchanges" "" { target *-*-* } .-1 } */
}
