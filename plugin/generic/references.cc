/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The percpu authors */

/* References in expressions.

   The front end's expression for `x += v' reads X on its right side.  The
   functions here determine whether two references are to the same object,
   whether an expression reads an object, and whether it uses the value only in
   arithmetic.  */

#include "generic/update.h"

bool
pcpu_same_reference_p (tree a, tree b)
{
  if (a == b)
    return true;
  /* Equal addresses or equal indices are not enough: pointers may have been
     cast.  */
  if (TREE_CODE (a) != TREE_CODE (b)
      || !types_compatible_p (TREE_TYPE (a), TREE_TYPE (b)))
    return false;
  switch (TREE_CODE (a))
    {
    case COMPONENT_REF:
      return (TREE_OPERAND (a, 1) == TREE_OPERAND (b, 1)
	      && pcpu_same_reference_p (TREE_OPERAND (a, 0),
					TREE_OPERAND (b, 0)));
    case ARRAY_REF:
      return (pcpu_same_reference_p (TREE_OPERAND (a, 0), TREE_OPERAND (b, 0))
	      && operand_equal_p (TREE_OPERAND (a, 1), TREE_OPERAND (b, 1), 0));
    case INDIRECT_REF:
      return operand_equal_p (TREE_OPERAND (a, 0), TREE_OPERAND (b, 0), 0);
    case REALPART_EXPR:
    case IMAGPART_EXPR:
    case VIEW_CONVERT_EXPR:
      return pcpu_same_reference_p (TREE_OPERAND (a, 0), TREE_OPERAND (b, 0));
    default:
      return false;
    }
}

/* walk_tree callback: find a reference to the same object as DATA.  */

static tree
find_reference (tree *tp, int *walk_subtrees, void *data)
{
  if (TYPE_P (*tp))
    *walk_subtrees = 0;
  return pcpu_same_reference_p (*tp, (tree) data) ? *tp : NULL_TREE;
}

bool
pcpu_reads_p (tree expr, tree x)
{
  return walk_tree_without_duplicates (&expr, find_reference, x) != NULL_TREE;
}

bool
pcpu_conditional_p (tree expr)
{
  return (TREE_CODE (expr) == COND_EXPR
	  || TREE_CODE (expr) == TRUTH_ANDIF_EXPR
	  || TREE_CODE (expr) == TRUTH_ORIF_EXPR);
}

bool
pcpu_sanitizer_check_p (tree expr)
{
  static const char handler[] = "__builtin___ubsan_handle_";

  if (TREE_CODE (expr) != COND_EXPR || !VOID_TYPE_P (TREE_TYPE (expr)))
    return false;
  tree call = TREE_OPERAND (expr, 1);
  tree rest = TREE_OPERAND (expr, 2);
  if (!call || TREE_CODE (call) != CALL_EXPR
      || (rest && TREE_SIDE_EFFECTS (rest)))
    return false;
  tree fndecl = get_callee_fndecl (call);
  return (fndecl
	  && (fndecl_built_in_p (fndecl, BUILT_IN_TRAP)
	      || strncmp (IDENTIFIER_POINTER (DECL_NAME (fndecl)), handler,
			  sizeof handler - 1) == 0));
}

bool
pcpu_overflow_p (tree expr)
{
  if (TREE_CODE (expr) != CALL_EXPR || CALL_EXPR_FN (expr))
    return false;
  internal_fn fn = CALL_EXPR_IFN (expr);
  return (fn == IFN_ADD_OVERFLOW || fn == IFN_SUB_OVERFLOW
	  || fn == IFN_MUL_OVERFLOW);
}

/* Return true if EXPR only computes with the values of its operands.  */

static bool
arithmetic_p (tree expr, tree x)
{
  if (pcpu_sanitizer_check_p (expr) || pcpu_overflow_p (expr))
    return true;
  if (pcpu_conditional_p (expr))
    {
      /* Conditional operands cannot be evaluated before the loop, and not in
	 it if they have an effect.  */
      for (int i = 1; i < TREE_OPERAND_LENGTH (expr); i++)
	if (TREE_SIDE_EFFECTS (TREE_OPERAND (expr, i)))
	  return false;
      return true;
    }
  switch (TREE_CODE (expr))
    {
    case TRUTH_AND_EXPR:
    case TRUTH_OR_EXPR:
    case TRUTH_XOR_EXPR:
    case TRUTH_NOT_EXPR:
    case NON_LVALUE_EXPR:
    case COMPOUND_EXPR:
    case VIEW_CONVERT_EXPR:
    case REALPART_EXPR:
    case IMAGPART_EXPR:
    case VEC_COND_EXPR:
    case VEC_PERM_EXPR:
      return true;
    case SAVE_EXPR:
      return (pcpu_recomputable_p (expr, x)
	      || pcpu_overflow_p (TREE_OPERAND (expr, 0)));
    default:
      switch (TREE_CODE_CLASS (TREE_CODE (expr)))
	{
	case tcc_unary:
	case tcc_binary:
	case tcc_comparison:
	  return true;
	default:
	  return false;
	}
    }
}

bool
pcpu_computes_with_p (tree expr, tree x)
{
  if (pcpu_same_reference_p (expr, x))
    return true;
  if (!arithmetic_p (expr, x))
    return false;
  for (int i = 0; i < TREE_OPERAND_LENGTH (expr); i++)
    if (TREE_OPERAND (expr, i)
	&& pcpu_computes_with_p (TREE_OPERAND (expr, i), x))
      return true;
  return false;
}

/* Return true if EXPR has no effect, apart from reading X if it is
   volatile.  */

static bool
effectless_p (tree expr, tree x)
{
  if (!TREE_SIDE_EFFECTS (expr) || pcpu_same_reference_p (expr, x))
    return true;
  if (!EXPR_P (expr) || !arithmetic_p (expr, x))
    return false;
  for (int i = 0; i < TREE_OPERAND_LENGTH (expr); i++)
    if (TREE_OPERAND (expr, i) && !effectless_p (TREE_OPERAND (expr, i), x))
      return false;
  return true;
}

bool
pcpu_recomputable_p (tree expr, tree x)
{
  return (TREE_CODE (expr) == SAVE_EXPR
	  && effectless_p (TREE_OPERAND (expr, 0), x));
}

/* Return REF with the checks of its indexes that -fsanitize=bounds requires.
   The front end would add them later, and would accept the address of the
   element after the last one.  */

static tree
check_bounds (tree ref)
{
  if (!handled_component_p (ref)
      || !sanitize_flags_p (SANITIZE_BOUNDS | SANITIZE_BOUNDS_STRICT))
    return ref;
  tree inner = check_bounds (TREE_OPERAND (ref, 0));
  tree checked = ref;
  if (TREE_CODE (ref) == ARRAY_REF)
    ubsan_maybe_instrument_array_ref (&checked, false);
  if (inner != TREE_OPERAND (ref, 0))
    {
      if (checked == ref)
	checked = copy_node (ref);
      TREE_OPERAND (checked, 0) = inner;
    }
  return checked;
}

tree
pcpu_address_of (location_t loc, tree x)
{
  x = check_bounds (x);
  tree base = get_base_address (x);
  if (base && DECL_P (base))
    TREE_ADDRESSABLE (base) = 1;
  else if (base && INDIRECT_REF_P (base))
    pcpu_check_guarded_pointer (loc, TREE_OPERAND (base, 0));
  tree type = pcpu_type_in_space (TREE_TYPE (x), PCPU_ADDR_SPACE);
  tree address = build1_loc (EXPR_LOC_OR_LOC (x, loc), ADDR_EXPR,
			     build_pointer_type (type), x);
  recompute_tree_invariant_for_addr_expr (address);
  return address;
}
