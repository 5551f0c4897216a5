/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The percpu authors */

/* Numbers that are computed from an address and are too small to be one.

     (uintptr_t) p & 63			the alignment
     (uintptr_t) p % 4096		the offset in a page
     (uintptr_t) p * 0x9E37... >> 58	an index in a hash table

   A program may use such a number in any way, also converted to a pointer.  A
   number that may have 32 bits or more is possibly an address, or half of
   one.  */

#include "lang/numbers.h"

/* A result with fewer bits than this is a number, not an address.  */
static const unsigned int address_bits_min = 32;

bool
pcpu_narrow_type_p (const_tree type)
{
  return INTEGRAL_TYPE_P (type) && TYPE_PRECISION (type) < address_bits_min;
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
      return bits < address_bits_min;
    case TRUNC_DIV_EXPR:
    case EXACT_DIV_EXPR:
      /* The quotient has at least BITS - 1 bits less.  */
      return POINTER_SIZE - (bits - 1) < address_bits_min;
    case RSHIFT_EXPR:
      return wi::gtu_p (n, POINTER_SIZE - address_bits_min);
    default:
      return false;
    }
}
