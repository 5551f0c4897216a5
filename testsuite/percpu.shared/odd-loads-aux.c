/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* For odd.c: a variable that is only read, so that there is no restartable
   sequence.  */

#include <percpu.h>

static __attribute__ ((percpu)) volatile long constant = 12345;

long odd_read (void);

long
odd_read (void)
{
  return constant;
}
