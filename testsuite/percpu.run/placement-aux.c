/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* The other file of placement.c.  */

#include "placement.h"

VARIABLES (two)

/* The declaration in the header has the placement.  */
__attribute__ ((percpu)) int two_hot_public;

int
two_count (void)
{
  two_hot_public += 6;
  two_ordinary++;
  return two_hot_public;
}
