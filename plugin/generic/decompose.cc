/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The percpu authors */

/* Finds the operation that an expression performs on a variable.

   The right side of an assignment to X that reads X is decomposed:
   pcpu_decompose finds an operation OP and a V such that the right side equals
   X OP V modulo 2 to the width of X, which is all that is stored in X.  V may
   read X as well, as in `x += table[x & 3]': this is a separate load before
   the operation, as in C.  */

#include "generic/update.h"

tree
pcpu_operating_type (tree x)
{
  tree type = TREE_TYPE (x);
  unsigned int size = pcpu_operand_size (x);

  if (size == 0
      || !(SCALAR_FLOAT_TYPE_P (type)
	   || TREE_CODE (type) == COMPLEX_TYPE
	   || INTEGRAL_TYPE_P (type)
	   || POINTER_TYPE_P (type)))
    return NULL_TREE;
  return build_nonstandard_integer_type (size * BITS_PER_UNIT, 1);
}

bool
pcpu_checked_p (const_tree type)
{
  if (POINTER_TYPE_P (type))
    return sanitize_flags_p (SANITIZE_POINTER_OVERFLOW);
  return (INTEGRAL_TYPE_P (type)
	  && !TYPE_OVERFLOW_WRAPS (type)
	  && (TYPE_OVERFLOW_TRAPS (type)
	      || sanitize_flags_p (SANITIZE_SI_OVERFLOW)));
}

/* Return true if U leaves the value of X as it is.  */

static bool
identity_p (const struct pcpu_update *u)
{
  return u->op == PCPU_ADD && !u->v;
}

/* Reset U after a failed attempt.  Return true.  */

static bool
restart (struct pcpu_update *u)
{
  u->pre = NULL_TREE;
  return u->set (PCPU_ADD, NULL_TREE);
}

typedef bool decomposer (tree expr, tree x, tree type, struct pcpu_update *u);

/* Decompose the operand of the binary expression EXPR that contains X, which
   may be either one.  Set *OTHER to the other operand.  Return false if neither
   can be decomposed.  */

static bool
decompose_operand (decomposer *decompose, tree expr, tree x, tree type,
		   struct pcpu_update *u, tree *other)
{
  *other = TREE_OPERAND (expr, 1);
  if (decompose (TREE_OPERAND (expr, 0), x, type, u))
    return true;
  *other = TREE_OPERAND (expr, 0);
  return restart (u) && decompose (TREE_OPERAND (expr, 1), x, type, u);
}

/* Make U evaluate EXPR before the rest of it.  */

static void
evaluate_first (struct pcpu_update *u, tree expr)
{
  u->pre = u->pre ? build2 (COMPOUND_EXPR, TREE_TYPE (u->pre), expr, u->pre)
		  : expr;
}

/* Return true if an instruction as wide as TYPE gives the right result for
   shifting an operand of precision PRECISION by COUNT.  Instructions use five
   bits of the count, or six in the widest form, and C requires counts below
   PRECISION.  */

static bool
shift_count_fits_p (tree count, unsigned int precision, tree type)
{
  unsigned int limit = TYPE_PRECISION (type) > 32 ? 64 : 32;
  if (TREE_CODE (count) == INTEGER_CST)
    return tree_fits_uhwi_p (count) && tree_to_uhwi (count) < limit;
  return precision <= limit;
}

/* Return the operation for CODE, which is a bitwise operator.  */

static enum pcpu_op
bitwise_op (enum tree_code code)
{
  return (code == BIT_AND_EXPR ? PCPU_AND
	  : code == BIT_IOR_EXPR ? PCPU_IOR : PCPU_XOR);
}

bool
pcpu_decompose (tree expr, tree x, tree type, struct pcpu_update *u)
{
  unsigned int width = TYPE_PRECISION (type);
  tree etype = TREE_TYPE (expr);

  if (pcpu_same_reference_p (expr, x))
    return u->set (PCPU_ADD, NULL_TREE);
  if ((!INTEGRAL_TYPE_P (etype) && !POINTER_TYPE_P (etype))
      || TYPE_PRECISION (etype) < width)
    return false;

  switch (TREE_CODE (expr))
    {
    case SAVE_EXPR:
      if (!pcpu_recomputable_p (expr, x))
	return false;
      gcc_fallthrough ();
    CASE_CONVERT:
    case NON_LVALUE_EXPR:
      return pcpu_decompose (TREE_OPERAND (expr, 0), x, type, u);

    case COMPOUND_EXPR:
      /* A sanitizer must check the value that is replaced.  */
      if (pcpu_sanitizer_check_p (TREE_OPERAND (expr, 0))
	  && pcpu_reads_p (TREE_OPERAND (expr, 0), x))
	return false;
      if (!pcpu_decompose (TREE_OPERAND (expr, 1), x, type, u))
	return false;
      evaluate_first (u, TREE_OPERAND (expr, 0));
      return true;

    case NEGATE_EXPR:
      if (pcpu_checked_p (etype))
	return false;
      gcc_fallthrough ();
    case BIT_NOT_EXPR:
      return (pcpu_decompose (TREE_OPERAND (expr, 0), x, type, u)
	      && identity_p (u)
	      && u->set (TREE_CODE (expr) == BIT_NOT_EXPR ? PCPU_NOT : PCPU_NEG,
			 NULL_TREE));

    case MULT_EXPR:
      {
	tree factor = TREE_OPERAND (expr, 1);
	int log;
	if (pcpu_checked_p (etype)
	    || TREE_CODE (factor) != INTEGER_CST
	    || (log = tree_log2 (factor)) < 0
	    || (unsigned int) log >= width)
	  return false;
	return (pcpu_decompose (TREE_OPERAND (expr, 0), x, type, u)
		&& identity_p (u)
		&& u->set (PCPU_SHL, build_int_cst (unsigned_type_node, log)));
      }

    case LSHIFT_EXPR:
      {
	tree count = TREE_OPERAND (expr, 1);
	return (shift_count_fits_p (count, TYPE_PRECISION (etype), type)
		&& pcpu_decompose (TREE_OPERAND (expr, 0), x, type, u)
		&& identity_p (u)
		&& u->set (PCPU_SHL, fold_convert (unsigned_type_node, count)));
      }

    case RSHIFT_EXPR:
      {
	/* Bits from above X are shifted down, so they must be the extension of
	   X.  */
	tree count = TREE_OPERAND (expr, 1);
	tree shifted = TREE_OPERAND (expr, 0);
	if (pcpu_recomputable_p (shifted, x))
	  shifted = TREE_OPERAND (shifted, 0);
	tree value = CONVERT_EXPR_P (shifted) ? TREE_OPERAND (shifted, 0)
					      : shifted;
	if (!pcpu_same_reference_p (value, x)
	    || !shift_count_fits_p (count, TYPE_PRECISION (etype), type))
	  return false;
	bool zeros = TYPE_UNSIGNED (etype);
	if (TYPE_PRECISION (etype) > width)
	  {
	    bool zero_extended = TYPE_UNSIGNED (TREE_TYPE (x));
	    if (zeros && !zero_extended)
	      return false;
	    zeros = zero_extended;
	  }
	return u->set (zeros ? PCPU_SHR : PCPU_SAR,
		       fold_convert (unsigned_type_node, count));
      }

    case PLUS_EXPR:
    case POINTER_PLUS_EXPR:
    case MINUS_EXPR:
      {
	tree inner = TREE_OPERAND (expr, 0);
	tree other = TREE_OPERAND (expr, 1);
	bool minus = TREE_CODE (expr) == MINUS_EXPR;
	if (pcpu_checked_p (etype))
	  return false;
	if (!pcpu_decompose (inner, x, type, u))
	  {
	    std::swap (inner, other);
	    if (minus || !restart (u) || !pcpu_decompose (inner, x, type, u))
	      return false;
	  }
	other = fold_convert (type, other);
	if (identity_p (u))
	  return u->set (minus ? PCPU_SUB : PCPU_ADD, other);
	if (u->op == PCPU_ADD)
	  return u->set (PCPU_ADD,
			 fold_build2 (minus ? MINUS_EXPR : PLUS_EXPR, type,
				      u->v, other));
	if (u->op == PCPU_SUB && minus)
	  return u->set (PCPU_SUB, fold_build2 (PLUS_EXPR, type, u->v, other));
	if (u->op == PCPU_SUB)
	  return u->set (PCPU_ADD, fold_build2 (MINUS_EXPR, type, other, u->v));
	return false;
      }

    case BIT_AND_EXPR:
    case BIT_IOR_EXPR:
    case BIT_XOR_EXPR:
      {
	tree other;
	enum pcpu_op op = bitwise_op (TREE_CODE (expr));
	if (!decompose_operand (pcpu_decompose, expr, x, type, u, &other))
	  return false;
	other = fold_convert (type, other);
	if (identity_p (u))
	  return u->set (op, other);
	return (u->op == op
		&& u->set (op, fold_build2 (TREE_CODE (expr), type, u->v,
					    other)));
      }

    default:
      return false;
    }
}

bool
pcpu_decompose_truth (tree expr, tree x, tree type, struct pcpu_update *u)
{
  if (pcpu_same_reference_p (expr, x))
    return u->set (PCPU_ADD, NULL_TREE);

  switch (TREE_CODE (expr))
    {
    case SAVE_EXPR:
      if (!pcpu_recomputable_p (expr, x))
	return false;
      gcc_fallthrough ();
    CASE_CONVERT:
    case NON_LVALUE_EXPR:
      {
	tree operand = TREE_OPERAND (expr, 0);
	tree from = TREE_TYPE (operand);
	tree to = TREE_TYPE (expr);
	return (INTEGRAL_TYPE_P (from)
		&& INTEGRAL_TYPE_P (to)
		&& (TYPE_PRECISION (to) >= TYPE_PRECISION (from)
		    || TREE_CODE (to) == BOOLEAN_TYPE
		    || truth_value_p (TREE_CODE (operand)))
		&& pcpu_decompose_truth (operand, x, type, u));
      }

    case COMPOUND_EXPR:
      if (!pcpu_decompose_truth (TREE_OPERAND (expr, 1), x, type, u))
	return false;
      evaluate_first (u, TREE_OPERAND (expr, 0));
      return true;

    case NE_EXPR:
      return (integer_zerop (TREE_OPERAND (expr, 1))
	      && pcpu_decompose_truth (TREE_OPERAND (expr, 0), x, type, u));

    case BIT_NOT_EXPR:
      if (TREE_CODE (TREE_TYPE (expr)) != BOOLEAN_TYPE)
	return false;
      gcc_fallthrough ();
    case TRUTH_NOT_EXPR:
    case EQ_EXPR:
      if (TREE_CODE (expr) == EQ_EXPR
	  && !integer_zerop (TREE_OPERAND (expr, 1)))
	return false;
      return (pcpu_decompose_truth (TREE_OPERAND (expr, 0), x, type, u)
	      && identity_p (u)
	      && u->set (PCPU_XOR, build_one_cst (type)));

    case BIT_AND_EXPR:
    case BIT_IOR_EXPR:
    case BIT_XOR_EXPR:
      {
	tree other;
	enum pcpu_op op = bitwise_op (TREE_CODE (expr));
	if (!decompose_operand (pcpu_decompose_truth, expr, x, type, u, &other)
	    || !identity_p (u))
	  return false;
	if (op == PCPU_IOR)
	  other = fold_build2 (NE_EXPR, boolean_type_node, other,
			       build_zero_cst (TREE_TYPE (other)));
	else if (op == PCPU_AND)
	  other = fold_build2 (BIT_AND_EXPR, type, fold_convert (type, other),
			       build_one_cst (type));
	else
	  {
	    /* Any V other than 0 or 1 makes the result 1.  */
	    tree bit = other;
	    while (CONVERT_EXPR_P (bit))
	      bit = TREE_OPERAND (bit, 0);
	    if (TREE_CODE (TREE_TYPE (bit)) != BOOLEAN_TYPE
		&& !integer_onep (bit))
	      return false;
	  }
	return u->set (op, fold_convert (type, other));
      }

    default:
      return false;
    }
}
