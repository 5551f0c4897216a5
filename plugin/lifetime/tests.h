/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The percpu authors */

/* Tests: conditions in canonical form.

   A test is an expression of places and names that is either zero or not:
   `d->flags & 4', `n < 2'.  Of a comparison and its opposite only one is kept,
   together with the truth value.  So a fact that was learnt at `n < 2' is found
   again at `n >= 2'.  */

#ifndef PERCPU_LIFETIME_TESTS_H
#define PERCPU_LIFETIME_TESTS_H

#include "expr.h"

namespace lifetime {

/* Returns: the test A CODE B in canonical form, with *NEGATED set if A CODE B
   is the opposite of it; NULL_TREE if it has no such form.  LEAVES and BY_NAME
   are those of origin_of.  */
tree test_of (enum tree_code code, tree a, tree b, bool by_name, bool *negated,
	      std::vector<tree> *leaves);

/* Returns: the subject of TEST, for example the number that it compares.  Tests
   with the same subject can answer each other: `n > 5' implies `n > 2'.  */
tree subject_of (tree test);

/* Returns: all tests that STMT makes, each by name and by place.  */
std::vector<tree> tests_in (gimple *stmt);

/* Returns: whether X is `NUMBER & MASK' with a constant mask.  *OF is set to
   NUMBER.  */
bool find_masked_number (tree x, tree *of);

/* Returns: whether B is the same number as A or lies in the same memory.
   *SHIFT is set to the number of bits from the beginning of A to that of B.  */
bool find_bit_distance (tree a, tree b, HOST_WIDE_INT *shift);

/* Recognise a comparison A CODE B that tests whether a number is in a range,
   such as the one for `case 1 ... 5'.  Sets *LOW and *HIGH: the range contains
   what is above *LOW and not above *HIGH.  Either is NULL_TREE where the range
   extends to the end of the type.
   Returns: the number, or NULL_TREE if it is no such comparison.  */
tree range_test (enum tree_code code, tree a, tree b, tree *low, tree *high);

/* Returns: whether LABEL, of a switch of INDEX, is a range of values.  *LOW and
   *HIGH are set as by range_test.  */
bool range_case (tree index, tree label, tree *low, tree *high);

/* Remove conversions from narrower types from *A, which is compared with the
   constant *B, and convert *B accordingly.  */
void strip_conversions (tree *a, tree *b);

} // namespace lifetime

#endif /* PERCPU_LIFETIME_TESTS_H */
