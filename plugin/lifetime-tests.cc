/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The percpu authors */

/* Lifetimes: tests, which are conditions that are asked more than once.

     if (d->flags & 4) ...	and later again
     if (n > 5) ...		which answers n > 2 too
     case 1 ... 5:		which is n > 0 and n <= 5

   What was answered is kept in memory (struct state) as long as somebody may ask
   for it.  lifetime.cc says what for.  */

#include "lifetime.h"

namespace lifetime {

/* The constant B is compared with what *A was converted to from a narrower type:
   compare what it was.  */

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

/* Bring the comparison *A *CODE *B into the form in which it is kept, with a name on
   the left.  False if it has none.  */

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
	  && (TREE_CODE (*b) == SSA_NAME || TREE_CODE (*b) == INTEGER_CST));
}

/* The test A CODE B in the form in which it is kept, with *NEGATED set if it is
   the opposite; NULL_TREE if it is none.  */

static tree
test_of (enum tree_code code, tree a, tree b, bool *negated,
	 std::vector<tree> *leaves)
{
  *negated = false;
  if (!compare_name (&code, &a, &b))
    return NULL_TREE;
  tree x = origin_of (a, leaves);
  if ((code == EQ_EXPR || code == NE_EXPR) && integer_zerop (b))
    {
      *negated = code == EQ_EXPR;
      return EXPR_P (x) && !REFERENCE_CLASS_P (x) ? x : NULL_TREE;
    }
  if (code == NE_EXPR || code == GT_EXPR || code == GE_EXPR)
    {
      *negated = true;
      code = invert_tree_comparison (code, false);
    }
  return build2 (code, boolean_type_node, x, origin_of (b, leaves));
}

/* What TEST is about: who knows that N is above 5 knows that it is above 2.  */

static tree
subject_of (tree test)
{
  return (COMPARISON_CLASS_P (test)
	  && TREE_CODE (TREE_OPERAND (test, 1)) == INTEGER_CST
	  ? TREE_OPERAND (test, 0) : test);
}

/* The test that STMT makes, or NULL_TREE.  */

static tree
test_in (gimple *stmt)
{
  bool negated;
  std::vector<tree> leaves;
  if (gcond *cond = dyn_cast<gcond *> (stmt))
    return test_of (gimple_cond_code (cond), gimple_cond_lhs (cond),
		    gimple_cond_rhs (cond), &negated, &leaves);
  if (is_gimple_assign (stmt)
      && get_gimple_rhs_class (gimple_assign_rhs_code (stmt))
	 == GIMPLE_BINARY_RHS)
    return test_of (gimple_assign_rhs_code (stmt), gimple_assign_rhs1 (stmt),
		    gimple_assign_rhs2 (stmt), &negated, &leaves);
  return NULL_TREE;
}

/* The range FIRST to LAST as conditions say it: above *LOW and not above *HIGH, or
   NULL_TREE where all numbers of the type are.  */

static void
set_bounds (tree first, tree last, tree *low, tree *high)
{
  tree type = TREE_TYPE (first);
  *low = (tree_int_cst_equal (first, TYPE_MIN_VALUE (type)) ? NULL_TREE
	  : int_const_binop (MINUS_EXPR, first, build_one_cst (type)));
  *high = (tree_int_cst_equal (last, TYPE_MAX_VALUE (type)) ? NULL_TREE
	   : last);
}

/* A CODE B says whether a number is in a range, or is not, by one comparison.  It is
   what becomes of `case 1 ... 5', and sometimes of `n >= 1 && n <= 5':

     (unsigned) n - 1 <= 4

   Returns: the number, and what set_bounds gives; or NULL_TREE.  */

tree
range_test (enum tree_code code, tree a, tree b, tree *low, tree *high)
{
  if ((code != LE_EXPR && code != GT_EXPR) || TREE_CODE (a) != SSA_NAME
      || TREE_CODE (b) != INTEGER_CST || !TYPE_UNSIGNED (TREE_TYPE (a)))
    return NULL_TREE;
  gassign *sum = dyn_cast<gassign *> (SSA_NAME_DEF_STMT (a));
  if (!sum || gimple_assign_rhs_code (sum) != PLUS_EXPR
      || TREE_CODE (gimple_assign_rhs2 (sum)) != INTEGER_CST)
    return NULL_TREE;
  tree n = gimple_assign_rhs1 (sum), type = TREE_TYPE (n);
  gassign *def = (TREE_CODE (n) == SSA_NAME
		  ? dyn_cast<gassign *> (SSA_NAME_DEF_STMT (n)) : NULL);
  if (def && CONVERT_EXPR_CODE_P (gimple_assign_rhs_code (def))
      && TREE_CODE (gimple_assign_rhs1 (def)) == SSA_NAME
      && INTEGRAL_TYPE_P (TREE_TYPE (gimple_assign_rhs1 (def)))
      && (TYPE_PRECISION (TREE_TYPE (gimple_assign_rhs1 (def)))
	  == TYPE_PRECISION (type)))
    {
      n = gimple_assign_rhs1 (def);
      type = TREE_TYPE (n);
    }
  tree offset = gimple_assign_rhs2 (sum);
  tree first = fold_convert (type, const_unop (NEGATE_EXPR,
					       TREE_TYPE (offset), offset));
  tree last = fold_convert (type, int_const_binop (MINUS_EXPR, b, offset));
  /* One that begins at the end of the type goes on at its beginning.  */
  if (TREE_CODE (n) != SSA_NAME || tree_int_cst_lt (last, first))
    return NULL_TREE;
  set_bounds (first, last, low, high);
  return n;
}

/* The case LABEL of a switch of INDEX is a range, and not one value: likewise.  */

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

/* Add the tests that are made of N with the bounds LOW and HIGH to LIST.  */

static void
add_bounds (tree n, tree low, tree high, std::vector<tree> *list)
{
  for (tree bound : { low, high })
    {
      bool negated;
      std::vector<tree> leaves;
      if (!bound)
	continue;
      if (tree test = test_of (LE_EXPR, n, bound, &negated, &leaves))
	list->push_back (test);
    }
}

/* The tests that STMT makes.  */

std::vector<tree>
tests_in (gimple *stmt)
{
  std::vector<tree> list;
  tree low, high;
  if (tree test = test_in (stmt))
    list.push_back (test);
  if (gcond *cond = dyn_cast<gcond *> (stmt))
    if (tree n = range_test (gimple_cond_code (cond), gimple_cond_lhs (cond),
			     gimple_cond_rhs (cond), &low, &high))
      add_bounds (n, low, high, &list);
  if (gswitch *sw = dyn_cast<gswitch *> (stmt))
    for (unsigned int i = 1; i < gimple_switch_num_labels (sw); i++)
      if (range_case (gimple_switch_index (sw), gimple_switch_label (sw, i),
		      &low, &high))
	add_bounds (gimple_switch_index (sw), low, high, &list);
  return list;
}

/* STMT makes TEST.  */

void
walk::count_test (gimple *stmt, tree test)
{
  tree about = subject_of (test);
  subject *known = NULL;
  for (subject &other : subjects)
    if (operand_equal_p (other.about, about, 0))
      known = &other;
  if (!known)
    {
      if (subjects.size () >= places_max)
	return;
      subjects.push_back ({ about, 0, {}, {} });
      known = &subjects.back ();
    }
  known->times++;
  known->asked.insert (gimple_bb (stmt));
  for (tree other : known->tests)
    if (operand_equal_p (other, test, 0))
      return;
  known->tests.push_back (test);
}

/* Add to BLOCKS those from which one can come there.  */

static void
add_before (std::set<basic_block> *blocks)
{
  std::vector<basic_block> list (blocks->begin (), blocks->end ());
  while (!list.empty ())
    {
      basic_block bb = list.back ();
      list.pop_back ();
      edge e;
      edge_iterator i;
      FOR_EACH_EDGE (e, i, bb->preds)
	if (blocks->insert (e->src).second)
	  list.push_back (e->src);
    }
}

void
walk::find_tests ()
{
  basic_block bb;
  FOR_EACH_BB_FN (bb, fun)
    for (gimple_stmt_iterator gsi = gsi_start_bb (bb); !gsi_end_p (gsi);
	 gsi_next (&gsi))
      for (tree test : tests_in (gsi_stmt (gsi)))
	count_test (gsi_stmt (gsi), test);
  /* To know what is asked once helps nobody.  */
  for (size_t i = subjects.size (); i-- > 0;)
    if (subjects[i].times < 2)
      subjects.erase (subjects.begin () + i);
    else
      add_before (&subjects[i].asked);
}

/* The test that is the same as TEST and may be remembered, or NULL_TREE.  */

tree
walk::find_test (tree test) const
{
  tree about = subject_of (test);
  for (const subject &known : subjects)
    if (operand_equal_p (known.about, about, 0))
      for (tree other : known.tests)
	if (operand_equal_p (other, test, 0))
	  return other;
  return NULL_TREE;
}

/* The test A CODE B of what is still where it was loaded from.  */

tree
walk::fresh_test (const state &s, enum tree_code code, tree a, tree b,
		  bool *negated) const
{
  std::vector<tree> leaves;
  tree test = test_of (code, a, b, negated, &leaves);
  for (tree leaf : leaves)
    if (TREE_CODE (leaf) == SSA_NAME && s.stale.count (SSA_NAME_VERSION (leaf)))
      return NULL_TREE;
  return test;
}

/* A CODE B was asked, and holds.  */

void
walk::learn_test (state *s, enum tree_code code, tree a, tree b)
{
  if (subjects.empty ())
    return;
  bool is_zero;
  tree test = fresh_test (*s, code, a, b, &is_zero);
  if (test)
    test = find_test (test);
  if (!test || s->memory.size () >= memory_max)
    return;
  for (const place_value &m : s->memory)
    if (m.place == test)
      return;
  s->memory.push_back ({ test, is_zero ? zero : nonzero, true });
}

/* Whether TEST holds according to what other tests have taught: 1, 0, or -1 if
   they have not.  */

int
walk::decide_by_bounds (const state &s, tree test) const
{
  tree about = subject_of (test);
  if (about == test)
    return -1;
  tree type = TREE_TYPE (TREE_OPERAND (test, 1));
  if (!INTEGRAL_TYPE_P (type))
    return -1;
  tree low = TYPE_MIN_VALUE (type), high = TYPE_MAX_VALUE (type);
  auto at_least = [&] (tree c)
    {
      if (tree_int_cst_lt (low, c))
	low = c;
    };
  auto at_most = [&] (tree c)
    {
      if (tree_int_cst_lt (c, high))
	high = c;
    };
  for (const place_value &m : s.memory)
    {
      if (subject_of (m.place) == m.place
	  || !operand_equal_p (subject_of (m.place), about, 0))
	continue;
      tree c = TREE_OPERAND (m.place, 1), one = build_one_cst (TREE_TYPE (c));
      bool holds = m.v.kind != value::ZERO;
      if (!types_compatible_p (TREE_TYPE (c), type))
	continue;
      switch (TREE_CODE (m.place))
	{
	case EQ_EXPR:
	  if (holds)
	    {
	      at_least (c);
	      at_most (c);
	    }
	  break;
	/* One more or less than a bound that holds is no overflow.  */
	case LE_EXPR:
	  if (holds)
	    at_most (c);
	  else
	    at_least (int_const_binop (PLUS_EXPR, c, one));
	  break;
	case LT_EXPR:
	  if (holds)
	    at_most (int_const_binop (MINUS_EXPR, c, one));
	  else
	    at_least (c);
	  break;
	default:
	  break;
	}
    }
  tree c = TREE_OPERAND (test, 1);
  switch (TREE_CODE (test))
    {
    case EQ_EXPR:
      if (tree_int_cst_lt (c, low) || tree_int_cst_lt (high, c))
	return 0;
      return tree_int_cst_equal (low, high) ? 1 : -1;
    case LE_EXPR:
      return (tree_int_cst_le (high, c) ? 1
	      : tree_int_cst_lt (c, low) ? 0 : -1);
    case LT_EXPR:
      return (tree_int_cst_lt (high, c) ? 1
	      : tree_int_cst_le (c, low) ? 0 : -1);
    default:
      return -1;
    }
}

/* Likewise of the test A CODE B.  */

int
walk::decide_test (const state &s, enum tree_code code, tree a, tree b) const
{
  if (subjects.empty ())
    return -1;
  bool negated;
  tree test = fresh_test (s, code, a, b, &negated);
  if (!test)
    return -1;
  value v = recall (s, test);
  int known = v.kind == value::UNKNOWN ? decide_by_bounds (s, test)
	      : v.kind != value::ZERO;
  return known < 0 ? known : known != negated;
}

} // namespace lifetime
