/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* The other half of gc-sections.c: its only per-CPU variables, and code that
   is not called.  */

#include <percpu.h>

__attribute__ ((percpu)) long used = 7;
__attribute__ ((percpu)) long unused[1000] = { 9 };

long
never_called (int i)
{
  return unused[i]++;
}

__attribute__ ((noipa)) long
add_to_used (long n)
{
  return used += n;
}
