/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* A statement that loads and stores, or copies from one per-CPU object to
   another, is reported once.  Two kinds of access in one line are two reports,
   and so are two lines.  */

/* { dg-count 6 "warning: " } */
/* { dg-count 4 "bit-field takes more than one instruction" } */
/* { dg-count 2 "copy of a per-CPU object takes more than one instruction" } */

struct stats { int n; unsigned int bits : 3; char c[24]; };
static __attribute__ ((percpu)) struct stats st, other;

void
f (struct stats *p)
{
  st.bits++;			/* { dg-warning "bit-field" } */
  st.bits += p->n;		/* { dg-warning "bit-field" } */
  st = other;			/* { dg-warning "copy" } */
  st = *p; st.bits = 0;
  /* { dg-warning "copy" "" { target *-*-* } .-1 } */
  /* { dg-warning "bit-field" "" { target *-*-* } .-2 } */
}

void
g (void)
{
  st.bits++;			/* { dg-warning "bit-field" } */
}
