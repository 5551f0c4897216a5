/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The percpu authors */

/* Numbers that are computed from an address and are too small to be one.

     (uintptr_t) p & 63			the alignment
     (uintptr_t) p % 4096		the offset in a page
     (uintptr_t) p * 0x9E37... >> 58	an index in a hash table

   A program may use such a number in any way, also converted to a pointer.  A
   number that may have half the bits of a pointer or more is possibly an
   address, or half of one.  */

#include "lang/numbers.h"

/* A result with fewer bits than this is a number, not an address.  */
#define ADDRESS_BITS_MIN ((unsigned int) POINTER_SIZE / 2)

bool
pcpu_narrow_type_p (const_tree type)
{
  return INTEGRAL_TYPE_P (type) && TYPE_PRECISION (type) < ADDRESS_BITS_MIN;
}

bool
pcpu_small_result_p (enum tree_code code, const_tree b)
{
  if (TREE_CODE (b) != INTEGER_CST)
    return false;
  wide_int n = wi::to_wide (b);
  unsigned int bits = wi::min_precision (n, UNSIGNED);
  switch (code)
    {
    case BIT_AND_EXPR:
    case TRUNC_MOD_EXPR:
      return bits < ADDRESS_BITS_MIN;
    case TRUNC_DIV_EXPR:
    case EXACT_DIV_EXPR:
      /* The quotient is at least BITS - 1 bits shorter.  */
      return POINTER_SIZE - (bits - 1) < ADDRESS_BITS_MIN;
    case RSHIFT_EXPR:
      return wi::gtu_p (n, POINTER_SIZE - ADDRESS_BITS_MIN);
    default:
      return false;
    }
}
