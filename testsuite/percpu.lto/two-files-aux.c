/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* The other half of two-files.c.  */

#include <percpu.h>

__attribute__ ((percpu)) int shared = 10;

__attribute__ ((noipa)) int
add (int n)
{
  return shared += n;
}
