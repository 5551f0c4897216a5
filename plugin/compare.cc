/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The percpu authors */

/* The types of pointers, where the front end does not compare address
   spaces.  */

#include "plugin.h"

/* OPERAND without what was done to it as an integer: conversions, and
   arithmetic with constants.  */

static tree
strip_integer_arithmetic (tree operand)
{
  while (!POINTER_TYPE_P (TREE_TYPE (operand)))
    switch (TREE_CODE (operand))
      {
      case PLUS_EXPR:
      case MINUS_EXPR:
      case BIT_AND_EXPR:
      case BIT_IOR_EXPR:
	if (!TREE_CONSTANT (TREE_OPERAND (operand, 1)))
	  return operand;
	gcc_fallthrough ();
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

/* Refuse casts between plain and per-CPU pointers, also by way of an
   integer.  A cast to an integer alone is the way out for those who print or
   hash addresses.  */

void
pcpu_check_conversion (tree expr, location_t loc)
{
  tree to = TREE_TYPE (expr);

  if (!POINTER_TYPE_P (to))
    return;
  tree operand = strip_integer_arithmetic (TREE_OPERAND (expr, 0));
  tree from = TREE_TYPE (operand);
  if (!POINTER_TYPE_P (from)
      || integer_zerop (operand)
      || pcpu_pointer_type_p (from) == pcpu_pointer_type_p (to))
    return;

  if (pcpu_pointer_type_p (from))
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

/* Refuse the difference of a per-CPU and a plain pointer.  The front end lets it
   pass if they point to rows of a matrix in a structure: it forgets the
   qualifier of those.  */

void
pcpu_check_difference (tree expr, location_t loc)
{
  tree a = TREE_OPERAND (expr, 0);
  tree b = TREE_OPERAND (expr, 1);

  if (pcpu_pointer_type_p (TREE_TYPE (a)) == pcpu_pointer_type_p (TREE_TYPE (b)))
    return;
  error_at (loc, "difference of a per-CPU address and a plain pointer");
  pcpu_note_instance (loc, pcpu_pointer_type_p (TREE_TYPE (a)) ? a : b);
}

/* Refuse per-CPU pointers where no prototype says that the callee expects
   one.  */

void
pcpu_check_call (tree call, location_t loc)
{
  enum pcpu_op op;
  enum pcpu_yield yield;
  tree fndecl = get_callee_fndecl (call);

  if (!CALL_EXPR_FN (call)
      || pcpu_operation_p (fndecl, &op, &yield)
      || (fndecl && (fndecl_built_in_p (fndecl, BUILT_IN_CONSTANT_P)
		     || fndecl_built_in_p (fndecl, BUILT_IN_CLASSIFY_TYPE))))
    return;

  tree fntype = TREE_TYPE (TREE_TYPE (CALL_EXPR_FN (call)));
  tree parm = TYPE_ARG_TYPES (fntype);
  for (int i = 0; i < call_expr_nargs (call); i++)
    {
      tree arg = CALL_EXPR_ARG (call, i);
      if (parm && parm != void_list_node)
	{
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
    }
}
