/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Of odd.c: a variable is declared, and there is none.  */

#include <percpu.h>

extern __attribute__ ((percpu)) long nowhere;

int odd_nothing (void);

int
odd_nothing (void)
{
  return (int) sizeof nowhere;
}
