/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The percpu authors */

/* Tests: conditions in the form in which they are kept.

   A test is an expression of type bool, or one that is zero or not, of places
   and names: `d->flags & 4', `n < 2'.  Of a comparison and its opposite only
   one form is kept, so that what one branch has answered is found by another
   that asks the opposite.  */

#ifndef PERCPU_LIFETIME_TESTS_H
#define PERCPU_LIFETIME_TESTS_H

#include "expr.h"

namespace lifetime {

/* Returns: the test A CODE B in the form in which it is kept, with *NEGATED
   set if it is the opposite; NULL_TREE if it is none.  LEAVES and BY_NAME as
   in origin_of.  */
tree test_of (enum tree_code code, tree a, tree b, bool by_name, bool *negated,
	      std::vector<tree> *leaves);

/* Returns: what TEST is about.  Tests with the same subject answer each other:
   that N is above 5 says that it is above 2.  */
tree subject_of (tree test);

/* Returns: all tests that STMT makes, by name and by place.  */
std::vector<tree> tests_in (gimple *stmt);

/* Returns: whether X is some bits of a number, which is stored to *OF.  */
bool bits_p (tree x, tree *of);

/* Returns: whether B is the same number as A, or one in the same memory: from
   bit *SHIFT of A on.  */
bool same_bits_p (tree a, tree b, HOST_WIDE_INT *shift);

/* A CODE B says by one comparison whether a number is in a range, as `case 1
   ... 5' does.  Returns: the number, with the range above *LOW and not above
   *HIGH, which are NULL_TREE where the type's range ends; or NULL_TREE.  */
tree range_test (enum tree_code code, tree a, tree b, tree *low, tree *high);

/* Returns: whether the case LABEL of a switch of INDEX is a range:
   likewise.  */
bool range_case (tree index, tree label, tree *low, tree *high);

/* The constant *B is compared with what *A was converted to from a narrower
   type: set both to what is compared without the conversion.  */
void strip_conversions (tree *a, tree *b);

} // namespace lifetime

#endif /* PERCPU_LIFETIME_TESTS_H */
