/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The percpu authors */

/* Address spaces of types that meet in an expression.

   If two pointers are converted, compared or subtracted, the front end
   compares the address spaces of the objects that they point to, but no
   further levels:

     int __percpu *p; int *q;	     q = p;	error of the front end
     int __percpu **pp; int **qq;    qq = pp;	a warning at most

   It also accepts explicit casts, and function types without parameters.  The
   conversion is still present in GENERIC.  So this file compares the types at
   every node that gives a value another type or relates two values:

     pointers	   the objects must be per-CPU in both types or in neither;
		   then their types are compared
     arrays	   their elements are compared
     functions	   results are compared, and parameters one by one
     other types   end the comparison: void, structures, integers

   Since void ends it, a `void *' may hold an `int __percpu **' and be
   converted to `int **' later, as in C it may hold any pointer to an
   object.  */

#include "generic/generic.h"
#include "lang/numbers.h"

/* The result of comparing two types.  */

enum difference
{
  SAME,
  /* A pointer is per-CPU in one type only.  */
  DIFFERENT_SPACE,
  /* A parameter of a function is per-CPU, and the other type has no
     prototype.  */
  HIDDEN_PARAMETER
};

static enum difference compare_targets (const_tree a, const_tree b);

/* Compare the types A and B of two values.  */

static enum difference
compare_pointers (const_tree a, const_tree b)
{
  if (!POINTER_TYPE_P (a) || !POINTER_TYPE_P (b))
    return SAME;
  if (pcpu_pointer_type_p (a) != pcpu_pointer_type_p (b))
    return DIFFERENT_SPACE;
  return compare_targets (TREE_TYPE (a), TREE_TYPE (b));
}

/* Compare the function types A and B.  An additional parameter of one of them
   matters only if a per-CPU pointer is part of its type: then the other type
   hides it.  */

static enum difference
compare_functions (const_tree a, const_tree b)
{
  enum difference d = compare_pointers (TREE_TYPE (a), TREE_TYPE (b));
  tree p = pcpu_parameter_types (a), q = pcpu_parameter_types (b);

  if (d != SAME)
    return d;
  for (; p && q; p = TREE_CHAIN (p), q = TREE_CHAIN (q))
    if ((d = compare_pointers (TREE_VALUE (p), TREE_VALUE (q))) != SAME)
      return d;
  for (p = p ? p : q; p; p = TREE_CHAIN (p))
    if (pcpu_mentions_percpu_p (TREE_VALUE (p)))
      return HIDDEN_PARAMETER;
  return SAME;
}

/* Compare the types A and B of the objects that two pointers point to, except
   for the address spaces of A and B themselves.  */

static enum difference
compare_targets (const_tree a, const_tree b)
{
  a = strip_array_types (const_cast <tree> (a));
  b = strip_array_types (const_cast <tree> (b));
  if (a == b)
    return SAME;
  if (TREE_CODE (a) == FUNCTION_TYPE && TREE_CODE (b) == FUNCTION_TYPE)
    return compare_functions (a, b);
  return compare_pointers (a, b);
}

/* Report at LOC that a conversion from FROM to TO mixes address spaces, if it
   does so below the first level.  */

static void
check_levels (location_t loc, tree from, tree to)
{
  switch (compare_targets (TREE_TYPE (from), TREE_TYPE (to)))
    {
    case SAME:
      break;
    case DIFFERENT_SPACE:
      error_at (loc, "conversion from %qT to %qT mixes per-CPU and plain"
		" pointers", from, to);
      inform (loc, "write %<__percpu%> in the same places of both types");
      break;
    case HIDDEN_PARAMETER:
      error_at (loc, "conversion from %qT to %qT hides the type of a per-CPU"
		" parameter", from, to);
      inform (loc, "write the types of the parameters in both types");
      break;
    }
}

/* Return OPERAND without conversions of integers and without arithmetic with
   constants.  A result that is too small for an address is kept as it is.  */

static tree
strip_integer_arithmetic (tree operand)
{
  while (!POINTER_TYPE_P (TREE_TYPE (operand))
	 && !pcpu_narrow_type_p (TREE_TYPE (operand)))
    switch (TREE_CODE (operand))
      {
      case PLUS_EXPR:
      case MINUS_EXPR:
      case BIT_AND_EXPR:
      case BIT_IOR_EXPR:
	{
	  tree a = TREE_OPERAND (operand, 0), b = TREE_OPERAND (operand, 1);
	  if (TREE_CODE (a) == INTEGER_CST && TREE_CODE (operand) != MINUS_EXPR)
	    std::swap (a, b);
	  if (TREE_CODE (b) != INTEGER_CST
	      || pcpu_small_result_p (TREE_CODE (operand), b))
	    return operand;
	  operand = a;
	  break;
	}
      CASE_CONVERT:
      case NON_LVALUE_EXPR:
      case SAVE_EXPR:
	operand = TREE_OPERAND (operand, 0);
	break;
      default:
	return operand;
      }
  return operand;
}

/* Refuse at LOC the conversion of OPERAND to type TO between plain and per-CPU
   pointers, including one through an integer.  A cast to an integer alone is
   allowed, so that programs can print or hash addresses.  */

static void
check_conversion (location_t loc, tree operand, tree to)
{
  if (!POINTER_TYPE_P (to))
    return;
  operand = strip_integer_arithmetic (operand);
  tree from = TREE_TYPE (operand);
  if (!POINTER_TYPE_P (from) || integer_zerop (operand))
    return;
  if (pcpu_pointer_type_p (from) == pcpu_pointer_type_p (to))
    check_levels (loc, from, to);
  else if (pcpu_pointer_type_p (from))
    {
      error_at (loc, "cast of per-CPU address to plain pointer type %qT", to);
      pcpu_note_instance (loc, operand);
    }
  else
    {
      error_at (loc, "cast of plain pointer to per-CPU pointer type %qT", to);
      inform (loc, "only the address of a variable with attribute"
	      " %<percpu%> is a per-CPU address");
    }
}

/* Return EXPR without the conversions to `void *' that the front end has added
   to compare or choose between pointers of two types.  These have the location
   of their operand; conversions in the source have their own.  */

static tree
strip_void_pointer (tree expr)
{
  while (CONVERT_EXPR_P (expr)
	 && POINTER_TYPE_P (TREE_TYPE (expr))
	 && VOID_TYPE_P (TREE_TYPE (TREE_TYPE (expr)))
	 && POINTER_TYPE_P (TREE_TYPE (TREE_OPERAND (expr, 0)))
	 && (!EXPR_HAS_LOCATION (expr)
	     || (EXPR_LOCATION (expr)
		 == EXPR_LOCATION (TREE_OPERAND (expr, 0)))))
    expr = TREE_OPERAND (expr, 0);
  return expr;
}

/* Refuse at LOC an expression that relates the pointers A and B if their types
   mix address spaces.  WHAT names the relation.  */

static void
check_related (location_t loc, tree a, tree b, const char *what)
{
  a = strip_void_pointer (a);
  b = strip_void_pointer (b);
  tree s = TREE_TYPE (a), t = TREE_TYPE (b);
  if (!POINTER_TYPE_P (s) || !POINTER_TYPE_P (t)
      || integer_zerop (a) || integer_zerop (b)
      || compare_pointers (s, t) == SAME)
    return;
  if (pcpu_pointer_type_p (s) != pcpu_pointer_type_p (t))
    {
      error_at (loc, "%s of a per-CPU address and a plain pointer", what);
      pcpu_note_instance (loc, pcpu_pointer_type_p (s) ? a : b);
    }
  else
    {
      error_at (loc, "%s of %qT and %qT mixes per-CPU and plain pointers", what,
		s, t);
      inform (loc, "write %<__percpu%> in the same places of both types");
    }
}

/* Check at LOC the types of VALUE and of the object of type TO in which it is
   stored.  A conversion is checked as a node of its own.  */

static void
check_stored (location_t loc, tree value, tree to)
{
  if (value && EXPR_P (value) && EXPR_HAS_LOCATION (value))
    loc = EXPR_LOCATION (value);
  if (value && value != error_mark_node && TREE_TYPE (value)
      && to && !CONVERT_EXPR_P (value))
    check_conversion (loc, value, to);
}

/* Return true if functions of FNTYPE are like printf.  */

static bool
printf_like_p (const_tree fntype)
{
  tree format = lookup_attribute ("format", TYPE_ATTRIBUTES (fntype));
  return (format
	  && strstr (IDENTIFIER_POINTER (TREE_VALUE (TREE_VALUE (format))),
		     "printf"));
}

/* Check at LOC the types of the arguments of CALL against the parameters of
   FNTYPE, the type of the function, if a prototype or an old-style definition
   gives them.  Refuse per-CPU pointers if nothing tells that the callee
   expects one.  */

static void
check_call (location_t loc, tree call, tree fntype)
{
  tree parm = pcpu_parameter_types (fntype);

  for (int i = 0; i < call_expr_nargs (call); i++)
    {
      tree arg = CALL_EXPR_ARG (call, i);
      if (parm && !VOID_TYPE_P (TREE_VALUE (parm)))
	{
	  check_stored (loc, arg, TREE_VALUE (parm));
	  parm = TREE_CHAIN (parm);
	  continue;
	}
      if (!pcpu_pointer_type_p (TREE_TYPE (arg)))
	continue;
      if (TYPE_ARG_TYPES (fntype))
	error_at (loc, "per-CPU address passed as variable argument %d", i + 1);
      else
	error_at (loc, "per-CPU address passed to a function without a"
		  " prototype");
      pcpu_note_instance (loc, arg);
      if (printf_like_p (fntype))
	inform (loc, "to print the per-CPU address itself, convert it to"
		" %<uintptr_t%>, and use %<PRIxPTR%>");
    }
}

/* Return true if CALL is an operation node, or calls a function of the
   compiler that does not access memory.  */

static bool
any_address_p (tree call)
{
  enum pcpu_op op;
  enum pcpu_yield yield;
  tree fndecl = get_callee_fndecl (call);

  return (!CALL_EXPR_FN (call)
	  || pcpu_find_operation (fndecl, &op, &yield)
	  || (fndecl && (fndecl_built_in_p (fndecl, BUILT_IN_CONSTANT_P)
			 || fndecl_built_in_p (fndecl,
					       BUILT_IN_CLASSIFY_TYPE))));
}

void
pcpu_compare_types (tree expr, location_t loc)
{
  switch (TREE_CODE (expr))
    {
    CASE_CONVERT:
    case ADDR_SPACE_CONVERT_EXPR:
    case VIEW_CONVERT_EXPR:
      check_conversion (loc, TREE_OPERAND (expr, 0), TREE_TYPE (expr));
      break;

    case MODIFY_EXPR:
    case INIT_EXPR:
      check_stored (loc, TREE_OPERAND (expr, 1),
		    TREE_TYPE (TREE_OPERAND (expr, 0)));
      break;

    case CONSTRUCTOR:
      {
	constructor_elt *elt;
	for (unsigned int i = 0;
	     vec_safe_iterate (CONSTRUCTOR_ELTS (expr), i, &elt); i++)
	  if (TREE_CODE (TREE_TYPE (expr)) == ARRAY_TYPE)
	    check_stored (loc, elt->value, TREE_TYPE (TREE_TYPE (expr)));
	  else if (elt->index && TREE_CODE (elt->index) == FIELD_DECL)
	    check_stored (loc, elt->value, TREE_TYPE (elt->index));
	break;
      }

    case POINTER_DIFF_EXPR:
      check_related (loc, TREE_OPERAND (expr, 0), TREE_OPERAND (expr, 1),
		     "difference");
      break;

    case EQ_EXPR:
    case NE_EXPR:
    case LT_EXPR:
    case LE_EXPR:
    case GT_EXPR:
    case GE_EXPR:
      check_related (loc, TREE_OPERAND (expr, 0), TREE_OPERAND (expr, 1),
		     "comparison");
      break;

    case COND_EXPR:
      if (!VOID_TYPE_P (TREE_TYPE (expr)))
	check_related (loc, TREE_OPERAND (expr, 1), TREE_OPERAND (expr, 2),
		       "conditional expression");
      break;

    case CALL_EXPR:
      if (!any_address_p (expr))
	check_call (loc, expr, TREE_TYPE (TREE_TYPE (CALL_EXPR_FN (expr))));
      break;

    default:
      break;
    }
}

void
pcpu_compare_initial_value (tree decl, tree value)
{
  check_stored (DECL_SOURCE_LOCATION (decl), value, TREE_TYPE (decl));
}
