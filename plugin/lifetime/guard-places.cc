/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The percpu authors */

/* Operands: guards and locks, wherever they are.

     struct percpu_guard g;   a variable, local or static
     h.g  v[2]  v[i].g        a part of a variable
     *g  c->g  a[i]           reached by a pointer: a parameter, the heap

   All records are keyed by declarations.  A guard that is part of another
   object is recorded under an artificial declaration for its place, whose name
   is the text of the place (operands::stand_in).

   Two expressions certainly denote the same guard if their places are equal:
   the pointer is the same SSA name, or was copied from it or loaded from the
   same place, and the index is the same name or number.  If they only possibly
   denote the same guard, the facts about it are forgotten, and nothing is
   reported.  */

#include "operands.h"
#include "expr.h"

namespace lifetime {

/* Returns: whether TYPE is a type of guards.  */

bool
operands::guard_type_p (const_tree type) const
{
  return guard_types.count (TYPE_MAIN_VARIANT (type)) != 0;
}

/* Find the types of guards, from the functions that enter and leave them and
   from borrows, and the variables from whose address pointers to elements are
   computed.  */

void
operands::find_guard_types ()
{
  auto add = [this] (tree type)
    {
      if (POINTER_TYPE_P (type))
	type = TREE_TYPE (type);
      if (RECORD_OR_UNION_TYPE_P (type))
	guard_types.insert (TYPE_MAIN_VARIANT (type));
    };
  basic_block bb;
  FOR_EACH_BB_FN (bb, fun)
    for (gimple_stmt_iterator gsi = gsi_start_bb (bb); !gsi_end_p (gsi);
	 gsi_next (&gsi))
      {
	gimple *stmt = gsi_stmt (gsi);
	enum pcpu_op op;
	enum pcpu_yield yield;
	if (is_gimple_assign (stmt)
	    && gimple_assign_rhs_code (stmt) == POINTER_PLUS_EXPR)
	  {
	    tree place = pointed_to (copied_from (gimple_assign_rhs1 (stmt)));
	    tree base = place ? get_base_address (place) : NULL_TREE;
	    if (base && VAR_P (base))
	      blurred.insert (DECL_UID (base));
	  }
	if (!is_gimple_call (stmt))
	  continue;
	tree fndecl = gimple_call_fndecl (stmt);
	enum pcpu_role role = pcpu_function_role (fndecl);
	if (role == PCPU_GUARD_ENTER)
	  add (gimple_call_return_type (as_a<gcall *> (stmt)));
	else if (role == PCPU_GUARD_LEAVE && gimple_call_num_args (stmt) > 0)
	  add (TREE_TYPE (gimple_call_arg (stmt, 0)));
	else if (pcpu_find_operation (fndecl, &op, &yield)
		 && op == PCPU_BORROWED)
	  add (TREE_TYPE (gimple_call_arg (stmt, 1)));
      }
}

/* Returns: PLACE in a form that does not depend on the pointers by which it is
   reached: `p->g' is `h.g' if P is `&h', and `q->g' if P was copied from Q.
   Each step replaces one pointer.  */

tree
operands::resolved (const state &s, tree place) const
{
  place = with_indices (place);
  for (unsigned int i = 0; i < 8; i++)
    {
      place = canonical (s, place);
      tree base = place;
      while (handled_component_p (base))
	base = TREE_OPERAND (base, 0);
      if (TREE_CODE (base) != MEM_REF
	  || !integer_zerop (TREE_OPERAND (base, 1)))
	return place;
      tree pointer = copied_from (TREE_OPERAND (base, 0));
      tree target = NULL_TREE;
      value v = eval (s, pointer);
      if (v.kind == value::ADDRESS && !v.interior)
	target = place_of (v.id);
      if (!target)
	target = pointed_to (pointer);
      /* An array has the address of its first element.  */
      while (target && TREE_CODE (TREE_TYPE (target)) == ARRAY_TYPE
	     && !types_compatible_p (TREE_TYPE (base), TREE_TYPE (target)))
	target = build4 (ARRAY_REF, TREE_TYPE (TREE_TYPE (target)), target,
			 size_zero_node, NULL_TREE, NULL_TREE);
      if (target && types_compatible_p (TREE_TYPE (base), TREE_TYPE (target)))
	place = with_base (place, target);
      else if (pointer == TREE_OPERAND (base, 0)
	       || TREE_CODE (pointer) != SSA_NAME)
	return place;
      else
	place = with_base (place, build2 (MEM_REF, TREE_TYPE (base), pointer,
					  build_zero_cst (ptr_type_node)));
    }
  return place;
}

/* Returns: the declaration that represents the guard at PLACE, which must be
   resolved.  Its name is the text of the place, for messages.  */

tree
operands::stand_in (tree place) const
{
  for (const guard_place &g : guard_places)
    if (operand_equal_p (g.place, place, OEP_ADDRESS_OF))
      return g.decl;
  tree base = get_base_address (place);
  location_t loc = (base && DECL_P (base) ? DECL_SOURCE_LOCATION (base)
		    : DECL_SOURCE_LOCATION (fun->decl));
  /* The declaration looks like a variable of the scope of the guard, so that
     own_guard_p and messages treat it like one.  */
  tree decl = build_decl (loc, VAR_DECL,
			  get_identifier (text_of (place).c_str ()),
			  TYPE_MAIN_VARIANT (TREE_TYPE (place)));
  if (local_p (place))
    DECL_CONTEXT (decl) = fun->decl;
  else
    TREE_STATIC (decl) = 1;
  guard_places.push_back ({ unshare_expr (place), decl });
  return decl;
}

/* Returns: the place that DECL represents, or NULL_TREE if DECL is no such
   representative.  */

tree
operands::place_of (tree decl) const
{
  for (const guard_place &g : guard_places)
    if (g.decl == decl)
      return g.place;
  return NULL_TREE;
}

/* Returns: the declaration of the guard at PLACE; the variable if PLACE is not
   a guard but an automatic variable; or NULL_TREE.  */

tree
operands::guard_at (const state &s, tree place) const
{
  if (!guard_type_p (TREE_TYPE (place)))
    return variable_at (s, place);
  place = resolved (s, place);
  return DECL_P (place) ? place : stand_in (place);
}

/* Returns: the declaration of the guard that POINTER points to, or
   NULL_TREE.  */

tree
operands::guard_pointed_to (const state &s, tree pointer) const
{
  value v = eval (s, pointer);
  if (v.kind == value::ADDRESS)
    return (!v.interior
	    && (auto_var_in_fn_p (v.id, fun->decl)
		|| guard_type_p (TREE_TYPE (v.id)))
	    ? v.id : NULL_TREE);
  /* `&h.g', directly or as a known value.  */
  if (TREE_CODE (pointer) != SSA_NAME || v.kind != value::UNKNOWN)
    {
      tree place = pointed_to (pointer);
      return (place && guard_type_p (TREE_TYPE (place))
	      ? guard_at (s, place) : NULL_TREE);
    }
  tree type = TREE_TYPE (TREE_TYPE (pointer));
  return (guard_type_p (type)
	  ? guard_at (s, build2 (MEM_REF, TYPE_MAIN_VARIANT (type), pointer,
				 build_zero_cst (ptr_type_node)))
	  : NULL_TREE);
}

/* Returns: the variable that the guard DECL is part of, or is; NULL_TREE if a
   pointer leads to the guard.  */

tree
operands::container_of (tree decl) const
{
  tree place = place_of (decl);
  tree base = place ? get_base_address (place) : decl;
  return base && DECL_P (base) ? base : NULL_TREE;
}

/* Returns: whether the guard DECL is in an automatic variable of this
   function.  */

bool
operands::own_guard_p (tree decl) const
{
  tree container = container_of (decl);
  return container && auto_var_in_fn_p (container, fun->decl);
}

/* Returns: the place of the lock that POINTER points to, resolved as far as
   possible; or NULL_TREE.  */

tree
operands::lock_place (const state &s, tree pointer) const
{
  pointer = copied_from (pointer);
  tree place = pointed_to (pointer);
  if (!place)
    place = biased_place (pointer);
  if (!place && TREE_CODE (pointer) == SSA_NAME)
    place = build2 (MEM_REF, TREE_TYPE (TREE_TYPE (pointer)), pointer,
		    build_zero_cst (ptr_type_node));
  return place ? resolved (s, place) : NULL_TREE;
}

} // namespace lifetime
