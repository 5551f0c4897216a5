/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The percpu authors */

/* Operands: values and places.

   A place is recorded in canonical form: its pointer is replaced by the first
   one that was computed or loaded in the same way, and `*&x' by `x'.  Two
   places are then the same if they are equal as trees.

   The index of an array element is often unknown.  Therefore each array of this
   function has one more place, the element number -1, which stands for all of
   its elements together (elements.cc defines its value).  */

#include "operands.h"
#include "expr.h"

namespace lifetime {

/* Returns: whether a store to B may change A.  Three facts exclude that beyond
   GCC's alias analysis: a borrowed object overlaps nothing that is reached
   otherwise, no pointer leads to a variable whose address is not taken, and a
   pointer and a number do not share memory unless a copy of raw memory is
   involved.  The last one is an assumption, without which every store of a
   number would make all pointers unknown.  */

bool
operands::may_alias_p (const state &s, tree a, tree b) const
{
  auto borrowed_p = [&] (tree place)
    {
      tree base = get_base_address (place);
      return (base && TREE_CODE (base) == MEM_REF
	      && eval (s, TREE_OPERAND (base, 0)).kind == value::BORROW);
    };
  /* The address of the variable is not taken, or only by its cleanup.  */
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
  /* GCC folds a small memcpy to an assignment whose type may alias all
     others.  */
  bool raw = (TREE_CODE (b) == MEM_REF
	      && TYPE_REF_CAN_ALIAS_ALL (TREE_TYPE (TREE_OPERAND (b, 1))));
  return ((raw || !is_gimple_reg_type (type_a) || !is_gimple_reg_type (type_b)
	   || POINTER_TYPE_P (type_a) == POINTER_TYPE_P (type_b))
	  && borrowed_p (a) == borrowed_p (b)
	  && refs_may_alias_p (a, b));
}

/* Returns: the structure of this function that REF accesses as one number, as
   GCC folds a memcpy of it; or NULL_TREE.  */

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

/* Returns: the value of the call STMT, if it is a built-in function that
   returns its first argument or a pointer into what that points to; else an
   unknown value.  */

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
    /* These return a pointer into the object, or NULL; so the result is not
       known to be non-zero.  */
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

/* Note the variables whose address STMT takes, and the arrays of which it uses
   an element with a variable index.  */

void
operands::find_exposed (gimple *stmt)
{
  enum pcpu_role role = (is_gimple_call (stmt)
			 ? pcpu_function_role (gimple_call_fndecl (stmt))
			 : PCPU_NO_ROLE);
  /* Its calls only mark the begin and the end of a variable's scope.  */
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

/* Returns: whether PLACE is in an automatic variable of this function.  */

bool
operands::local_p (tree place) const
{
  tree base = get_base_address (place);
  return base && DECL_P (base) && auto_var_in_fn_p (base, fun->decl);
}

/* Find pointers to elements that are computed in the same way.  Before
   optimisation each `v[i]' computes the address anew, into another name.  An
   offset that depends on memory is left out, because the memory may have
   changed between the two computations.  */

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
	/* The first such name represents all of them.  Its record must be
	   forgotten when a name that it is computed from gets another
	   value.  */
	if (!name)
	  continue;
	list.push_back ({ base, offset, name });
	leaves.push_back (base);
	for (tree leaf : leaves)
	  computed_from[SSA_NAME_VERSION (leaf)].push_back (name);
      }
}

/* Returns: the automatic variable that PLACE denotes, perhaps as `*&x'; or
   NULL_TREE.  */

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

/* Returns: the first of all names that hold the same pointer as POINTER because
   they were computed or loaded in the same way; POINTER itself if it is not an
   SSA name or is the first one.  */

tree
operands::same_pointer (const state &s, tree pointer) const
{
  if (TREE_CODE (pointer) != SSA_NAME)
    return pointer;
  auto e = elements.find (SSA_NAME_VERSION (pointer));
  if (e != elements.end ())
    return e->second;
  /* Loads are interchangeable only if the place was not stored to between
     them.  */
  auto l = loads.find (SSA_NAME_VERSION (pointer));
  return (l != loads.end ()
	  && !s.stale.count (SSA_NAME_VERSION (pointer))
	  && !s.stale.count (SSA_NAME_VERSION (l->second))
	  ? l->second : pointer);
}

/* Returns: PLACE in canonical form, in which state::memory records it.  */

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

/* Returns: the value of T, an operand of GIMPLE, in S.  A per-CPU pointer that
   comes from a parameter points to an object of the caller, which the name of
   the parameter identifies.  */

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
	/* The address of a variable is the same in each state, also before the
	   statement that assigns it to the name.  */
	gimple *def = SSA_NAME_DEF_STMT (t);
	tree from = (gimple_assign_single_p (def) ? gimple_assign_rhs1 (def)
		     : NULL_TREE);
	if (from && TREE_CODE (from) == ADDR_EXPR)
	  {
	    tree base = get_base_address (TREE_OPERAND (from, 0));
	    if (base && VAR_P (base))
	      return eval (s, from);
	  }
	/* A parameter has no defining statement that could give it a value.  */
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
	/* `&p->member': a pointer into the object of P.  */
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

/* Returns: PLACE as an element of a local array, if a pointer that was computed
   from the array leads to PLACE; else PLACE.  The index in the result is 0 and
   has no meaning.  */

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

/* Note the array to an element of which STMT stores a pointer that is not the
   result of a borrow.  Such an array has no value for all elements together: a
   loop that sets every element is also walked along the path with no iteration,
   and on it the elements would keep what they held before.  */

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
      || !pcpu_find_operation (gimple_call_fndecl (def), &op, &yield)
      || op != PCPU_BORROWED)
    shared_arrays.push_back (TREE_OPERAND (place, 0));
}

/* Returns: the place that stands for all elements of the array that contains
   PLACE, which is the element with index -1; NULL_TREE if PLACE is no element,
   or the array is not in this function's frame.  */

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
  /* Other pointers are stored in it, too.  */
  for (tree array : shared_arrays)
    if (operand_equal_p (array, TREE_OPERAND (place, 0), 0))
      return NULL_TREE;
  return build4 (ARRAY_REF, TREE_TYPE (place),
		 unshare_expr (TREE_OPERAND (place, 0)), integer_minus_one_node,
		 NULL_TREE, NULL_TREE);
}

/* Returns: whether PLACE is in an automatic variable whose address is never
   taken, so that no other function can reach it.  */

bool
operands::private_array_p (tree place) const
{
  tree base = get_base_address (place);
  return (base && VAR_P (base) && local_p (base)
	  && !taken.count (DECL_UID (base)));
}

/* Returns: whether A and B are the same array.  */

bool
operands::same_array_p (const state &s, tree a, tree b) const
{
  if (TREE_CODE (a) == MEM_REF && TREE_CODE (b) == MEM_REF)
    return (same_pointer (s, TREE_OPERAND (a, 0))
	    == same_pointer (s, TREE_OPERAND (b, 0)));
  return operand_equal_p (canonical (s, a), canonical (s, b), 0);
}

/* Returns: whether RHS, the right side of an assignment, is zero in all its
   parts.  */

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
  /* A copy of a constant object, as in `f = none'.  */
  if (VAR_P (rhs) && TREE_STATIC (rhs) && TREE_READONLY (rhs)
      && !is_gimple_reg_type (TREE_TYPE (rhs)))
    return (DECL_INITIAL (rhs) ? initializer_zerop (DECL_INITIAL (rhs))
	    : !TREE_PUBLIC (rhs));
  return (is_gimple_reg_type (TREE_TYPE (rhs))
	  && (CONSTANT_CLASS_P (rhs) || TREE_CODE (rhs) == SSA_NAME)
	  && eval (s, rhs).kind == value::ZERO);
}

/* Returns: the variable that STMT, a call, clears as a whole with memset; or
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
