/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* memcpy and similar functions, built in or not, would access the fake
   symbol.  */

static __attribute__ ((percpu)) int x, a[4];
static __attribute__ ((percpu)) struct stats
{
  int n;
  char name[8];
  struct { int deep; } in;
  int __percpu *to;
} st;
static int plain, *p;


#include <string.h>

void
memory (char *buffer)
{
  memcpy (&st, buffer, sizeof st);
/* { dg-error "passing argument 1 of 'memcpy'" "" { target *-*-* } .-1 } */
/* { dg-note "<percpu_borrow//percpu_this_ptr>" "" { target *-*-* } .-2 } */
  memcpy (buffer, st.name, 8);
/* { dg-error "passing argument 2 of 'memcpy'" "" { target *-*-* } .-1 } */
/* { dg-note "<percpu_borrow//percpu_this_ptr>" "" { target *-*-* } .-2 } */
  memset (&x, 0, sizeof x);
/* { dg-error "passing argument 1 of 'memset'" "" { target *-*-* } .-1 } */
/* { dg-note "<percpu_borrow//percpu_this_ptr>" "" { target *-*-* } .-2 } */
/* { dg-note "'percpu_reset' gives a variable its initial value" "" { target *-*-* } .-3 } */
  strcpy (st.name, "a");	/* { dg-error "passing argument 1 of 'strcpy'" } */
/* { dg-note "<percpu_borrow//percpu_this_ptr>" "" { target *-*-* } .-1 } */
  __builtin_memmove (a, a + 1, 4);
/* { dg-error "passing argument 1 of '__builtin_memmove'" "" { target *-*-* } .-1 } */
/* { dg-error "passing argument 2 of '__builtin_memmove'" "" { target *-*-* } .-2 } */
/* { dg-note "<percpu_borrow//percpu_this_ptr>" "" { target *-*-* } .-3 } */
}

int
compare (void)
{
  return strlen (st.name)	/* { dg-error "passing argument 1 of 'strlen'" } */
/* { dg-note "<percpu_borrow//percpu_this_ptr>" "" { target *-*-* } .-1 } */
	 + memcmp ("a", st.name, 1);
/* { dg-error "passing argument 2 of 'memcmp'" "" { target *-*-* } .-1 } */
/* { dg-note "<percpu_borrow//percpu_this_ptr>" "" { target *-*-* } .-2 } */
}
