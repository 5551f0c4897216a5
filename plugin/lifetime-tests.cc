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
	  && (TREE_CODE (*b) == SSA_NAME || is_gimple_min_invariant (*b)));
}

/* X, without what does not touch the bits that are looked at: `(f & ~8) & 4' and
   `(f | 8) & 4' are `f & 4'.  */

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

/* The test A CODE B in the form in which it is kept, with *NEGATED set if it is
   the opposite; NULL_TREE if it is none.  BY_NAME as in origin_of.  */

static tree
test_of (enum tree_code code, tree a, tree b, bool by_name, bool *negated,
	 std::vector<tree> *leaves)
{
  *negated = false;
  if (!compare_name (&code, &a, &b))
    return NULL_TREE;
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

/* X is some bits of a number, which is stored to *OF.  */

static bool
bits_p (tree x, tree *of)
{
  if (TREE_CODE (x) != BIT_AND_EXPR
      || TREE_CODE (TREE_OPERAND (x, 1)) != INTEGER_CST)
    return false;
  *of = TREE_OPERAND (x, 0);
  return true;
}

/* What TEST is about: who knows that N is above 5 knows that it is above 2; and of
   two, whether they are equal is about the same as which is less.  */

static tree
subject_of (tree test)
{
  if (COMPARISON_CLASS_P (test))
    {
      if (TREE_CODE (TREE_OPERAND (test, 1)) != INTEGER_CST)
	return build2 (EQ_EXPR, boolean_type_node, TREE_OPERAND (test, 0),
		       TREE_OPERAND (test, 1));
      test = TREE_OPERAND (test, 0);
    }
  /* The bits of a structure may be read by numbers of any size.  */
  if (bits_p (test, &test))
    {
      tree number = test;
      while (CONVERT_EXPR_P (number))
	number = TREE_OPERAND (number, 0);
      if (place_p (number))
	return get_base_address (number);
    }
  return test;
}

/* B is the same number as A, or one in the same memory: from bit *SHIFT of A on.  */

static bool
same_bits_p (tree a, tree b, HOST_WIDE_INT *shift)
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

/* Add the tests that A CODE B makes to LIST.  */

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

   or, from 0 on, without the sum.
   Returns: the number, and what set_bounds gives; or NULL_TREE.  */

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

/* The tests that STMT makes.  */

std::vector<tree>
tests_in (gimple *stmt)
{
  std::vector<tree> list;
  tree low, high;
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

/* STMT makes TEST.  */

void
walk::count_test (gimple *stmt, tree test)
{
  tree about = subject_of (test);
  subject *entry = NULL;
  for (subject &other : subjects)
    if (operand_equal_p (other.about, about, 0))
      entry = &other;
  if (!entry)
    {
      if (subjects.size () >= places_max)
	{
	  incomplete = true;
	  return;
	}
      subjects.push_back
	({ about, 0, {}, block_set (last_basic_block_for_fn (fun)) });
      entry = &subjects.back ();
    }
  /* Stores answer questions about bits.  */
  tree of;
  entry->times += bits_p (test, &of) ? 2 : 1;
  entry->asked[gimple_bb (stmt)->index] = true;
  for (tree other : entry->tests)
    if (operand_equal_p (other, test, 0))
      return;
  entry->tests.push_back (test);
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
      {
	add_before (fun, &subjects[i].asked);
	for (tree test : subjects[i].tests)
	  {
	    note_known (test);
	    asked_for[test] = subjects[i].asked;
	  }
      }
}

/* The test A CODE B; BY_NAME, or of what is still where it was loaded from.  */

tree
walk::fresh_test (const state &s, enum tree_code code, tree a, tree b,
		  bool by_name, bool *negated) const
{
  std::vector<tree> leaves;
  tree test = test_of (code, a, b, by_name, negated, &leaves);
  if (!by_name)
    for (tree leaf : leaves)
      if (s.stale.count (SSA_NAME_VERSION (leaf)))
	return NULL_TREE;
  return test;
}

/* TEST has the answer IS_ZERO.  */

void
walk::learn_answer (state *s, tree test, bool is_zero)
{
  test = find_known (test);
  if (!test)
    return;
  for (const place_value &m : s->memory)
    if (m.place == test)
      return;
  if (s->memory.size () >= memory_max)
    incomplete = true;
  else
    s->memory.push_back ({ test, is_zero ? zero : nonzero, true });
}

/* WHAT is stored to PLACE, which has something to do with the bits of OF, a number of
   PRECISION bits in memory: *CHANGED are those of OF that may be others then, *KNOWN
   of them are, and *ONES of these are 1.  */

bool
walk::written_bits (const state &s, tree place, tree what, tree of,
		    unsigned int precision, wide_int *changed,
		    wide_int *known, wide_int *ones) const
{
  *known = *ones = wi::zero (precision);
  if (operand_equal_p (of, place, 0))
    {
      /* `x |= 4' and `x &= ~4'.  */
      gassign *def = NULL;
      while (TREE_CODE (what) == SSA_NAME
	     && (def = dyn_cast<gassign *> (SSA_NAME_DEF_STMT (what)))
	     && CONVERT_EXPR_CODE_P (gimple_assign_rhs_code (def)))
	what = gimple_assign_rhs1 (def);
      if (TREE_CODE (what) != SSA_NAME || !def
	  || (gimple_assign_rhs_code (def) != BIT_IOR_EXPR
	      && gimple_assign_rhs_code (def) != BIT_AND_EXPR)
	  || TREE_CODE (gimple_assign_rhs2 (def)) != INTEGER_CST)
	return false;
      std::vector<tree> leaves;
      tree old = origin_of (gimple_assign_rhs1 (def), &leaves, false);
      while (CONVERT_EXPR_P (old))
	old = TREE_OPERAND (old, 0);
      if (!operand_equal_p (old, place, 0) || leaves.size () != 1
	  || !fresh_load_p (s, leaves[0]))
	return false;
      wide_int bits = wide_int::from (wi::to_wide (gimple_assign_rhs2 (def)),
				      precision, SIGNED);
      *changed = *known
	= gimple_assign_rhs_code (def) == BIT_IOR_EXPR ? bits : ~bits;
      if (gimple_assign_rhs_code (def) == BIT_IOR_EXPR)
	*ones = bits;
      return true;
    }
  /* A bit-field of it.  */
  poly_int64 offset, size, max, offset_of, size_of, max_of;
  HOST_WIDE_INT first, length;
  bool reverse, reverse_of;
  if (TREE_CODE (place) != COMPONENT_REF
      || !DECL_BIT_FIELD (TREE_OPERAND (place, 1)))
    return false;
  tree base = get_ref_base_and_extent (place, &offset, &size, &max, &reverse);
  tree base_of = get_ref_base_and_extent (of, &offset_of, &size_of, &max_of,
					  &reverse_of);
  if (reverse || reverse_of || BYTES_BIG_ENDIAN
      || !operand_equal_p (base, base_of, 0)
      || !known_eq (size, max) || !known_eq (size_of, max_of)
      || !(offset - offset_of).is_constant (&first)
      || !size.is_constant (&length) || first < 0
      || first + length > (HOST_WIDE_INT) precision
      || !known_le (first + length, size_of))
    return false;
  *changed = wi::shifted_mask (first, length, false, precision);
  value v = eval (s, what);
  if (constant_p (v))
    {
      *known = *changed;
      if (v.kind == value::CONSTANT)
	*ones = (wi::lshift (wide_int::from (wi::to_wide (v.id), precision,
					     UNSIGNED), first)
		 & *changed);
    }
  return true;
}

/* What tests of bits will answer when WHAT was stored to PLACE, to ANSWERS.  */

void
walk::find_answers (const state &s, tree place, tree what,
		    std::vector<place_value> *answers) const
{
  for (const subject &about : subjects)
    for (tree test : about.tests)
      {
	tree of;
	if (!bits_p (test, &of))
	  continue;
	while (CONVERT_EXPR_P (of))
	  of = TREE_OPERAND (of, 0);
	wide_int mask = wi::to_wide (TREE_OPERAND (test, 1));
	wide_int changed, known, ones;
	if (!place_p (of)
	    || !written_bits (s, place, what, of, mask.get_precision (),
			      &changed, &known, &ones))
	  continue;
	if ((mask & changed) == 0)
	  answers->push_back ({ test, recall (s, test), true });
	else if ((mask & ones) != 0)
	  answers->push_back ({ test, nonzero, true });
	else if ((mask & ~known) == 0)
	  answers->push_back ({ test, zero, true });
      }
}

/* A CODE B was asked, and holds.  */

void
walk::learn_test (state *s, enum tree_code code, tree a, tree b)
{
  if (subjects.empty ())
    return;
  bool is_zero;
  for (bool by_name : { false, true })
    if (tree test = fresh_test (*s, code, a, b, by_name, &is_zero))
      learn_answer (s, test, is_zero);
}

/* Whether TEST, which is of bits of a number, holds: likewise.  */

static int
decide_by_bits (const std::vector<place_value> &memory, tree test)
{
  tree of, equal = NULL_TREE, x = test;
  if (TREE_CODE (x) == EQ_EXPR)
    {
      equal = TREE_OPERAND (x, 1);
      x = TREE_OPERAND (x, 0);
    }
  if (!bits_p (x, &of) || (equal && TREE_CODE (equal) != INTEGER_CST))
    return -1;
  /* Wide enough for numbers that lie beside each other.  */
  const unsigned int precision = 2 * MAX_FIXED_MODE_SIZE;
  auto wide = [precision] (tree bits)
    {
      return wide_int::from (wi::to_wide (bits), precision, UNSIGNED);
    };
  wide_int wanted = wide (TREE_OPERAND (x, 1));
  wide_int zeros = wi::zero (precision), ones = zeros;
  std::vector<wide_int> some;
  tree inner = TREE_CODE (of) == BIT_IOR_EXPR || TREE_CODE (of) == BIT_AND_EXPR
	       ? TREE_OPERAND (of, 1) : NULL_TREE;
  if (inner && TREE_CODE (inner) == INTEGER_CST)
    {
      if (TREE_CODE (of) == BIT_IOR_EXPR)
	ones = wide (inner);
      else
	zeros = ~wide (inner);
    }
  for (const place_value &m : memory)
    {
      tree other = m.place, value = NULL_TREE, other_of;
      bool holds = m.v.kind != value::ZERO;
      if (TREE_CODE (other) == EQ_EXPR)
	{
	  value = TREE_OPERAND (other, 1);
	  other = TREE_OPERAND (other, 0);
	  if (TREE_CODE (value) != INTEGER_CST || !holds)
	    continue;
	}
      HOST_WIDE_INT shift;
      if (!bits_p (other, &other_of)
	  || !same_bits_p (of, other_of, &shift)
	  || shift <= -(HOST_WIDE_INT) precision / 2
	  || shift >= (HOST_WIDE_INT) precision / 2)
	continue;
      auto here = [&] (tree bits)
	{
	  return (shift < 0 ? wi::lrshift (wide (bits), -shift)
		  : wi::lshift (wide (bits), shift));
	};
      wide_int bits = here (TREE_OPERAND (other, 1));
      /* Some of them may be below bit 0.  */
      if (shift < 0 && !value && holds
	  && wi::lshift (bits, -shift) != wide (TREE_OPERAND (other, 1)))
	continue;
      if (value)
	{
	  zeros |= bits & ~here (value);
	  ones |= bits & here (value);
	}
      else if (holds)
	some.push_back (bits);
      else
	zeros |= bits;
    }
  if (equal)
    {
      wide_int number = wide (equal);
      if ((zeros & wanted & number) != 0 || (ones & wanted & ~number) != 0)
	return 0;
      return (wanted & ~(zeros | ones)) == 0 ? 1 : -1;
    }
  if ((ones & wanted) != 0)
    return 1;
  if ((wanted & ~zeros) == 0)
    return 0;
  for (const wide_int &bits : some)
    if ((bits & ~zeros & ~wanted) == 0)
      return 1;
  return -1;
}

/* X goes up by one each time round a loop.  */

static bool
counter_p (tree x)
{
  gphi *phi = (TREE_CODE (x) == SSA_NAME
	       ? dyn_cast<gphi *> (SSA_NAME_DEF_STMT (x)) : NULL);
  if (!phi)
    return false;
  for (unsigned int i = 0; i < gimple_phi_num_args (phi); i++)
    {
      tree arg = gimple_phi_arg_def (phi, i);
      gassign *sum = (TREE_CODE (arg) == SSA_NAME
		      ? dyn_cast<gassign *> (SSA_NAME_DEF_STMT (arg)) : NULL);
      if (sum && gimple_assign_rhs_code (sum) == PLUS_EXPR
	  && gimple_assign_rhs1 (sum) == x
	  && integer_onep (gimple_assign_rhs2 (sum)))
	return true;
    }
  return false;
}

/* Whether TEST holds according to what other tests have taught: 1, 0, or -1 if
   they have not.  */

int
walk::decide_by_bounds (const state &s, tree test) const
{
  if (!COMPARISON_CLASS_P (test)
      || TREE_CODE (TREE_OPERAND (test, 1)) != INTEGER_CST)
    return -1;
  tree about = TREE_OPERAND (test, 0), type = TREE_TYPE (TREE_OPERAND (test, 1));
  if (!INTEGRAL_TYPE_P (type))
    return -1;
  tree low = TYPE_MIN_VALUE (type), high = TYPE_MAX_VALUE (type);
  std::vector<tree> others;
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
      if (!COMPARISON_CLASS_P (m.place)
	  || TREE_CODE (TREE_OPERAND (m.place, 1)) != INTEGER_CST
	  || !operand_equal_p (TREE_OPERAND (m.place, 0), about, 0))
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
	  else
	    others.push_back (c);
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
  /* What it is not, at the ends of what it may be.  */
  for (size_t i = 0; i < others.size () && tree_int_cst_lt (low, high); i++)
    for (tree c : others)
      if (tree_int_cst_equal (c, low))
	low = int_const_binop (PLUS_EXPR, low, build_one_cst (type));
      else if (tree_int_cst_equal (c, high))
	high = int_const_binop (MINUS_EXPR, high, build_one_cst (type));
  if (tree_int_cst_lt (high, low))
    return -1;
  tree c = TREE_OPERAND (test, 1);
  switch (TREE_CODE (test))
    {
    case EQ_EXPR:
      /* A counter comes to each number: the first one that is not below.  */
      if (tree_int_cst_equal (low, c) && counter_p (about)
	  && !tree_int_cst_equal (low, TYPE_MIN_VALUE (type)))
	return 1;
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

/* Likewise of A CODE B, two that are compared with each other.  */

int
walk::decide_by_order (const state &s, enum tree_code code, tree a, tree b,
		       bool by_name) const
{
  auto known = [&] (enum tree_code other)
    {
      bool negated;
      tree test = fresh_test (s, other, a, b, by_name, &negated);
      value v = test ? recall (s, test) : unknown;
      return v.kind == value::UNKNOWN ? -1 : (v.kind != value::ZERO) != negated;
    };
  if (TREE_CODE (a) != SSA_NAME || TREE_CODE (b) != SSA_NAME)
    return -1;
  switch (code)
    {
    case EQ_EXPR:
    case NE_EXPR:
      if (known (LT_EXPR) == 1 || known (GT_EXPR) == 1)
	return code == NE_EXPR;
      if ((known (LT_EXPR) == 0 && counter_p (a))
	  || (known (GT_EXPR) == 0 && counter_p (b)))
	return code == EQ_EXPR;
      return -1;
    case LT_EXPR:
    case GT_EXPR:
      return (known (EQ_EXPR) == 1
	      || known (swap_tree_comparison (code)) == 1) ? 0 : -1;
    case LE_EXPR:
    case GE_EXPR:
      return (known (EQ_EXPR) == 1
	      || known (code == LE_EXPR ? LT_EXPR : GT_EXPR) == 1) ? 1 : -1;
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
  for (bool by_name : { false, true })
    {
      bool negated;
      tree test = fresh_test (s, code, a, b, by_name, &negated);
      if (!test)
	continue;
      value v = recall (s, test);
      int known = v.kind == value::UNKNOWN ? decide_by_bounds (s, test)
		  : v.kind != value::ZERO;
      if (known < 0)
	known = decide_by_bits (s.memory, test);
      if (known >= 0)
	return known != negated;
      known = decide_by_order (s, code, a, b, by_name);
      if (known >= 0)
	return known;
    }
  return -1;
}

} // namespace lifetime
