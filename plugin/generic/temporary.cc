/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The percpu authors */

/* Structures that are values.

   The value of an expression such as `(f (), st)' or `st = other' is not an
   object.  But C gives it one, with temporary lifetime, when the program takes
   the address of a part of it, which happens implicitly for an array:

     ((void) 0, st).name	tmp = st, &tmp.name

   The front end writes a conversion to the unqualified type for the value, and
   the gimplifier drops it.  Then the address would be that of the variable, as
   a plain pointer.  A TARGET_EXPR is an object that the gimplifier keeps for
   the whole function.  */

#include "generic/generic.h"

/* Return true if REF is an object in an address space, or a part of one.
   Objects from percpu_raw are in the back end's space.  */

static bool
in_space_p (tree ref)
{
  return (!ADDR_SPACE_GENERIC_P (TYPE_ADDR_SPACE (TREE_TYPE (ref)))
	  || pcpu_reference_p (ref));
}

/* Return true if EXPR is a value that was read from such an object or stored
   to it.  */

static bool
value_p (tree expr)
{
  tree operand;

  switch (TREE_CODE (expr))
    {
    CASE_CONVERT:
    case NON_LVALUE_EXPR:
    case SAVE_EXPR:
      operand = TREE_OPERAND (expr, 0);
      return in_space_p (operand) || value_p (operand);
    case MODIFY_EXPR:
      return (in_space_p (TREE_OPERAND (expr, 0))
	      || value_p (TREE_OPERAND (expr, 1)));
    default:
      return false;
    }
}

/* Return a new object that holds INIT.  */

static tree
build_temporary (tree init)
{
  tree type = pcpu_type_in_space (TYPE_MAIN_VARIANT (TREE_TYPE (init)),
				  ADDR_SPACE_GENERIC);
  tree slot = create_tmp_var_raw (type, "percpu");
  DECL_CONTEXT (slot) = current_function_decl;
  TREE_ADDRESSABLE (slot) = 1;
  tree object = build4 (TARGET_EXPR, type, slot, init, NULL_TREE, NULL_TREE);
  TREE_SIDE_EFFECTS (object) = 1;
  return object;
}

/* -fsanitize=shift passes a number that is wider than a pointer by the address
   of an object.  The front end has given this object the type of the number,
   which may be per-CPU.  If ARGUMENT, of a call, is such an address, let the
   object have a plain type.  */

void
pcpu_make_plain_temporary (tree *argument)
{
  if (TREE_CODE (*argument) != ADDR_EXPR)
    return;
  tree object = TREE_OPERAND (*argument, 0);
  if (TREE_CODE (object) == TARGET_EXPR && in_space_p (object))
    *argument
      = build_fold_addr_expr (build_temporary (TARGET_EXPR_INITIAL (object)));
}

/* ADDRESS is an ADDR_EXPR.  If it is the address of a part of a value, create
   an object for the value.  */

void
pcpu_make_temporary (tree address)
{
  tree *base = &TREE_OPERAND (address, 0);

  while (handled_component_p (*base) || TREE_CODE (*base) == COMPOUND_EXPR)
    base = &TREE_OPERAND (*base, TREE_CODE (*base) == COMPOUND_EXPR);
  if (!AGGREGATE_TYPE_P (TREE_TYPE (*base)) || !value_p (*base))
    return;
  if (TREE_CODE (*base) != MODIFY_EXPR)
    {
      *base = build_temporary (*base);
      return;
    }
  /* The value of an assignment is the value that was stored, even if the
     object has changed since.  */
  tree stored = build_temporary (TREE_OPERAND (*base, 1));
  tree slot = TARGET_EXPR_SLOT (stored);
  TREE_OPERAND (*base, 1) = slot;
  tree assigned = build2 (COMPOUND_EXPR, TREE_TYPE (slot), *base, slot);
  *base = build2 (COMPOUND_EXPR, TREE_TYPE (slot), stored, assigned);
}
