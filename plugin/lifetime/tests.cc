/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The percpu authors */

/* Tests: conditions in canonical form.

     if (d->flags & 4) ...   and later the same again
     if (n > 5) ...          implies the answer of n > 2
     case 1 ... 5:           is n > 0 and n <= 5

   `>' and `!=' are recorded as the opposite of `<=' and `=='.  Each test is
   recorded twice, by name and by place.  The test by name is about the value
   that was loaded; it stays true for as long as the name has this value.  The
   test by place is about the contents of the place, and answers a later load of
   it until the place changes.  */

#include "tests.h"

namespace lifetime {

/* Remove conversions from narrower types from *A, which is compared with the
   constant *B, and convert *B accordingly.  A conversion is removed only if the
   comparison means the same without it: it preserves all values, and the
   narrower type can represent *B.  */

void
strip_conversions (tree *a, tree *b)
{
  while (TREE_CODE (*a) == SSA_NAME && TREE_CODE (*b) == INTEGER_CST)
    {
      gimple *def = SSA_NAME_DEF_STMT (*a);
      if (!is_gimple_assign (def)
	  || !CONVERT_EXPR_CODE_P (gimple_assign_rhs_code (def)))
	return;
      tree from = gimple_assign_rhs1 (def);
      if (TREE_CODE (from) != SSA_NAME
	  || !INTEGRAL_TYPE_P (TREE_TYPE (from))
	  || !INTEGRAL_TYPE_P (TREE_TYPE (*a))
	  || (TYPE_PRECISION (TREE_TYPE (from))
	      > TYPE_PRECISION (TREE_TYPE (*a)))
	  || (TYPE_PRECISION (TREE_TYPE (from))
	      == TYPE_PRECISION (TREE_TYPE (*a))
	      && (TYPE_UNSIGNED (TREE_TYPE (from))
		  != TYPE_UNSIGNED (TREE_TYPE (*a))))
	  || (TYPE_UNSIGNED (TREE_TYPE (*a))
	      && !TYPE_UNSIGNED (TREE_TYPE (from)))
	  || !int_fits_type_p (*b, TREE_TYPE (from)))
	return;
      *a = from;
      *b = fold_convert (TREE_TYPE (from), *b);
    }
}

/* Bring the comparison *A *CODE *B into canonical form, with a name on the left
   and, of two names, the one with the lower version.
   Returns: false if it has no such form.  */

static bool
compare_name (enum tree_code *code, tree *a, tree *b)
{
  if (TREE_CODE_CLASS (*code) != tcc_comparison
      || FLOAT_TYPE_P (TREE_TYPE (*a)))
    return false;
  if (TREE_CODE (*a) != SSA_NAME
      || (TREE_CODE (*b) == SSA_NAME
	  && SSA_NAME_VERSION (*a) > SSA_NAME_VERSION (*b)))
    {
      std::swap (*a, *b);
      *code = swap_tree_comparison (*code);
    }
  strip_conversions (a, b);
  return (TREE_CODE (*a) == SSA_NAME
	  && (TREE_CODE (*b) == SSA_NAME || is_gimple_min_invariant (*b)));
}

/* Returns: X without operations that do not affect the bits that it selects:
   `(f & ~8) & 4' and `(f | 8) & 4' are `f & 4'.  */

static tree
simplified (tree x)
{
  while (TREE_CODE (x) == BIT_AND_EXPR
	 && TREE_CODE (TREE_OPERAND (x, 1)) == INTEGER_CST)
    {
      tree of = TREE_OPERAND (x, 0), bits = TREE_OPERAND (x, 1);
      if ((TREE_CODE (of) != BIT_AND_EXPR && TREE_CODE (of) != BIT_IOR_EXPR)
	  || TREE_CODE (TREE_OPERAND (of, 1)) != INTEGER_CST)
	break;
      wide_int inner = wi::to_wide (TREE_OPERAND (of, 1));
      if (TREE_CODE (of) == BIT_IOR_EXPR)
	inner = ~inner;
      if ((wi::to_wide (bits) & ~inner) != 0)
	break;
      x = build2 (BIT_AND_EXPR, TREE_TYPE (x), TREE_OPERAND (of, 0), bits);
    }
  return x;
}

/* Returns: the test A CODE B in canonical form, with *NEGATED set if A CODE B
   is the opposite of it; NULL_TREE if it has no such form.  LEAVES and BY_NAME
   are those of origin_of.  */

tree
test_of (enum tree_code code, tree a, tree b, bool by_name, bool *negated,
	 std::vector<tree> *leaves)
{
  *negated = false;
  if (!compare_name (&code, &a, &b))
    return NULL_TREE;
  /* A bit test, or another expression, is compared with zero by itself: its
     value is the answer.  */
  tree x = simplified (origin_of (a, leaves, by_name));
  if ((code == EQ_EXPR || code == NE_EXPR) && integer_zerop (b)
      && EXPR_P (x) && !REFERENCE_CLASS_P (x))
    {
      *negated = code == EQ_EXPR;
      return x;
    }
  if (code == NE_EXPR || code == GT_EXPR || code == GE_EXPR)
    {
      *negated = true;
      code = invert_tree_comparison (code, false);
    }
  return build2 (code, boolean_type_node, x, origin_of (b, leaves, by_name));
}

/* Returns: whether X is `NUMBER & MASK' with a constant mask.  *OF is set to
   NUMBER.  */

bool
find_masked_number (tree x, tree *of)
{
  if (TREE_CODE (x) != BIT_AND_EXPR
      || TREE_CODE (TREE_OPERAND (x, 1)) != INTEGER_CST)
    return false;
  *of = TREE_OPERAND (x, 0);
  return true;
}

/* Returns: the subject of TEST.  Tests with the same subject can answer each
   other: `n > 5' implies `n > 2'.  All comparisons of the same two names have
   one subject, because their order answers whether they are equal.  */

tree
subject_of (tree test)
{
  if (COMPARISON_CLASS_P (test))
    {
      if (TREE_CODE (TREE_OPERAND (test, 1)) != INTEGER_CST)
	return build2 (EQ_EXPR, boolean_type_node, TREE_OPERAND (test, 0),
		       TREE_OPERAND (test, 1));
      test = TREE_OPERAND (test, 0);
    }
  /* The front end may read bits of one structure by numbers of different sizes,
     so the whole structure is the subject.  */
  if (find_masked_number (test, &test))
    {
      tree number = test;
      while (CONVERT_EXPR_P (number))
	number = TREE_OPERAND (number, 0);
      if (place_p (number))
	return get_base_address (number);
    }
  return test;
}

/* Returns: whether B is the same number as A or lies in the same memory.
   *SHIFT is set to the number of bits from the beginning of A to that of B.  */

bool
find_bit_distance (tree a, tree b, HOST_WIDE_INT *shift)
{
  *shift = 0;
  if (operand_equal_p (a, b, 0))
    return true;
  while (CONVERT_EXPR_P (a))
    a = TREE_OPERAND (a, 0);
  while (CONVERT_EXPR_P (b))
    b = TREE_OPERAND (b, 0);
  if (!place_p (a) || !place_p (b) || BYTES_BIG_ENDIAN)
    return false;
  poly_int64 offset_a, offset_b, size, max;
  bool reverse_a, reverse_b;
  tree base_a = get_ref_base_and_extent (a, &offset_a, &size, &max, &reverse_a);
  bool fixed = known_eq (size, max);
  tree base_b = get_ref_base_and_extent (b, &offset_b, &size, &max, &reverse_b);
  return (fixed && known_eq (size, max) && !reverse_a && !reverse_b
	  && operand_equal_p (base_a, base_b, 0)
	  && (offset_b - offset_a).is_constant (shift));
}

/* Add to LIST the test A CODE B, by place and by name if these differ.  */

static void
add_tests (enum tree_code code, tree a, tree b, std::vector<tree> *list)
{
  for (bool by_name : { false, true })
    {
      bool negated;
      std::vector<tree> leaves;
      tree test = test_of (code, a, b, by_name, &negated, &leaves);
      if (test && (!by_name || list->empty ()
		   || !operand_equal_p (list->back (), test, 0)))
	list->push_back (test);
    }
}

/* Express the range from FIRST to LAST as bounds: above *LOW and not above
   *HIGH, either of which is NULL_TREE if it excludes no number of the type.  */

static void
set_bounds (tree first, tree last, tree *low, tree *high)
{
  tree type = TREE_TYPE (first);
  *low = (tree_int_cst_equal (first, TYPE_MIN_VALUE (type)) ? NULL_TREE
	  : int_const_binop (MINUS_EXPR, first, build_one_cst (type)));
  *high = (tree_int_cst_equal (last, TYPE_MAX_VALUE (type)) ? NULL_TREE
	   : last);
}

/* Recognise a comparison A CODE B that tests whether a number is in a range.
   GCC generates it for `case 1 ... 5', and sometimes for `n >= 1 && n <= 5':

     (unsigned) n - 1 <= 4

   or without the subtraction if the range begins at 0.  Sets *LOW and *HIGH as
   set_bounds does.
   Returns: the number, or NULL_TREE if it is no such comparison.  */

tree
range_test (enum tree_code code, tree a, tree b, tree *low, tree *high)
{
  if ((code != LE_EXPR && code != GT_EXPR) || TREE_CODE (a) != SSA_NAME
      || TREE_CODE (b) != INTEGER_CST || !TYPE_UNSIGNED (TREE_TYPE (a)))
    return NULL_TREE;
  gassign *sum = dyn_cast<gassign *> (SSA_NAME_DEF_STMT (a));
  tree n = a, offset = build_zero_cst (TREE_TYPE (a));
  if (sum && gimple_assign_rhs_code (sum) == PLUS_EXPR
      && TREE_CODE (gimple_assign_rhs2 (sum)) == INTEGER_CST)
    {
      n = gimple_assign_rhs1 (sum);
      offset = gimple_assign_rhs2 (sum);
    }
  gassign *def = (TREE_CODE (n) == SSA_NAME
		  ? dyn_cast<gassign *> (SSA_NAME_DEF_STMT (n)) : NULL);
  if (def && CONVERT_EXPR_CODE_P (gimple_assign_rhs_code (def))
      && TREE_CODE (gimple_assign_rhs1 (def)) == SSA_NAME
      && INTEGRAL_TYPE_P (TREE_TYPE (gimple_assign_rhs1 (def)))
      && (TYPE_PRECISION (TREE_TYPE (gimple_assign_rhs1 (def)))
	  == TYPE_PRECISION (TREE_TYPE (n))))
    n = gimple_assign_rhs1 (def);
  if (n == a)
    return NULL_TREE;
  tree type = TREE_TYPE (n);
  tree first = fold_convert (type, const_unop (NEGATE_EXPR,
					       TREE_TYPE (offset), offset));
  tree last = fold_convert (type, int_const_binop (MINUS_EXPR, b, offset));
  /* A range that wraps around at the end of the type has no such bounds.  */
  if (TREE_CODE (n) != SSA_NAME || tree_int_cst_lt (last, first))
    return NULL_TREE;
  set_bounds (first, last, low, high);
  return n;
}

/* Returns: whether LABEL, of a switch of INDEX, is a range of values.  *LOW and
   *HIGH are set as by range_test.  */

bool
range_case (tree index, tree label, tree *low, tree *high)
{
  tree type = TREE_TYPE (index);
  if (!CASE_HIGH (label))
    return false;
  set_bounds (fold_convert (type, CASE_LOW (label)),
	      fold_convert (type, CASE_HIGH (label)), low, high);
  return true;
}

/* Returns: all tests that STMT makes, each by name and by place.  */

std::vector<tree>
tests_in (gimple *stmt)
{
  std::vector<tree> list;
  tree low, high;
  /* A range is recorded as the tests of its bounds.  */
  auto add_bounds = [&] (tree n)
    {
      for (tree bound : { low, high })
	if (bound)
	  add_tests (LE_EXPR, n, bound, &list);
    };
  if (gcond *cond = dyn_cast<gcond *> (stmt))
    {
      tree a = gimple_cond_lhs (cond), b = gimple_cond_rhs (cond);
      add_tests (gimple_cond_code (cond), a, b, &list);
      if (tree n = range_test (gimple_cond_code (cond), a, b, &low, &high))
	add_bounds (n);
    }
  else if (gswitch *sw = dyn_cast<gswitch *> (stmt))
    {
      tree index = gimple_switch_index (sw);
      for (unsigned int i = 1; i < gimple_switch_num_labels (sw); i++)
	{
	  tree label = gimple_switch_label (sw, i);
	  if (range_case (index, label, &low, &high))
	    add_bounds (index);
	  else
	    add_tests (EQ_EXPR, index,
		       fold_convert (TREE_TYPE (index), CASE_LOW (label)),
		       &list);
	}
    }
  else if (is_gimple_assign (stmt)
	   && (get_gimple_rhs_class (gimple_assign_rhs_code (stmt))
	       == GIMPLE_BINARY_RHS))
    add_tests (gimple_assign_rhs_code (stmt), gimple_assign_rhs1 (stmt),
	       gimple_assign_rhs2 (stmt), &list);
  return list;
}

} // namespace lifetime
