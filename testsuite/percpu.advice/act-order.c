/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* percpu_max and percpu_min convert their operand to the type of the variable
   and compare then.  The note proposes them only if the program compares in the
   same way.  */
/* advice-options: -O0 */
/* advice-options: -O2 */
/* advice-options: -O1 -fPIC */

#include <percpu.h>

static __attribute__ ((percpu)) int x;
static __attribute__ ((percpu)) short s;
static __attribute__ ((percpu)) float f;

void
other_sign (unsigned int v)
{
  if (x < v)
/*      ^ note: loaded here */
    x = v;
/*    ^ warning: 'x' may change between its load and the store that it decides about \[percpu check-then-act\] */
/*    ^ note: use 'percpu_try_cmpxchg' */
}

void
wider (long v)
{
  if (x < v)
/*      ^ note: loaded here */
    x = v;
/*    ^ warning: 'x' may change between its load and the store that it decides about \[percpu check-then-act\] */
/*    ^ note: use 'percpu_try_cmpxchg' */
}

void
not_a_number (float v)
{
  if (!(f >= v))
/*        ^ note: loaded here */
    f = v;
/*    ^ warning: 'f' may change between its load and the store that it decides about \[percpu check-then-act\] */
/*    ^ note: use 'percpu_try_cmpxchg' */
}

void
same (int v)
{
  if (x < v)
/*      ^ note: loaded here */
    x = v;
/*    ^ warning: 'x' may change between its load and the store that it decides about \[percpu check-then-act\] */
/*    ^ note: use 'percpu_max' */
}

void
converted (long v)
{
  if (x > (int) v)
/*      ^ note: loaded here */
    x = v;
/*    ^ warning: 'x' may change between its load and the store that it decides about \[percpu check-then-act\] */
/*    ^ note: use 'percpu_min' */
}

void
promoted (signed char v)
{
  if (s < v)
/*      ^ note: loaded here */
    s = v;
/*    ^ warning: 's' may change between its load and the store that it decides about \[percpu check-then-act\] */
/*    ^ note: use 'percpu_max' */
}

void
number (float v)
{
  if (f < v)
/*      ^ note: loaded here */
    f = v;
/*    ^ warning: 'f' may change between its load and the store that it decides about \[percpu check-then-act\] */
/*    ^ note: use 'percpu_max' */
}
