/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Operations on guarded variables of type _Bool, which may become a load and a
   store: one message for each.  */

static __attribute__ ((percpu ("guarded"))) _Bool b;
static __attribute__ ((percpu ("guarded"))) struct { int n; _Bool ready; } st;

extern int use (int);

void
discarded (void)
{
  ++b;
/*^ error: operation on guarded per-CPU variable 'b' */
/*^ note: enter a guard, and use the pointer that 'percpu_borrow \(g, &b\)' returns */
  use (3);
  --st.ready;
/*^ error: operation on guarded per-CPU variable 'st' */
/*^ note: enter a guard, and use the pointer that 'percpu_borrow \(g, &st\)' returns */
  b += use (4);
/*  ^ error: operation on guarded per-CPU variable 'b' */
/*  ^ note: enter a guard, and use the pointer that 'percpu_borrow \(g, &b\)' returns */
}

int
used (void)
{
  return !++b;
/*        ^ error: operation on guarded per-CPU variable 'b' */
/*        ^ note: enter a guard, and use the pointer that 'percpu_borrow \(g, &b\)' returns */
}
