/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The percpu authors */

/* Updates for which there is no instruction: the compare-exchange loop.

     old = x;
     do
       new = E (old);
     while (compare-exchange (&x, old, new) fails, which sets old);

   E is the right side of the assignment with OLD in place of X.  The parts of
   E that compute with X are evaluated in the loop, including the checks of the
   sanitizers, so that they check the value that is then replaced.  All other
   parts are evaluated once, before the loop.  */

#include "generic/update.h"

struct substitution
{
  tree x;			/* the reference  */
  tree value;			/* the expression that replaces it  */
  tree before;			/* statements to be executed before the loop  */
  hash_map<tree, tree> saved;	/* SAVE_EXPRs that depend on X  */
  auto_vec<std::pair<tree, tree>> overflows;	/* other ones, with new
						   operands  */
  bool computes;		/* VALUE was used  */
};

/* walk_tree callback: make SAVE_EXPRs of overflow keep the value that they get
   in a statement before the loop.  */

static tree
keep_overflow (tree *tp, int *walk_subtrees, void *data)
{
  if (TYPE_P (*tp))
    *walk_subtrees = 0;
  else if (TREE_CODE (*tp) == SAVE_EXPR
	   && pcpu_overflow_p (TREE_OPERAND (*tp, 0)))
    ((struct substitution *) data)->saved.put (*tp, *tp);
  return NULL_TREE;
}

/* Evaluate EXPR before the loop.  */

static void
evaluate_before (tree expr, struct substitution *s)
{
  walk_tree_without_duplicates (&expr, keep_overflow, s);
  append_to_statement_list (expr, &s->before);
}

/* Return a copy of EXPR with S->value in place of S->x.  A part that does not
   compute with X, but has an effect or reads X in another way, is evaluated
   once before the loop.  If EXPR is CONDITIONAL, the condition may protect it
   from a trap, as in `x = x < 4 ? t[x] : 0'.  Then it is evaluated in place,
   with the value that the condition has tested.  */

static tree
substitute (tree expr, struct substitution *s, bool conditional)
{
  if (pcpu_same_reference_p (expr, s->x))
    {
      s->computes = true;
      return s->value;
    }
  if (!conditional && !pcpu_computes_with_p (expr, s->x))
    {
      if (!TREE_SIDE_EFFECTS (expr) && !pcpu_reads_p (expr, s->x))
	return expr;
      if (VOID_TYPE_P (TREE_TYPE (expr)))
	{
	  evaluate_before (expr, s);
	  return void_node;
	}
      tree saved = save_expr (expr);
      evaluate_before (saved, s);
      return saved;
    }
  /* Taking the address of X does not read it.  */
  if (conditional
      && (!EXPR_P (expr)
	  || !pcpu_reads_p (expr, s->x)
	  || (TREE_CODE (expr) == ADDR_EXPR
	      && pcpu_same_reference_p (TREE_OPERAND (expr, 0), s->x))))
    return expr;
  if (TREE_CODE (expr) == SAVE_EXPR)
    {
      if (tree *slot = s->saved.get (expr))
	return *slot;
      /* The overflow flag is used after the loop, through the same node.  */
      if (pcpu_overflow_p (TREE_OPERAND (expr, 0)))
	{
	  s->saved.put (expr, expr);
	  tree operand = substitute (TREE_OPERAND (expr, 0), s, conditional);
	  s->overflows.safe_push (std::make_pair (expr, operand));
	  return expr;
	}
      tree saved = save_expr (substitute (TREE_OPERAND (expr, 0), s,
					  conditional));
      s->saved.put (expr, saved);
      return saved;
    }
  tree copy = copy_node (expr);
  for (int i = 0; i < TREE_OPERAND_LENGTH (expr); i++)
    if (TREE_OPERAND (expr, i))
      TREE_OPERAND (copy, i)
	= substitute (TREE_OPERAND (expr, i), s,
		      conditional || (i > 0 && pcpu_conditional_p (expr)));
  return copy;
}

/* Return the expression for the value of X, of type VALUE_TYPE, in the loop:
   OLD_VALUE, or a variable that is set to it at the end of *BODY.  The
   sanitizers need a variable for pointers and truth values, because arithmetic
   on a pointer that is a number is not checked as such, and a _Bool is checked
   when it is loaded from memory.  */

static tree
value_in_loop (location_t loc, tree value_type, tree old_value, tree *vars,
	       tree *body)
{
  tree value = pcpu_reinterpret (value_type, old_value);
  bool truth = TREE_CODE (value_type) == BOOLEAN_TYPE;
  if (!(truth && sanitize_flags_p (SANITIZE_BOOL))
      && !(POINTER_TYPE_P (value_type)
	   && sanitize_flags_p (SANITIZE_POINTER_OVERFLOW)))
    return value;
  tree var = pcpu_new_variable (value_type, "percpu_value", vars);
  tree target = var;
  if (truth)
    {
      TREE_ADDRESSABLE (var) = 1;
      target = build1 (VIEW_CONVERT_EXPR, TREE_TYPE (old_value), var);
      value = old_value;
    }
  pcpu_append_set (loc, target, value, body);
  return var;
}

tree
pcpu_build_loop (location_t loc, tree x, tree expr, tree type,
		 enum pcpu_yield yield)
{
  tree value_type = TYPE_MAIN_VARIANT (pcpu_value_type (TREE_TYPE (x)));
  tree vars = NULL_TREE, list = NULL_TREE, body = NULL_TREE;
  tree old_value = pcpu_new_variable (type, "percpu_old", &vars);
  tree new_value = pcpu_new_variable (type, "percpu_new", &vars);
  tree seen = pcpu_new_variable (type, "percpu_seen", &vars);

  struct substitution s;
  s.x = x;
  s.value = value_in_loop (loc, value_type, old_value, &vars, &body);
  s.before = NULL_TREE;
  s.computes = false;
  tree computed = substitute (expr, &s, false);
  if (!s.computes)
    return NULL_TREE;
  for (const std::pair<tree, tree> &overflow : s.overflows)
    TREE_OPERAND (overflow.first, 0) = overflow.second;

  /* Evaluate the address once.  */
  location_t xloc = EXPR_LOC_OR_LOC (x, loc);
  tree address = pcpu_address_of (loc, x);
  tree instance = x;
  if (!TREE_CONSTANT (address)
      || (sanitize_flags_p (SANITIZE_ALIGNMENT)
	  && TREE_CODE (x) == INDIRECT_REF))
    {
      tree pointer = pcpu_new_variable (TREE_TYPE (address), PCPU_LOOP_POINTER,
					&vars);
      /* The lowering must see that the address is loaded.  */
      if (sanitize_flags_p (SANITIZE_ALIGNMENT))
	TREE_ADDRESSABLE (pointer) = 1;
      pcpu_append_set (xloc, pointer, address, &list);
      address = pointer;
      instance = build1_loc (xloc, INDIRECT_REF, TREE_TYPE (x), pointer);
    }

  if (s.before)
    append_to_statement_list (s.before, &list);
  if (TREE_CODE (value_type) == BOOLEAN_TYPE
      && sanitize_flags_p (SANITIZE_BOOL))
    {
      /* The value is checked in the loop, so load it as a number.  */
      tree number = pcpu_type_in_space (type, PCPU_ADDR_SPACE);
      instance = build1_loc (xloc, INDIRECT_REF, number,
			     build1 (NOP_EXPR, build_pointer_type (number),
				     address));
    }
  pcpu_append_set (xloc, old_value, pcpu_reinterpret (type, instance), &list);

  tree args[3] = { address, old_value, new_value };
  computed = fold_convert (value_type, computed);
  /* Keep the sum one of pointers.  */
  if (POINTER_TYPE_P (value_type)
      && sanitize_flags_p (SANITIZE_POINTER_OVERFLOW))
    computed = save_expr (computed);
  pcpu_append_set (loc, new_value, pcpu_reinterpret (type, computed), &body);
  pcpu_append_retry (loc, PCPU_RETRY, args, seen, body, &list);
  tree value = yield == PCPU_OLD ? old_value : new_value;
  append_to_statement_list_force (pcpu_reinterpret (value_type, value), &list);

  tree bind = build3_loc (loc, BIND_EXPR, value_type, vars, list, NULL_TREE);
  TREE_SIDE_EFFECTS (bind) = 1;
  return bind;
}
