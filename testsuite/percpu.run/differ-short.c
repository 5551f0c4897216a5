/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Operators on short: promoted as characters are, in sixteen bits.  */
/* { dg-do run } */
/* { dg-additional-options "-Wno-overflow" } */

#include "differ.h"

DIFFER_TYPE (plain_short, short)
DIFFER_TYPE (unsigned_short, unsigned short)

int
main (void)
{
  if (differ_begin ())
    return 1;
  plain_short ();
  unsigned_short ();
  return differ_end ();
}
