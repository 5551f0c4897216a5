/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The percpu authors */

/* Operands: values and places.

   A place is kept in canonical form: a pointer is replaced by the first one
   that was computed or loaded in the same way, and `*&x' by `x'.  Two places
   are then the same if they are the same tree.

   Elements of arrays whose index is not known: for each array of this function
   there is one more place, that of the element number -1, which stands for all
   elements (elements.cc says what it holds).  */

#include "operands.h"
#include "expr.h"

namespace lifetime {

/* A store to B may change A.  What is borrowed is elsewhere than all the
   rest.  */

bool
operands::may_alias_p (const state &s, tree a, tree b) const
{
  auto borrowed_p = [&] (tree place)
    {
      tree base = get_base_address (place);
      return (base && TREE_CODE (base) == MEM_REF
	      && eval (s, TREE_OPERAND (base, 0)).kind == value::BORROW);
    };
  /* No pointer leads to a variable whose address is not taken, or only by its
     cleanup.  */
  auto apart_p = [&] (tree place, tree other)
    {
      tree var = get_base_address (place), base = get_base_address (other);
      return (var && VAR_P (var) && local_p (var)
	      && !exposed.count (DECL_UID (var))
	      && base && TREE_CODE (base) == MEM_REF);
    };
  if (apart_p (a, b) || apart_p (b, a))
    return false;
  tree type_a = TREE_TYPE (a), type_b = TREE_TYPE (b);
  /* What memcpy has become.  */
  bool raw = (TREE_CODE (b) == MEM_REF
	      && TYPE_REF_CAN_ALIAS_ALL (TREE_TYPE (TREE_OPERAND (b, 1))));
  return ((raw || !is_gimple_reg_type (type_a) || !is_gimple_reg_type (type_b)
	   || POINTER_TYPE_P (type_a) == POINTER_TYPE_P (type_b))
	  && borrowed_p (a) == borrowed_p (b)
	  && refs_may_alias_p (a, b));
}

/* The structure of this function that REF accesses as one number, which memcpy
   has become; else NULL_TREE.  */

tree
operands::whole_variable (const state &s, tree ref) const
{
  if (TREE_CODE (ref) != MEM_REF || !integer_zerop (TREE_OPERAND (ref, 1))
      || !INTEGRAL_TYPE_P (TREE_TYPE (ref)))
    return NULL_TREE;
  value v = eval (s, TREE_OPERAND (ref, 0));
  return (v.kind == value::ADDRESS && !v.interior && local_p (v.id)
	  && RECORD_OR_UNION_TYPE_P (TREE_TYPE (v.id))
	  && tree_int_cst_equal (TYPE_SIZE (TREE_TYPE (v.id)),
				 TYPE_SIZE (TREE_TYPE (ref)))
	  ? v.id : NULL_TREE);
}

/* What the call STMT returns, if that is one of its arguments or points into
   what one points to.  */

value
operands::returned_argument (const state &s, gcall *stmt) const
{
  if (gimple_call_num_args (stmt) == 0
      || !gimple_call_builtin_p (stmt, BUILT_IN_NORMAL))
    return unknown;
  value v = eval (s, gimple_call_arg (stmt, 0));
  switch (DECL_FUNCTION_CODE (gimple_call_fndecl (stmt)))
    {
    case BUILT_IN_EXPECT:
    case BUILT_IN_EXPECT_WITH_PROBABILITY:
    case BUILT_IN_ASSUME_ALIGNED:
    case BUILT_IN_MEMCPY:
    case BUILT_IN_MEMMOVE:
    case BUILT_IN_MEMSET:
    case BUILT_IN_STRCPY:
    case BUILT_IN_STRNCPY:
    case BUILT_IN_STRCAT:
    case BUILT_IN_STRNCAT:
      return v;
    case BUILT_IN_MEMCHR:
    case BUILT_IN_STRCHR:
    case BUILT_IN_STRRCHR:
    case BUILT_IN_STRSTR:
    case BUILT_IN_STRPBRK:
    case BUILT_IN_INDEX:
    case BUILT_IN_RINDEX:
    case BUILT_IN_STPCPY:
    case BUILT_IN_MEMPCPY:
      v.interior = true;
      return pointer_p (v) ? v : unknown;
    default:
      return unknown;
    }
}

/* Note whose addresses STMT takes, or of which array it uses some element.  */

void
operands::find_exposed (gimple *stmt)
{
  enum pcpu_role role = (is_gimple_call (stmt)
			 ? pcpu_function_role (gimple_call_fndecl (stmt))
			 : PCPU_NO_ROLE);
  /* The address sanitizer only says where a variable's scope begins and
     ends.  */
  if (is_gimple_debug (stmt) || gimple_call_internal_p (stmt, IFN_ASAN_MARK)
      || role == PCPU_AUTOFREE || role == PCPU_GUARD_LEAVE)
    return;
  for (unsigned int i = 0; i < gimple_num_ops (stmt); i++)
    {
      tree op = gimple_op (stmt, i);
      bool any = false;
      if (!op)
	continue;
      if (TREE_CODE (op) == ADDR_EXPR)
	{
	  any = true;
	  op = TREE_OPERAND (op, 0);
	}
      for (tree ref = op; handled_component_p (ref);
	   ref = TREE_OPERAND (ref, 0))
	any |= (TREE_CODE (ref) == ARRAY_REF
		&& TREE_CODE (TREE_OPERAND (ref, 1)) != INTEGER_CST);
      tree base = any ? get_base_address (op) : NULL_TREE;
      if (base && VAR_P (base))
	{
	  exposed.insert (DECL_UID (base));
	  if (gimple_op (stmt, i) != op)
	    taken.insert (DECL_UID (base));
	}
    }
}

/* PLACE is in a variable of this function.  */

bool
operands::local_p (tree place) const
{
  tree base = get_base_address (place);
  return base && DECL_P (base) && auto_var_in_fn_p (base, fun->decl);
}

/* Find pointers to elements that are computed in the same way.  Before
   optimisation `v[i]' computes the address anew each time, with other
   names.  */

void
operands::find_elements ()
{
  struct element
  {
    tree base, offset, name;
  };
  std::vector<element> list;
  basic_block bb;
  FOR_EACH_BB_FN (bb, fun)
    for (gimple_stmt_iterator gsi = gsi_start_bb (bb); !gsi_end_p (gsi);
	 gsi_next (&gsi))
      {
	gassign *stmt = dyn_cast<gassign *> (gsi_stmt (gsi));
	if (!stmt || gimple_assign_rhs_code (stmt) != POINTER_PLUS_EXPR
	    || list.size () >= places_max)
	  continue;
	std::vector<tree> leaves;
	tree base = gimple_assign_rhs1 (stmt);
	tree offset = origin_of (gimple_assign_rhs2 (stmt), &leaves, false);
	bool loads = false;
	for (tree leaf : leaves)
	  loads |= loaded_from (leaf) != NULL_TREE;
	if (loads || TREE_CODE (base) != SSA_NAME)
	  continue;
	tree name = gimple_assign_lhs (stmt);
	for (const element &e : list)
	  if (e.base == base && operand_equal_p (e.offset, offset, 0))
	    {
	      elements[SSA_NAME_VERSION (name)] = e.name;
	      name = NULL_TREE;
	      break;
	    }
	if (!name)
	  continue;
	list.push_back ({ base, offset, name });
	leaves.push_back (base);
	for (tree leaf : leaves)
	  computed_from[SSA_NAME_VERSION (leaf)].push_back (name);
      }
}

/* The variable of this function that PLACE is, perhaps as `*&x'.  */

tree
operands::variable_at (const state &s, tree place) const
{
  if (TREE_CODE (place) == MEM_REF && integer_zerop (TREE_OPERAND (place, 1)))
    {
      value v = eval (s, TREE_OPERAND (place, 0));
      if (v.kind == value::ADDRESS && !v.interior
	  && types_compatible_p (TREE_TYPE (place), TREE_TYPE (v.id)))
	place = v.id;
    }
  return VAR_P (place) && local_p (place) ? place : NULL_TREE;
}

/* The first name of those that hold the same as POINTER.  */

tree
operands::same_pointer (const state &s, tree pointer) const
{
  if (TREE_CODE (pointer) != SSA_NAME)
    return pointer;
  auto e = elements.find (SSA_NAME_VERSION (pointer));
  if (e != elements.end ())
    return e->second;
  auto l = loads.find (SSA_NAME_VERSION (pointer));
  return (l != loads.end ()
	  && !s.stale.count (SSA_NAME_VERSION (pointer))
	  && !s.stale.count (SSA_NAME_VERSION (l->second))
	  ? l->second : pointer);
}

/* PLACE in the form in which it is kept.  */

tree
operands::canonical (const state &s, tree place) const
{
  tree *base = &place;
  while (handled_component_p (*base))
    base = &TREE_OPERAND (*base, 0);
  if (TREE_CODE (*base) != MEM_REF)
    return place;
  tree pointer = TREE_OPERAND (*base, 0);
  tree same = same_pointer (s, pointer);
  tree var = variable_at (s, *base);
  if (!var && same == pointer)
    return place;
  place = unshare_expr (place);
  base = &place;
  while (handled_component_p (*base))
    base = &TREE_OPERAND (*base, 0);
  if (var)
    *base = var;
  else
    TREE_OPERAND (*base, 0) = same;
  return place;
}

/* The value of T in S.  A per-CPU pointer that comes from a parameter is an
   object of the caller's, which is known by the parameter's name.  */

value
operands::eval (const state &s, tree t) const
{
  switch (TREE_CODE (t))
    {
    case SSA_NAME:
      {
	auto found = s.names.find (SSA_NAME_VERSION (t));
	if (found != s.names.end ())
	  return found->second;
	/* What a parameter points to is the caller's object.  */
	if (SSA_NAME_IS_DEFAULT_DEF (t)
	    && pcpu_pointer_type_p (TREE_TYPE (t)))
	  return value (value::OBJECT, t);
	return unknown;
      }
    case INTEGER_CST:
      return number_value (t);
    case ADDR_EXPR:
      {
	tree base = get_base_address (TREE_OPERAND (t, 0));
	if (!DECL_P (TREE_OPERAND (t, 0))
	    && guard_type_p (TREE_TYPE (TREE_OPERAND (t, 0))))
	  return value (value::ADDRESS, guard_at (s, TREE_OPERAND (t, 0)));
	if (base && TREE_CODE (base) == MEM_REF)
	  {
	    value v = eval (s, TREE_OPERAND (base, 0));
	    if (!pointer_p (v))
	      return unknown;
	    v.interior |= (base != TREE_OPERAND (t, 0)
			   || !integer_zerop (TREE_OPERAND (base, 1)));
	    return v;
	  }
	return base && VAR_P (base) ? value (value::ADDRESS, base) : nonzero;
      }
    default:
      return unknown;
    }
}

/* PLACE as an element of an array of this function, if it is what a pointer
   leads to that was computed from the array; of index 0, which need not be
   right.  */

tree
operands::element_at (const state &s, tree place) const
{
  if (TREE_CODE (place) != MEM_REF)
    return place;
  value v = eval (s, TREE_OPERAND (place, 0));
  if (v.kind != value::ADDRESS || !local_p (v.id)
      || TREE_CODE (TREE_TYPE (v.id)) != ARRAY_TYPE
      || !types_compatible_p (TREE_TYPE (TREE_TYPE (v.id)), TREE_TYPE (place)))
    return place;
  return build4 (ARRAY_REF, TREE_TYPE (place), v.id, size_zero_node, NULL_TREE,
		 NULL_TREE);
}

/* Note the array to an element of which STMT stores, unless that is a pointer
   that was just borrowed.  A loop that sets all elements may be taken not to
   set any, and then they would seem to hold what they did before.  */

void
operands::find_stored_elements (gimple *stmt)
{
  tree place = is_gimple_assign (stmt) ? gimple_assign_lhs (stmt) : NULL_TREE;
  if (!place || TREE_CODE (place) != ARRAY_REF
      || !POINTER_TYPE_P (TREE_TYPE (place)))
    return;
  tree from = copied_from (gimple_assign_rhs1 (stmt));
  gimple *def = TREE_CODE (from) == SSA_NAME ? SSA_NAME_DEF_STMT (from) : NULL;
  enum pcpu_op op;
  enum pcpu_yield yield;
  if (!def || !is_gimple_call (def)
      || !pcpu_operation_p (gimple_call_fndecl (def), &op, &yield)
      || op != PCPU_BORROWED)
    shared_arrays.push_back (TREE_OPERAND (place, 0));
}

/* The place that stands for all elements of the array that PLACE is an element
   of; NULL_TREE if it is none, or the array is not in this function's
   frame.  */

tree
operands::all_elements (const state &s, tree place) const
{
  place = element_at (s, place);
  if (TREE_CODE (place) != ARRAY_REF || !POINTER_TYPE_P (TREE_TYPE (place)))
    return NULL_TREE;
  tree base = get_base_address (place);
  if (!base
      || !(DECL_P (base) ? local_p (base)
	   : TREE_CODE (base) == MEM_REF && on_stack_p (TREE_OPERAND (base,
								      0))))
    return NULL_TREE;
  for (tree array : shared_arrays)
    if (operand_equal_p (array, TREE_OPERAND (place, 0), 0))
      return NULL_TREE;
  return build4 (ARRAY_REF, TREE_TYPE (place),
		 unshare_expr (TREE_OPERAND (place, 0)), integer_minus_one_node,
		 NULL_TREE, NULL_TREE);
}

/* PLACE is in a variable of the function that only it can reach.  */

bool
operands::private_array_p (tree place) const
{
  tree base = get_base_address (place);
  return (base && VAR_P (base) && local_p (base)
	  && !taken.count (DECL_UID (base)));
}

/* A and B are the same array.  */

bool
operands::same_array_p (const state &s, tree a, tree b) const
{
  if (TREE_CODE (a) == MEM_REF && TREE_CODE (b) == MEM_REF)
    return (same_pointer (s, TREE_OPERAND (a, 0))
	    == same_pointer (s, TREE_OPERAND (b, 0)));
  return operand_equal_p (canonical (s, a), canonical (s, b), 0);
}

/* RHS, of an assignment, is zero in all its parts.  */

bool
operands::zero_p (const state &s, tree rhs) const
{
  if (TREE_CODE (rhs) == CONSTRUCTOR)
    {
      unsigned int i;
      tree element;
      FOR_EACH_CONSTRUCTOR_VALUE (CONSTRUCTOR_ELTS (rhs), i, element)
	if (!initializer_zerop (element))
	  return false;
      return !TREE_CLOBBER_P (rhs);
    }
  if (VAR_P (rhs) && TREE_STATIC (rhs) && TREE_READONLY (rhs)
      && !is_gimple_reg_type (TREE_TYPE (rhs)))
    return (DECL_INITIAL (rhs) ? initializer_zerop (DECL_INITIAL (rhs))
	    : !TREE_PUBLIC (rhs));
  return (is_gimple_reg_type (TREE_TYPE (rhs))
	  && (CONSTANT_CLASS_P (rhs) || TREE_CODE (rhs) == SSA_NAME)
	  && eval (s, rhs).kind == value::ZERO);
}

/* The call STMT of memset makes a whole variable zero: that one; else
   NULL_TREE.  */

tree
operands::cleared_variable (const state &s, gcall *stmt) const
{
  if (!gimple_call_builtin_p (stmt, BUILT_IN_MEMSET)
      || !integer_zerop (gimple_call_arg (stmt, 1)))
    return NULL_TREE;
  tree place = pointed_to (gimple_call_arg (stmt, 0));
  value v = eval (s, gimple_call_arg (stmt, 0));
  if (!place && v.kind == value::ADDRESS && !v.interior)
    place = v.id;
  return (place
	  && tree_int_cst_equal (TYPE_SIZE_UNIT (TREE_TYPE (place)),
				 gimple_call_arg (stmt, 2))
	  ? place : NULL_TREE);
}

} // namespace lifetime
