/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The percpu authors */

/* Knowledge: the facts that branches teach.

     if (p == 0)   on one side P is zero, on the other it is not, and so is the
		   place that P was loaded from

   A fact about a name leads to facts about the operands of its definition: if
   `(x & 4) != 0' has the value true, then `x & 4' is not zero, and neither is
   X.  A fact that contradicts the state shows that the path does not exist.
   Then the walk does not continue on it.  */

#include "knowledge.h"

namespace lifetime {

/* Returns: whether A CODE B implies that A is an error code and no pointer: it
   is negative, or one of the last 4096 numbers, which the kernel returns
   instead of a pointer.  */

static bool
error_p (enum tree_code code, tree a, tree b)
{
  if (TREE_CODE (b) != INTEGER_CST
      || TYPE_PRECISION (TREE_TYPE (a)) != POINTER_SIZE)
    return false;
  if (code == LT_EXPR && !TYPE_UNSIGNED (TREE_TYPE (a)) && integer_zerop (b))
    return true;
  if (code != GT_EXPR && code != GE_EXPR && code != EQ_EXPR)
    return false;
  HOST_WIDE_INT n = tree_to_shwi (fold_convert (ssizetype, b));
  return ((TYPE_UNSIGNED (TREE_TYPE (a)) || code == EQ_EXPR)
	  && n < 0 && n >= -4096);
}

/* NAME is zero if IS_ZERO, else not zero.
   Returns: false if that contradicts the state.  */

bool
knowledge::learn (state *s, tree name, bool is_zero)
{
  value v = eval (*s, name);
  switch (v.kind)
    {
    case value::ZERO:
      return is_zero;
    case value::NONZERO:
    case value::CONSTANT:
    case value::ADDRESS:
    case value::BORROW:
      return !is_zero;
    case value::OBJECT:
      if (!is_zero)
	return true;
      if (v.interior)
	return false;
      /* The object is NULL: either no reference was taken, or the allocation
	 has failed and there is no object.  */
      if (not_retained (s, name, v))
	return true;
      no_object (s, v.id, zero);
      if (TREE_CODE (name) == SSA_NAME)
	s->names[SSA_NAME_VERSION (name)] = zero;
      return true;
    case value::UNKNOWN:
    case value::MIXED:
      break;
    }
  if (TREE_CODE (name) != SSA_NAME)
    return true;
  s->names[SSA_NAME_VERSION (name)] = is_zero ? zero : nonzero;
  learn_entered (s, name, is_zero);
  if (INTEGRAL_TYPE_P (TREE_TYPE (name)))
    learn_test (s, is_zero ? EQ_EXPR : NE_EXPR, name,
		build_zero_cst (TREE_TYPE (name)));

  /* Continue with the operands of the definition.  */
  gimple *def = SSA_NAME_DEF_STMT (name);
  if (is_gimple_call (def) && gimple_call_builtin_p (def, BUILT_IN_EXPECT))
    return learn (s, gimple_call_arg (def, 0), is_zero);
  if (!is_gimple_assign (def))
    return true;
  enum tree_code code = gimple_assign_rhs_code (def);
  tree a = gimple_assign_rhs1 (def);
  /* A load: the place still has the value that was loaded.  */
  if (fresh_load_p (*s, name))
    remember (s, canonical (*s, a), is_zero ? zero : nonzero, true);
  else if (TREE_CODE_CLASS (code) == tcc_comparison)
    return learn_relation (s, is_zero ? invert_tree_comparison (code, false)
			   : code, a, gimple_assign_rhs2 (def));
  else if (code == BIT_NOT_EXPR && TREE_CODE (TREE_TYPE (a)) == BOOLEAN_TYPE)
    return learn (s, a, !is_zero);
  /* A conversion to a narrower type may be zero although the operand is
     not.  */
  else if (CONVERT_EXPR_CODE_P (code)
	   && INTEGRAL_TYPE_P (TREE_TYPE (a))
	   && (!is_zero || (TYPE_PRECISION (TREE_TYPE (a))
			    <= TYPE_PRECISION (TREE_TYPE (name)))))
    return learn (s, a, is_zero);
  else if (code == SSA_NAME)
    return learn (s, a, is_zero);
  /* If `a & b' is not zero, neither A nor B is.  If `a | b' is zero, so are
     both.  In the other cases one of the two decides, but it is unknown which;
     see paths::cases.  */
  else if ((code == BIT_AND_EXPR && !is_zero)
	   || (code == BIT_IOR_EXPR && is_zero))
    {
      if (!learn (s, a, is_zero)
	  || !learn (s, gimple_assign_rhs2 (def), is_zero))
	return false;
    }
  return true;
}

/* A CODE B holds.  */

bool
knowledge::learn_relation (state *s, enum tree_code code, tree a, tree b)
{
  int known = decide (*s, code, a, b);
  if (known >= 0)
    return known;
  /* Bring a number to the right side.  */
  value va = eval (*s, a), vb = eval (*s, b);
  if (va.kind == value::ZERO || va.kind == value::CONSTANT)
    {
      std::swap (a, b);
      std::swap (va, vb);
      code = swap_tree_comparison (code);
    }
  if (vb.kind == value::ZERO && (code == EQ_EXPR || code == NE_EXPR))
    return learn (s, a, code == EQ_EXPR);
  if (va.kind == value::OBJECT && error_p (code, a, b))
    {
      no_object (s, va.id, nonzero);
      return true;
    }
  /* `a == 5' gives A a value, and the place that it was loaded from.  */
  if (vb.kind == value::CONSTANT && code == EQ_EXPR
      && TREE_CODE (a) == SSA_NAME && va.kind != value::OBJECT)
    {
      s->names[SSA_NAME_VERSION (a)] = vb;
      if (fresh_load_p (*s, a))
	remember (s, canonical (*s, loaded_from (a)), vb, true);
      else
	learn_test (s, code, a, b);
      tree from = a, to = b;
      strip_conversions (&from, &to);
      return from == a || learn_relation (s, code, from, to);
    }
  learn_test (s, code, a, b);
  return true;
}

/* TEST has the answer IS_ZERO.  An answer that is recorded already is kept.  */

void
knowledge::learn_answer (state *s, tree test, bool is_zero)
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

/* WHAT is stored to PLACE.  Find the effect on the bits of OF, a number of
   PRECISION bits in memory.

     *CHANGED  bits of OF that the store may change
     *KNOWN    bits of these whose new value is known
     *ONES     bits of these whose new value is 1

   Returns: whether the effect is known.  */

bool
knowledge::written_bits (const state &s, tree place, tree what, tree of,
			 unsigned int precision, wide_int *changed,
			 wide_int *known, wide_int *ones) const
{
  *known = *ones = wi::zero (precision);
  if (operand_equal_p (of, place, 0))
    {
      /* OF is the place itself, and WHAT is `x | 4' or `x & ~4' of its old
	 value.  */
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
  /* PLACE is a bit-field in OF.  */
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
  /* A constant makes all bits known; another value changes them to unknown
     ones.  */
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

/* Add to ANSWERS what tests of bits will yield after WHAT was stored to PLACE.
   Must be called before the store, which invalidates the present answers.  */

void
knowledge::find_answers (const state &s, tree place, tree what,
			 std::vector<place_value> *answers) const
{
  for (const subject &about : subjects)
    for (tree test : about.tests)
      {
	tree of;
	if (!find_masked_number (test, &of))
	  continue;
	while (CONVERT_EXPR_P (of))
	  of = TREE_OPERAND (of, 0);
	wide_int mask = wi::to_wide (TREE_OPERAND (test, 1));
	wide_int changed, known, ones;
	if (!place_p (of)
	    || !written_bits (s, place, what, of, mask.get_precision (),
			      &changed, &known, &ones))
	  continue;
	/* The test keeps its answer if the store changes none of its bits; it
	   is not zero if one bit is known to be 1, and zero if all are known to
	   be 0.  */
	if ((mask & changed) == 0)
	  answers->push_back ({ test, recall (s, test), true });
	else if ((mask & ones) != 0)
	  answers->push_back ({ test, nonzero, true });
	else if ((mask & ~known) == 0)
	  answers->push_back ({ test, zero, true });
      }
}

/* The test A CODE B holds.  It is recorded by place and by name.  */

void
knowledge::learn_test (state *s, enum tree_code code, tree a, tree b)
{
  if (subjects.empty ())
    return;
  bool is_zero;
  for (bool by_name : { false, true })
    if (tree test = fresh_test (*s, code, a, b, by_name, &is_zero))
      learn_answer (s, test, is_zero);
}

/* N is above LOW and not above HIGH, either of which may be NULL_TREE.
   Returns: false if that contradicts the state.  */

bool
knowledge::learn_bounds (state *s, tree n, tree low, tree high)
{
  return ((!low || learn_relation (s, GT_EXPR, n, low))
	  && (!high || learn_relation (s, LE_EXPR, n, high)));
}

/* N is not in the range: it is below or above it.  A state for each of these
   that is possible is added to OUT.  */

void
knowledge::learn_outside (const state &s, tree n, tree low, tree high,
			  std::vector<state> *out)
{
  state below = s, above = s;
  if (low && learn_relation (&below, LE_EXPR, n, low))
    out->push_back (std::move (below));
  if (high && learn_relation (&above, GT_EXPR, n, high))
    out->push_back (std::move (above));
}

/* INDEX has one of the values of the case LABEL.
   Returns: false if that contradicts the state.  */

bool
knowledge::learn_case (state *s, tree index, tree label)
{
  tree low, high;
  if (range_case (index, label, &low, &high))
    return learn_bounds (s, index, low, high);
  return learn_relation (s, EQ_EXPR, index,
			 fold_convert (TREE_TYPE (index), CASE_LOW (label)));
}

/* INDEX has none of the values of LABEL: add the possible states to OUT.  */

void
knowledge::learn_no_case (const state &s, tree index, tree label,
			  std::vector<state> *out)
{
  tree low, high;
  if (range_case (index, label, &low, &high))
    {
      learn_outside (s, index, low, high, out);
      return;
    }
  state side = s;
  if (learn_relation (&side, NE_EXPR, index,
		      fold_convert (TREE_TYPE (index), CASE_LOW (label))))
    out->push_back (std::move (side));
}

} // namespace lifetime
