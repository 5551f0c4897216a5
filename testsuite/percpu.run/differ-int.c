/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Operators on int and on enumerations, which have integer types.  */
/* { dg-do run } */
/* { dg-additional-options "-Wno-overflow" } */

#include "differ.h"

enum number { MINUS = -1, ZERO, ONE, MANY = 1000 };
enum natural { NOTHING, SOMETHING, EVERYTHING = 0x7fffffff };

DIFFER_TYPE (plain_int, int)
DIFFER_TYPE (unsigned_int, unsigned int)
DIFFER_TYPE (number, enum number)
DIFFER_TYPE (natural, enum natural)

int
main (void)
{
  if (differ_begin ())
    return 1;
  plain_int ();
  unsigned_int ();
  number ();
  natural ();
  return differ_end ();
}
