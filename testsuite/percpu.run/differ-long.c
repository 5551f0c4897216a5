/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Operators on long and long long: constants that do not fit an
   instruction's 32 bits, and narrower operands that are extended first.  */
/* { dg-do run } */
/* { dg-additional-options "-Wno-overflow" } */

#include "differ.h"

DIFFER_TYPE (plain_long, long)
DIFFER_TYPE (unsigned_long_long, unsigned long long)

int
main (void)
{
  if (differ_begin ())
    return 1;
  plain_long ();
  unsigned_long_long ();
  return differ_end ();
}
