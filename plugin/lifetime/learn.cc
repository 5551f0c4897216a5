/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The percpu authors */

/* Knowledge: what branches teach.

     if (p == 0)	on one side P is zero, on the other it is not; and so is
			what P was computed or loaded from

   What is learnt goes back along definitions: that `(x & 4) != 0' holds says
   that the conversion of it to an int is not zero, and so on.  A relation that
   contradicts what is known says that the path is none.  */

#include "knowledge.h"

namespace lifetime {

/* A CODE B says that A is one of the last numbers, as errors are in the kernel,
   and no pointer.  */

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

/* NAME is zero, or is not.  False if that is known to be wrong.  */

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

  /* What the name was computed from has a side of the branch, too.  */
  gimple *def = SSA_NAME_DEF_STMT (name);
  if (is_gimple_call (def) && gimple_call_builtin_p (def, BUILT_IN_EXPECT))
    return learn (s, gimple_call_arg (def, 0), is_zero);
  if (!is_gimple_assign (def))
    return true;
  enum tree_code code = gimple_assign_rhs_code (def);
  tree a = gimple_assign_rhs1 (def);
  if (fresh_load_p (*s, name))
    remember (s, canonical (*s, a), is_zero ? zero : nonzero, true);
  else if (TREE_CODE_CLASS (code) == tcc_comparison)
    return learn_relation (s, is_zero ? invert_tree_comparison (code, false)
			   : code, a, gimple_assign_rhs2 (def));
  else if (code == BIT_NOT_EXPR && TREE_CODE (TREE_TYPE (a)) == BOOLEAN_TYPE)
    return learn (s, a, !is_zero);
  else if (CONVERT_EXPR_CODE_P (code)
	   && INTEGRAL_TYPE_P (TREE_TYPE (a))
	   && (!is_zero || (TYPE_PRECISION (TREE_TYPE (a))
			    <= TYPE_PRECISION (TREE_TYPE (name)))))
    return learn (s, a, is_zero);
  else if (code == SSA_NAME)
    return learn (s, a, is_zero);
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
  /* A number is on the right side.  */
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

/* TEST has the answer IS_ZERO.  */

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

/* WHAT is stored to PLACE, which has something to do with the bits of OF, a
   number of PRECISION bits in memory: *CHANGED are those of OF that may be
   others then, *KNOWN of them are, and *ONES of these are 1.  */

bool
knowledge::written_bits (const state &s, tree place, tree what, tree of,
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
knowledge::find_answers (const state &s, tree place, tree what,
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
knowledge::learn_test (state *s, enum tree_code code, tree a, tree b)
{
  if (subjects.empty ())
    return;
  bool is_zero;
  for (bool by_name : { false, true })
    if (tree test = fresh_test (*s, code, a, b, by_name, &is_zero))
      learn_answer (s, test, is_zero);
}

/* N is above LOW and not above HIGH, in S.  False if that is known to be
   wrong.  */

bool
knowledge::learn_bounds (state *s, tree n, tree low, tree high)
{
  return ((!low || learn_relation (s, GT_EXPR, n, low))
	  && (!high || learn_relation (s, LE_EXPR, n, high)));
}

/* It is not: what S may be then, to OUT.  */

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

/* INDEX has one of the values of the case LABEL.  */

bool
knowledge::learn_case (state *s, tree index, tree label)
{
  tree low, high;
  if (range_case (index, label, &low, &high))
    return learn_bounds (s, index, low, high);
  return learn_relation (s, EQ_EXPR, index,
			 fold_convert (TREE_TYPE (index), CASE_LOW (label)));
}

/* It has none of them.  */

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
