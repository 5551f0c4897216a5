/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Rows of a matrix in a structure: no difference from plain addresses
   either.  */

static __attribute__ ((percpu)) struct { int m[2][3]; } st, other;
static int plain[2][3];

long
from_plain (void)
{
  return st.m - plain;
/* { dg-error "invalid operands to binary -" "" { target *-*-* } .-1 } */
/* { dg-note "only the address of a variable with attribute" "" { target *-*-* } .-2 } */
}

long
from_percpu (int (*p)[3])
{
  return p + 1 - st.m;
/* { dg-error "invalid operands to binary -" "" { target *-*-* } .-1 } */
/* { dg-note "<percpu_borrow//percpu_this_ptr>" "" { target *-*-* } .-2 } */
}

long
good (int (*p)[3])
{
  return other.m + 1 - st.m + (p - plain);
}
