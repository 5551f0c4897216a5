/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* The manual's example of two operations that should be one.  */

#include <percpu.h>

static __attribute__ ((percpu)) long largest;

void
keep_largest (long v)
{
  if (largest < v)
/*            ^ note: loaded here */
    largest = v;
/*          ^ warning: 'largest' may change between its load and the store that it decides about \[percpu check-then-act\] */
/*          ^ note: use 'percpu_max', which is one operation, or borrow it from a guard for both */
}
