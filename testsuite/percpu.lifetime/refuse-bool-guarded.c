/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* b++ and b-- on guarded variables of type _Bool, which the front end expands:
   the message is at the operation, also if its value is not used.  */

static __attribute__ ((percpu ("guarded"))) _Bool b;
static __attribute__ ((percpu ("guarded"))) struct { int n; _Bool ready; } st;

extern int use (int);

void
discarded (void)
{
  use (1);
  b++;	/* { dg-error "operation on guarded per-CPU variable 'b'" } */
/* { dg-note "the pointer that 'percpu_borrow \\(g, &b\\)' returns" "" { target *-*-* } .-1 } */
  use (2);
  b--;	/* { dg-error "operation on guarded per-CPU variable 'b'" } */
/* { dg-note "the pointer that 'percpu_borrow \\(g, &b\\)' returns" "" { target *-*-* } .-1 } */
}

void
member (int c)
{
  if (c)
    st.ready++;	/* { dg-error "operation on guarded per-CPU variable 'st'" } */
/* { dg-note "the pointer that 'percpu_borrow \\(g, &st\\)' returns" "" { target *-*-* } .-1 } */
  else
    use (3),
      st.ready--,	/* { dg-error "operation on guarded per-CPU variable 'st'" } */
/* { dg-note "the pointer that 'percpu_borrow \\(g, &st\\)' returns" "" { target *-*-* } .-1 } */
      use (4);
}

int
used (int c)
{
  if (c)
    return b++;	/* { dg-error "operation on guarded per-CPU variable 'b'" } */
/* { dg-note "the pointer that 'percpu_borrow \\(g, &b\\)' returns" "" { target *-*-* } .-1 } */
  return !b--;	/* { dg-error "operation on guarded per-CPU variable 'b'" } */
/* { dg-note "the pointer that 'percpu_borrow \\(g, &b\\)' returns" "" { target *-*-* } .-1 } */
}
