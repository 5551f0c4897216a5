/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The percpu authors */

/* Updates: from an assignment to one operation node.

   When a plugin can examine the code, the front end has already turned

     x += v	into	x = (T) ((int) x + v)
     x -= 5		x = (int) x + -5
     u += w + 1		u = (w + (unsigned) u) + 1
     c <<= 20		c = 0

   and has not recorded the operator.  So an assignment to X whose right side
   reads X is decomposed into an operation and a V (decompose.cc).  If this
   succeeds, the operation is one instruction.  Otherwise, if the right side
   computes with X (x *= 3, f += 1.5, x = 7 - x), the update becomes a
   compare-exchange loop (loop.cc).

   It does not matter whether the source had `x = x + 1' or `x += 1': the
   former may become indivisible too, because this is one of its possible
   executions.  */

#include "generic/update.h"

/* Return the operation node for U on X.  */

static tree
build_update (location_t loc, tree x, tree type, enum pcpu_yield yield,
	      struct pcpu_update *u)
{
  tree args[2] = { pcpu_address_of (loc, x), NULL_TREE };
  unsigned int nargs = 1;

  if (u->op != PCPU_NOT && u->op != PCPU_NEG)
    {
      args[1] = u->v ? u->v : build_zero_cst (type);
      nargs = 2;
      /* x -= 5 arrives as x + -5.  */
      if ((u->op == PCPU_ADD || u->op == PCPU_SUB)
	  && TREE_CODE (args[1]) == INTEGER_CST
	  && tree_int_cst_sign_bit (args[1]))
	{
	  tree negated = fold_build1 (NEGATE_EXPR, type, args[1]);
	  if (!tree_int_cst_sign_bit (negated))
	    {
	      u->op = u->op == PCPU_ADD ? PCPU_SUB : PCPU_ADD;
	      args[1] = negated;
	    }
	}
    }
  /* The gimplifier gives arguments the location of the call, which differs
     from that of the reference.  */
  if (!TREE_CONSTANT (args[0]) && (flag_sanitize & SANITIZE_UNDEFINED))
    args[0] = save_expr (args[0]);
  tree value = TYPE_MAIN_VARIANT (TREE_TYPE (x));
  tree call = pcpu_build_operation (loc, u->op, yield, value, nargs, args);
  /* The lowering reads the location from here.  */
  DECL_SOURCE_LOCATION (get_callee_fndecl (call)) = EXPR_LOC_OR_LOC (x, loc);
  return u->pre ? build2_loc (loc, COMPOUND_EXPR, value, u->pre, call) : call;
}

/* Return true if EXPR is the value of X, perhaps converted or after another
   expression, and is not computed from it.  */

static bool
copy_p (tree expr, tree x)
{
  switch (TREE_CODE (expr))
    {
    CASE_CONVERT:
    case NON_LVALUE_EXPR:
    case SAVE_EXPR:
    case VIEW_CONVERT_EXPR:
      return (pcpu_same_reference_p (expr, x)
	      || copy_p (TREE_OPERAND (expr, 0), x));
    case COMPOUND_EXPR:
      return copy_p (TREE_OPERAND (expr, 1), x);
    default:
      return pcpu_same_reference_p (expr, x);
    }
}

/* EXPR updates X, but there is no operation for it.  A lost update is worse
   than a torn value, so refuse it if the type is the reason, because no target
   and no placement can change that.  All other cases are reported as a load
   and a store when they are lowered.  */

static void
refuse_update (tree expr, tree x)
{
  tree type = TREE_TYPE (x);
  bool swapped = (handled_component_p (x)
		  && reverse_storage_order_for_component_p (x));
  if (pcpu_warning_level (PCPU_W_TEARING, EXPR_LOCATION (expr)) == PCPU_OFF
      || !is_gimple_reg_type (type)
      || (!swapped
	  && (INTEGRAL_TYPE_P (type) || POINTER_TYPE_P (type))
	  && int_size_in_bytes (type) <= 8)
      || (TREE_CODE (expr) == MODIFY_EXPR
	  && (!pcpu_computes_with_p (TREE_OPERAND (expr, 1), x)
	      || copy_p (TREE_OPERAND (expr, 1), x))))
    return;
  type = TYPE_MAIN_VARIANT (pcpu_value_type (type));
  if (swapped)
    error_at (EXPR_LOCATION (expr), "there is no CPU-local operation that"
	      " updates per-CPU data of type %qT in reverse byte order",
	      type);
  else
    error_at (EXPR_LOCATION (expr), "there is no CPU-local operation that"
	      " updates per-CPU data of type %qT", type);
  if (pcpu_options.model == PCPU_MODEL_RSEQ)
    inform (EXPR_LOCATION (expr), "under a guard, update"
	    " %<*percpu_borrow (g, &%E)%>", x);
  else
    inform (EXPR_LOCATION (expr), "if this thread cannot leave its CPU here,"
	    " update %<percpu_raw (%E)%>", x);
}

/* Return the update that EXPR, an assignment or increment, performs, or
   NULL_TREE if it performs none.  */

static tree
build_assignment (tree expr, enum pcpu_yield yield)
{
  location_t loc = EXPR_LOCATION (expr);
  struct pcpu_update u = { PCPU_ADD, NULL_TREE, NULL_TREE };
  tree x = TREE_OPERAND (expr, 0);
  tree rhs = TREE_OPERAND (expr, 1);

  if (!pcpu_reference_p (x))
    return NULL_TREE;
  tree type = pcpu_operating_type (x);
  if (!type)
    {
      refuse_update (expr, x);
      return NULL_TREE;
    }
  tree xtype = TREE_TYPE (x);
  /* No instruction computes with it.  */
  bool number = (pcpu_partial_p (xtype)
		 || (!INTEGRAL_TYPE_P (xtype) && !POINTER_TYPE_P (xtype)));

  if (TREE_CODE (expr) != MODIFY_EXPR)
    {
      bool decrement = (TREE_CODE (expr) == POSTDECREMENT_EXPR
			|| TREE_CODE (expr) == PREDECREMENT_EXPR);
      if (TREE_CODE (expr) == POSTINCREMENT_EXPR
	  || TREE_CODE (expr) == POSTDECREMENT_EXPR)
	yield = PCPU_OLD;
      /* Types narrower than int are promoted to int, so they do not
	 overflow.  */
      bool checked = (!c_promoting_integer_type_p (xtype)
		      && pcpu_checked_p (xtype));
      if (!number && !checked)
	{
	  u.set (decrement ? PCPU_SUB : PCPU_ADD, fold_convert (type, rhs));
	  return build_update (loc, x, type, yield, &u);
	}
      tree vtype = TYPE_MAIN_VARIANT (pcpu_value_type (xtype));
      if (POINTER_TYPE_P (xtype))
	{
	  rhs = fold_convert (sizetype, rhs);
	  if (decrement)
	    rhs = fold_build1 (NEGATE_EXPR, sizetype, rhs);
	  rhs = build2_loc (loc, POINTER_PLUS_EXPR, vtype, x, rhs);
	}
      else
	rhs = build2_loc (loc, decrement ? MINUS_EXPR : PLUS_EXPR, vtype, x,
			  fold_convert (vtype, rhs));
    }

  if (!pcpu_reads_p (rhs, x))
    {
      if (yield == PCPU_NEW)
	return NULL_TREE;
      u.set (PCPU_XCHG, fold_convert (type, rhs));
      return build_update (loc, x, type, yield, &u);
    }
  bool truth = TREE_CODE (xtype) == BOOLEAN_TYPE;
  if (!number
      && !(truth && sanitize_flags_p (SANITIZE_BOOL))
      && (truth
	  ? pcpu_decompose_truth (rhs, x, type, &u)
	  : pcpu_decompose (rhs, x, type, &u)))
    return build_update (loc, x, type, yield, &u);
  if (pcpu_computes_with_p (rhs, x))
    return pcpu_build_loop (loc, x, rhs, type, yield);
  return NULL_TREE;
}

/* The front end's expression for z++ on a complex number Z is

     COMPLEX_EXPR <REALPART_EXPR <z>++, IMAGPART_EXPR <z>>

   If EXPR has this form, return the increment.  */

static tree
incremented_complex (tree expr)
{
  if (TREE_CODE (expr) != COMPLEX_EXPR)
    return NULL_TREE;
  tree step = TREE_OPERAND (expr, 0);
  tree imag = TREE_OPERAND (expr, 1);
  switch (TREE_CODE (step))
    {
    case PREINCREMENT_EXPR:
    case PREDECREMENT_EXPR:
    case POSTINCREMENT_EXPR:
    case POSTDECREMENT_EXPR:
      break;
    default:
      return NULL_TREE;
    }
  tree real = TREE_OPERAND (step, 0);
  return (TREE_CODE (real) == REALPART_EXPR
	  && TREE_CODE (imag) == IMAGPART_EXPR
	  && pcpu_reference_p (real)
	  && pcpu_same_reference_p (TREE_OPERAND (real, 0),
				    TREE_OPERAND (imag, 0))
	  ? step : NULL_TREE);
}

/* Return the update of the whole complex number for STEP, the increment in
   EXPR.  */

static tree
build_complex_step (tree expr, tree step)
{
  tree real = TREE_OPERAND (step, 0);
  tree z = TREE_OPERAND (real, 0);
  bool decrement = (TREE_CODE (step) == POSTDECREMENT_EXPR
		    || TREE_CODE (step) == PREDECREMENT_EXPR);
  bool old = (TREE_CODE (step) == POSTINCREMENT_EXPR
	      || TREE_CODE (step) == POSTDECREMENT_EXPR);
  tree part = TYPE_MAIN_VARIANT (pcpu_value_type (TREE_TYPE (real)));
  location_t loc = EXPR_LOCATION (expr);
  tree sum = build2_loc (loc, decrement ? MINUS_EXPR : PLUS_EXPR, part, real,
			 fold_convert (part, TREE_OPERAND (step, 1)));
  tree whole = build2 (COMPLEX_EXPR,
		       TYPE_MAIN_VARIANT (pcpu_value_type (TREE_TYPE (z))),
		       sum, TREE_OPERAND (expr, 1));
  tree assign = build2_loc (loc, MODIFY_EXPR, TREE_TYPE (whole), z, whole);
  return build_assignment (assign, old ? PCPU_OLD : PCPU_NEW);
}

/* The front end's expression for b++ and b-- on a _Bool B is

     SAVE_EXPR <b>, (b = new, SAVE_EXPR <b>)

   and folding may have wrapped the value at the end.  If EXPR has this form,
   return the assignment.  */

static tree
postfix_bool (tree expr)
{
  if (TREE_CODE (expr) != COMPOUND_EXPR)
    return NULL_TREE;
  tree saved = TREE_OPERAND (expr, 0);
  tree rest = TREE_OPERAND (expr, 1);
  if (TREE_CODE (saved) != SAVE_EXPR || TREE_CODE (rest) != COMPOUND_EXPR)
    return NULL_TREE;
  tree assign = TREE_OPERAND (rest, 0);
  if (TREE_CODE (assign) != MODIFY_EXPR
      || TREE_CODE (TREE_TYPE (assign)) != BOOLEAN_TYPE
      || !pcpu_reference_p (TREE_OPERAND (assign, 0)))
    return NULL_TREE;
  tree value = TREE_OPERAND (saved, 0);
  STRIP_NOPS (value);
  return (pcpu_same_reference_p (value, TREE_OPERAND (assign, 0))
	  ? assign : NULL_TREE);
}

tree
pcpu_discard_value (tree expr)
{
  tree assign = postfix_bool (expr);
  if (!assign)
    return expr;
  tree value = TREE_OPERAND (TREE_OPERAND (expr, 1), 1);
  STRIP_NOPS (value);
  if (value != TREE_OPERAND (expr, 0))
    return expr;
  /* Only the whole expression has a location.  */
  protected_set_expr_location_if_unset (assign, EXPR_LOCATION (expr));
  return assign;
}

tree
pcpu_build_update (tree expr)
{
  if (tree step = incremented_complex (expr))
    return build_complex_step (expr, step);
  tree assign = postfix_bool (expr);
  if (!assign)
    return (TREE_CODE (expr) == COMPOUND_EXPR
	    || TREE_CODE (expr) == COMPLEX_EXPR
	    ? NULL_TREE : build_assignment (expr, PCPU_NEW));

  /* The operation replaces the saved expression, and yields the old value.  */
  tree saved = TREE_OPERAND (expr, 0);
  tree update = build_assignment (assign, PCPU_OLD);
  if (!update)
    return NULL_TREE;
  TREE_OPERAND (saved, 0) = fold_convert (TREE_TYPE (saved), update);
  TREE_SIDE_EFFECTS (saved) = 1;
  return build2_loc (EXPR_LOCATION (expr), COMPOUND_EXPR, TREE_TYPE (expr),
		     saved, TREE_OPERAND (TREE_OPERAND (expr, 1), 1));
}
