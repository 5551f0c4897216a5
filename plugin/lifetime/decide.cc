/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The percpu authors */

/* Knowledge: the conditions that a state decides.

   The values of the operands decide a condition if they are known.  Otherwise a
   test that was made before may decide it: the same test, a test of a bound of
   the same number, a test of bits of the same number, or a comparison of the
   same two operands.

   An answer must be certain, because only one side of the branch is walked
   then.  -1 is always correct: the walk takes both sides, and learns on each
   what the condition says.  */

#include "knowledge.h"

namespace lifetime {

/* Whether A and B are the same pointer.  */

int
knowledge::compare_pointers (const state &s, const value &a,
			     const value &b) const
{
  auto fresh_p = [&s] (const value &v)
    {
      if (v.kind != value::OBJECT)
	return false;
      auto o = s.objects.find (SSA_NAME_VERSION (v.id));
      return o != s.objects.end () && o->second.state == object::OWNED;
    };
  /* Only pointers with an identity can be compared.  */
  auto pointer_to_p = [] (const value &v)
    {
      return v.kind == value::ADDRESS || pointer_p (v);
    };
  if (!pointer_to_p (a) || !pointer_to_p (b))
    return -1;
  if (a.kind == b.kind && a.id == b.id)
    return a.interior || b.interior ? -1 : 1;
  /* An object that this function owns alone has no other name, and two
     variables have different addresses.  */
  if (fresh_p (a) || fresh_p (b)
      || (a.kind == value::ADDRESS && b.kind == value::ADDRESS))
    return 0;
  return -1;
}

/* Returns: 1 if A CODE B is certain to hold, 0 if it is certain not to hold,
   and -1 if neither is known.  */

int
knowledge::decide (const state &s, enum tree_code code, tree a, tree b) const
{
  value va = eval (s, a), vb = eval (s, b);
  /* GCC compares two constants.  */
  if (constant_p (va) && constant_p (vb))
    {
      tree type = TREE_TYPE (a);
      tree ca = va.kind == value::ZERO ? build_zero_cst (type)
		: fold_convert (type, va.id);
      tree cb = vb.kind == value::ZERO ? build_zero_cst (type)
		: fold_convert (type, vb.id);
      tree result = fold_binary (code, boolean_type_node, ca, cb);
      return !result || TREE_CODE (result) != INTEGER_CST ? -1
	     : integer_zerop (result) ? 0 : 1;
    }
  /* An object itself may be NULL until a branch has tested it, because an
     allocation can fail.  */
  auto never_zero_p = [] (const value &v)
    {
      return (v.kind == value::NONZERO || v.kind == value::CONSTANT
	      || v.kind == value::ADDRESS || v.kind == value::BORROW
	      || (v.kind == value::OBJECT && v.interior));
    };
  if ((code == EQ_EXPR || code == NE_EXPR)
      && ((va.kind == value::ZERO && never_zero_p (vb))
	  || (vb.kind == value::ZERO && never_zero_p (va))))
    return code == NE_EXPR;
  if (code == EQ_EXPR || code == NE_EXPR)
    {
      int same = compare_pointers (s, va, vb);
      if (same >= 0)
	return same == (code == EQ_EXPR);
    }
  return decide_test (s, code, a, b);
}

/* Returns: the test A CODE B in canonical form, by name or by place; NULL_TREE
   if there is none, or it is by place and a place was stored to since it was
   loaded.  */

tree
knowledge::fresh_test (const state &s, enum tree_code code, tree a, tree b,
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

/* Returns: 1, 0 or -1, as decide does, for TEST, which is a test of bits of a
   number, either `f & BITS' or `(f & BITS) == NUMBER'.  */

static int
decide_by_bits (const std::vector<place_value> &memory, tree test)
{
  tree of, equal = NULL_TREE, x = test;
  if (TREE_CODE (x) == EQ_EXPR)
    {
      equal = TREE_OPERAND (x, 1);
      x = TREE_OPERAND (x, 0);
    }
  if (!find_masked_number (x, &of)
      || (equal && TREE_CODE (equal) != INTEGER_CST))
    return -1;
  /* Wide enough for two numbers side by side.  */
  const unsigned int precision = 2 * MAX_FIXED_MODE_SIZE;
  auto wide = [precision] (tree bits)
    {
      return wide_int::from (wi::to_wide (bits), precision, UNSIGNED);
    };
  /* Known bits: those that are zero, those that are one, and sets of bits of
     which at least one is one.  */
  wide_int wanted = wide (TREE_OPERAND (x, 1));
  wide_int zeros = wi::zero (precision), ones = zeros;
  std::vector<wide_int> some;
  /* `f | 8' sets bits of its own, and `f & 8' clears all others.  */
  tree inner = TREE_CODE (of) == BIT_IOR_EXPR || TREE_CODE (of) == BIT_AND_EXPR
	       ? TREE_OPERAND (of, 1) : NULL_TREE;
  if (inner && TREE_CODE (inner) == INTEGER_CST)
    {
      if (TREE_CODE (of) == BIT_IOR_EXPR)
	ones = wide (inner);
      else
	zeros = ~wide (inner);
    }
  /* Collect the results of other tests of the same bits.  */
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
      if (!find_masked_number (other, &other_of)
	  || !find_bit_distance (of, other_of, &shift)
	  || shift <= -(HOST_WIDE_INT) precision / 2
	  || shift >= (HOST_WIDE_INT) precision / 2)
	continue;
      auto here = [&] (tree bits)
	{
	  return (shift < 0 ? wi::lrshift (wide (bits), -shift)
		  : wi::lshift (wide (bits), shift));
	};
      wide_int bits = here (TREE_OPERAND (other, 1));
      /* Part of a set may lie below bit 0 of F, and the one bit may be
	 there.  */
      if (shift < 0 && !value && holds
	  && wi::lshift (bits, -shift) != wide (TREE_OPERAND (other, 1)))
	continue;
      /* `(f & BITS) == VALUE' holds, so that all BITS are known; or `f & BITS'
	 has an answer.  */
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
  /* `(f & WANTED) == NUMBER' is false if one bit is known to differ, and true
     if all bits are known.  */
  if (equal)
    {
      wide_int number = wide (equal);
      if ((zeros & wanted & number) != 0 || (ones & wanted & ~number) != 0)
	return 0;
      return (wanted & ~(zeros | ones)) == 0 ? 1 : -1;
    }
  /* `f & WANTED' is true if one of the bits is one, and false if all are
     zero.  */
  if ((ones & wanted) != 0)
    return 1;
  if ((wanted & ~zeros) == 0)
    return 0;
  /* A set with a one in it lies within WANTED, except for bits that are
     zero.  */
  for (const wide_int &bits : some)
    if ((bits & ~zeros & ~wanted) == 0)
      return 1;
  return -1;
}

/* Returns: whether X is a counter that each iteration of a loop increments by
   one.  */

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

/* Returns: 1, 0 or -1, as decide does, for TEST, a comparison with a constant,
   from the bounds of the same number that other tests have shown.  */

int
knowledge::decide_by_bounds (const state &s, tree test) const
{
  if (!COMPARISON_CLASS_P (test)
      || TREE_CODE (TREE_OPERAND (test, 1)) != INTEGER_CST)
    return -1;
  tree about = TREE_OPERAND (test, 0);
  tree type = TREE_TYPE (TREE_OPERAND (test, 1));
  if (!INTEGRAL_TYPE_P (type))
    return -1;
  /* The number is from LOW to HIGH.  Each answer narrows this range.  */
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
	/* The sums cannot overflow: LE that does not hold means that C is not
	   the largest number, and LT that holds means that it is not the
	   smallest one.  */
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
  /* A number that is known to be different narrows the range if it is at an
     end.  That may bring another one to the end, so repeat it.  */
  for (size_t i = 0; i < others.size () && tree_int_cst_lt (low, high); i++)
    for (tree c : others)
      if (tree_int_cst_equal (c, low))
	low = int_const_binop (PLUS_EXPR, low, build_one_cst (type));
      else if (tree_int_cst_equal (c, high))
	high = int_const_binop (MINUS_EXPR, high, build_one_cst (type));
  /* The answers contradict each other, so they say nothing.  */
  if (tree_int_cst_lt (high, low))
    return -1;
  tree c = TREE_OPERAND (test, 1);
  switch (TREE_CODE (test))
    {
    case EQ_EXPR:
      /* A counter goes up by one, so that it cannot skip C: when it is known
	 not to be below C for the first time, it is C.  */
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

/* Returns: 1, 0 or -1, as decide does, for A CODE B, from other comparisons of
   A with B.  */

int
knowledge::decide_by_order (const state &s, enum tree_code code, tree a, tree b,
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
      /* `i < n' no longer holds: a counter that goes up by one has just become
	 N.  */
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

/* Returns: 1, 0 or -1, as decide does, for the test A CODE B from tests that
   were made before.  First tests by place are used, then tests by name.  */

int
knowledge::decide_test (const state &s, enum tree_code code, tree a,
			tree b) const
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
