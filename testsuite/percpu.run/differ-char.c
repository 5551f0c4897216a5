/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Operators on characters: C promotes, computes in int and narrows, the
   instruction works on eight bits.  */
/* { dg-do run } */
/* { dg-additional-options "-Wno-overflow" } */

#include "differ.h"

DIFFER_TYPE (plain_char, char)
DIFFER_TYPE (signed_char, signed char)
DIFFER_TYPE (unsigned_char, unsigned char)

int
main (void)
{
  if (differ_begin ())
    return 1;
  plain_char ();
  signed_char ();
  unsigned_char ();
  return differ_end ();
}
