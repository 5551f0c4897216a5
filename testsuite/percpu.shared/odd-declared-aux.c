/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* For odd.c: a declaration of a variable that is not defined.  */

#include <percpu.h>

extern __attribute__ ((percpu)) long nowhere;

int odd_nothing (void);

int
odd_nothing (void)
{
  return (int) sizeof nowhere;
}
