/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* A load whose value is not used is executed if the type is volatile, and
   otherwise removed, as for plain memory: `*p;' faults at no level of
   optimisation.  */
/* { dg-additional-options "-w" } */
/* { dg-final { scan-assembler-times {%gs:\(%r[a-z0-9]+\)} 1 } } */
/* { dg-final { scan-assembler-times {%gs:(flag|vflag)(\.[0-9]+)?\(%rip\)} 1 } } */

static __attribute__ ((percpu)) long flag;
static __attribute__ ((percpu)) volatile long vflag;

void
plain (long __percpu *p)
{
  *p;
  (void) *p;
  p[0], (void) 0;
  flag;
}

void
volatiles (volatile long __percpu *p)
{
  *p;
  vflag;
}
