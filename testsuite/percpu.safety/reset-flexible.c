/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* The number of elements of a flexible array member is known only at the
   definition of the variable.  percpu_reset is refused elsewhere.  */

#include <percpu.h>

struct flexible
{
  int n;
  int a[];
};

extern __attribute__ ((percpu)) struct flexible elsewhere; /* { dg-note "call 'percpu_reset \\(elsewhere\\)' in the file that defines the variable" } */
extern __attribute__ ((percpu)) struct flexible here;
extern __attribute__ ((percpu)) struct { int n; int a[3]; } plain;

void
reset (struct flexible __percpu *p)
{
  percpu_reset (elsewhere); /* { dg-error "the size of 'elsewhere', which has a flexible array member, is not known here" } */
  percpu_reset (here);
  percpu_reset (plain);
  percpu_reset (*p);
  percpu_reset (elsewhere.n);
}

__attribute__ ((percpu)) struct flexible here = { 1, { 2, 3 } };
