/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Mistakes after a computed goto.  */

#include "lifetime.h"

static __attribute__ ((percpu)) struct stats st;

long
use_in_another (const unsigned char *code)
{
  static const void *const labels[] = { &&begin, &&add, &&end };
  struct stats *s = NULL;
  goto *labels[*code++];
 begin:
  {
    struct percpu_guard g PERCPU_CLEANUP = percpu_guard_enter ();
/* { dg-note "the guard, which is declared here, has ended with its scope" "" { target *-*-* } .-1 } */
    s = percpu_borrow (g, &st);	/* { dg-note "borrowed here" } */
  }
  goto *labels[*code++];
 add:
  s->n++;
/* { dg-error "use of 's', which was borrowed from guard 'g', after the guard has ended" "" { target *-*-* } .-1 } */
  goto *labels[*code++];
 end:
  return 0;
}

void
free_in_a_loop (const unsigned char *code)
{
  static const void *const labels[] = { &&drop, &&end };
  struct stats __percpu *p = stats_new ();	/* { dg-note "allocated here" } */
  goto *labels[*code++];
 drop:
  stats_free (p);
/* { dg-error "per-CPU object 'p' is freed twice" "" { target *-*-* } .-1 } */
/* { dg-note "freed here first" "" { target *-*-* } .-2 } */
  goto *labels[*code++];
 end:
  return;	/* { dg-warning "per-CPU object 'p' is not freed on some path" } */
}
