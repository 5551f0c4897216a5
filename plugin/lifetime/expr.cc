/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The percpu authors */

/* Expressions of GIMPLE, without regard to any path.

   Before optimisation the same thing is computed anew at each use, through
   copies and conversions that the front end or a sanitizer has made.  These
   functions look through them.  They stop after a few steps: what is further
   away is seldom the same thing, and a function with a long chain of copies
   must not take quadratic time.  */

#include "expr.h"

namespace lifetime {

/* VAR has a name that the program has given it, and no macro of ours.  */

static bool
named_p (const_tree var)
{
  return (var && DECL_NAME (var) && !DECL_ARTIFICIAL (var)
	  && strncmp (IDENTIFIER_POINTER (DECL_NAME (var)), "__percpu",
		      8) != 0);
}

/* The variable of the program that POINTER is the value of, or that of ID,
   which it was computed from; NULL_TREE if none has a name.  */

tree
variable_of (tree pointer, tree id)
{
  if (pointer && VAR_P (pointer))
    return named_p (pointer) ? pointer : NULL_TREE;
  for (tree t : { pointer, id })
    if (t && TREE_CODE (t) == SSA_NAME)
      {
	tree var = SSA_NAME_VAR (t);
	if (named_p (var))
	  return var;
	/* `s = percpu_borrow (...)' gives the pointer to a temporary first.  */
	use_operand_p use;
	gimple *user;
	if (t == id && single_imm_use (t, &use, &user)
	    && is_gimple_assign (user))
	  {
	    tree lhs = gimple_assign_lhs (user);
	    var = TREE_CODE (lhs) == SSA_NAME ? SSA_NAME_VAR (lhs)
		  : VAR_P (lhs) && !TREE_STATIC (lhs) && !DECL_EXTERNAL (lhs)
		  ? lhs : NULL_TREE;
	    if (named_p (var))
	      return var;
	  }
      }
  return NULL_TREE;
}

/* Likewise for an object: a plain pointer to an instance is not its name.  */

tree
object_variable (tree pointer, tree id)
{
  bool plain = pointer && !pcpu_pointer_type_p (TREE_TYPE (pointer));
  return variable_of (plain ? NULL_TREE : pointer, id);
}

/* POINTER points to a variable array, or what else alloca has given.  */

bool
on_stack_p (tree pointer)
{
  for (unsigned int i = 0; i < 8 && TREE_CODE (pointer) == SSA_NAME; i++)
    {
      gimple *def = SSA_NAME_DEF_STMT (pointer);
      if (is_gimple_call (def))
	return (gimple_call_builtin_p (def, BUILT_IN_NORMAL)
		&& ALLOCA_FUNCTION_CODE_P
		   (DECL_FUNCTION_CODE (gimple_call_fndecl (def))));
      if (!is_gimple_assign (def)
	  || (!CONVERT_EXPR_CODE_P (gimple_assign_rhs_code (def))
	      && gimple_assign_rhs_code (def) != POINTER_PLUS_EXPR
	      && gimple_assign_rhs_code (def) != SSA_NAME))
	return false;
      pointer = gimple_assign_rhs1 (def);
    }
  return false;
}

/* A and B are parts of one object that have bytes in common.  */

bool
overlap_p (tree a, tree b)
{
  tree in_a = get_base_address (a), in_b = get_base_address (b);
  if (in_a && in_b && in_a != in_b
      && (DECL_P (in_a) || DECL_P (in_b)
	  || (TREE_CODE (in_a) == MEM_REF && TREE_CODE (in_b) == MEM_REF
	      && TREE_OPERAND (in_a, 0) != TREE_OPERAND (in_b, 0))))
    return false;
  if (operand_equal_p (a, b, 0))
    return true;
  poly_int64 offset_a, size_a, max_a, offset_b, size_b, max_b;
  bool reverse;
  tree base_a = get_ref_base_and_extent (a, &offset_a, &size_a, &max_a,
					 &reverse);
  tree base_b = get_ref_base_and_extent (b, &offset_b, &size_b, &max_b,
					 &reverse);
  return (known_size_p (size_a) && known_eq (size_a, max_a)
	  && known_size_p (size_b) && known_eq (size_b, max_b)
	  && operand_equal_p (base_a, base_b, 0)
	  && ranges_maybe_overlap_p (offset_a, size_a, offset_b, size_b));
}

/* walk_tree callback: stop at what overlaps with the place in DATA.  */

tree
find_overlap (tree *tp, int *walk_subtrees, void *data)
{
  if (TYPE_P (*tp))
    *walk_subtrees = 0;
  else if (handled_component_p (*tp) || TREE_CODE (*tp) == MEM_REF
	   || (DECL_P (*tp) && TREE_CODE (*tp) != FIELD_DECL))
    {
      /* What it is part of is only an address.  */
      *walk_subtrees = 0;
      if (overlap_p (*tp, (tree) data))
	return *tp;
    }
  return NULL_TREE;
}

/* The per-CPU pointer that POINTER is the translation of, or NULL_TREE; see
   translate in lower.cc.  */

tree
translated_from (tree pointer)
{
  while (TREE_CODE (pointer) == SSA_NAME
	 && !pcpu_pointer_type_p (TREE_TYPE (pointer)))
    {
      gimple *def = SSA_NAME_DEF_STMT (pointer);
      if (gasm *hidden = dyn_cast<gasm *> (def))
	{
	  if (gimple_asm_ninputs (hidden) != 1)
	    return NULL_TREE;
	  pointer = TREE_VALUE (gimple_asm_input_op (hidden, 0));
	}
      else if (is_gimple_assign (def)
	       && (CONVERT_EXPR_CODE_P (gimple_assign_rhs_code (def))
		   || gimple_assign_rhs_code (def) == PLUS_EXPR
		   || gimple_assign_rhs_code (def) == SSA_NAME))
	pointer = gimple_assign_rhs1 (def);
      else
	return NULL_TREE;
    }
  return TREE_CODE (pointer) == SSA_NAME ? pointer : NULL_TREE;
}

/* The name that POINTER was copied from, perhaps with another type.  */

tree
copied_from (tree pointer)
{
  for (unsigned int i = 0; i < 16 && TREE_CODE (pointer) == SSA_NAME; i++)
    {
      gassign *def = dyn_cast<gassign *> (SSA_NAME_DEF_STMT (pointer));
      if (!def || (gimple_assign_rhs_code (def) != SSA_NAME
		   && !CONVERT_EXPR_CODE_P (gimple_assign_rhs_code (def)))
	  || !POINTER_TYPE_P (TREE_TYPE (gimple_assign_rhs1 (def))))
	break;
      pointer = gimple_assign_rhs1 (def);
    }
  return pointer;
}

/* The place that POINTER was made the address of, or NULL_TREE.  */

tree
pointed_to (tree pointer)
{
  if (TREE_CODE (pointer) == ADDR_EXPR)
    return TREE_OPERAND (pointer, 0);
  if (TREE_CODE (pointer) != SSA_NAME)
    return NULL_TREE;
  gassign *def = dyn_cast<gassign *> (SSA_NAME_DEF_STMT (pointer));
  return (def && gimple_assign_rhs_code (def) == ADDR_EXPR
	  ? TREE_OPERAND (gimple_assign_rhs1 (def), 0) : NULL_TREE);
}

/* PLACE with WHAT as the object that it is part of.  */

tree
with_base (tree place, tree what)
{
  place = unshare_expr (place);
  tree *base = &place;
  while (handled_component_p (*base))
    base = &TREE_OPERAND (*base, 0);
  *base = unshare_expr (what);
  return place;
}

/* PLACE with indices that do not depend on the copies that are made of them,
   for example for a sanitizer.  */

tree
with_indices (tree place)
{
  bool copied = false;
  for (tree t = place; handled_component_p (t); t = TREE_OPERAND (t, 0))
    copied |= (TREE_CODE (t) == ARRAY_REF
	       && number_of (TREE_OPERAND (t, 1)) != TREE_OPERAND (t, 1));
  if (!copied)
    return place;
  place = unshare_expr (place);
  for (tree t = place; handled_component_p (t); t = TREE_OPERAND (t, 0))
    if (TREE_CODE (t) == ARRAY_REF)
      TREE_OPERAND (t, 1) = number_of (TREE_OPERAND (t, 1));
  return place;
}

/* The text of PLACE, as a program would write it.  */

std::string
text_of (tree place)
{
  switch (TREE_CODE (place))
    {
    case COMPONENT_REF:
      {
	tree field = TREE_OPERAND (place, 1), of = TREE_OPERAND (place, 0);
	/* Members of anonymous structures and unions.  */
	if (!DECL_NAME (field))
	  return text_of (of);
	bool by_pointer = (TREE_CODE (of) == MEM_REF
			   && integer_zerop (TREE_OPERAND (of, 1)));
	return (by_pointer ? text_of (TREE_OPERAND (of, 0)) + "->"
		: text_of (of) + ".")
	       + IDENTIFIER_POINTER (DECL_NAME (field));
      }
    case ARRAY_REF:
      return text_of (TREE_OPERAND (place, 0)) + "["
	     + text_of (TREE_OPERAND (place, 1)) + "]";
    case MEM_REF:
      {
	std::string pointer = text_of (TREE_OPERAND (place, 0));
	bool element = pointer.back () == ']';
	return element ? pointer : "*" + pointer;
      }
    case INTEGER_CST:
      return (tree_fits_shwi_p (place)
	      ? std::to_string (tree_to_shwi (place)) : "...");
    case SSA_NAME:
      {
	tree from = place;
	gassign *def = dyn_cast<gassign *> (SSA_NAME_DEF_STMT (place));
	if (tree name = SSA_NAME_IDENTIFIER (place))
	  return IDENTIFIER_POINTER (name);
	if (def && gimple_assign_rhs_code (def) == POINTER_PLUS_EXPR)
	  return text_of (gimple_assign_rhs1 (def)) + "[...]";
	if (def && (from = loaded_from (place)))
	  return text_of (from);
	return "...";
      }
    default:
      return (DECL_P (place) && DECL_NAME (place)
	      ? IDENTIFIER_POINTER (DECL_NAME (place)) : "...");
    }
}

/* One of PLACE's indices is no constant, or it is reached by a pointer.  */

bool
vague_p (tree place)
{
  for (; handled_component_p (place); place = TREE_OPERAND (place, 0))
    if (TREE_CODE (place) == ARRAY_REF
	&& TREE_CODE (TREE_OPERAND (place, 1)) != INTEGER_CST)
      return true;
  return !DECL_P (place);
}

/* walk_tree callback: add the names to the vector DATA.  */

tree
find_names (tree *tp, int *walk_subtrees, void *data)
{
  if (TYPE_P (*tp))
    *walk_subtrees = 0;
  else if (TREE_CODE (*tp) == SSA_NAME)
    ((std::vector<unsigned int> *) data)->push_back (SSA_NAME_VERSION (*tp));
  return NULL_TREE;
}

/* Add to BLOCKS of FUN those from which one can come there.  */

void
add_before (function *fun, block_set *blocks)
{
  std::vector<basic_block> list;
  for (size_t i = 0; i < blocks->size (); i++)
    if ((*blocks)[i])
      list.push_back (BASIC_BLOCK_FOR_FN (fun, i));
  while (!list.empty ())
    {
      basic_block bb = list.back ();
      list.pop_back ();
      edge e;
      edge_iterator i;
      FOR_EACH_EDGE (e, i, bb->preds)
	if (!(*blocks)[e->src->index])
	  {
	    (*blocks)[e->src->index] = true;
	    list.push_back (e->src);
	  }
    }
}

/* The place that NAME was loaded from, or NULL_TREE.  */

tree
loaded_from (tree name)
{
  if (TREE_CODE (name) != SSA_NAME)
    return NULL_TREE;
  gimple *def = SSA_NAME_DEF_STMT (name);
  return (gimple_assign_load_p (def) && place_p (gimple_assign_rhs1 (def))
	  ? gimple_assign_rhs1 (def) : NULL_TREE);
}

/* NAME as an expression of places and of names that are not computed from
   others; if BY_NAME is set, what was loaded goes by its name.  What goes into
   it is added to LEAVES.  */

tree
origin_of (tree name, std::vector<tree> *leaves, bool by_name,
	   unsigned int depth)
{
  if (TREE_CODE (name) != SSA_NAME)
    return name;
  gassign *def = dyn_cast<gassign *> (SSA_NAME_DEF_STMT (name));
  if (depth > 0 && def && INTEGRAL_TYPE_P (TREE_TYPE (name)))
    {
      enum tree_code code = gimple_assign_rhs_code (def);
      tree a = gimple_assign_rhs1 (def), b = gimple_assign_rhs2 (def);
      if (CONVERT_EXPR_CODE_P (code) && INTEGRAL_TYPE_P (TREE_TYPE (a)))
	return build1 (NOP_EXPR, TREE_TYPE (name),
		       origin_of (a, leaves, by_name, depth - 1));
      switch (code)
	{
	case PLUS_EXPR:
	case MINUS_EXPR:
	case MULT_EXPR:
	case TRUNC_DIV_EXPR:
	case TRUNC_MOD_EXPR:
	case LSHIFT_EXPR:
	case RSHIFT_EXPR:
	case BIT_AND_EXPR:
	case BIT_IOR_EXPR:
	case BIT_XOR_EXPR:
	  {
	    tree x = origin_of (a, leaves, by_name, depth - 1);
	    tree y = origin_of (b, leaves, by_name, depth - 1);
	    return build2 (code, TREE_TYPE (name), x, y);
	  }
	default:
	  break;
	}
    }
  leaves->push_back (name);
  tree place = by_name ? NULL_TREE : loaded_from (name);
  return place ? place : name;
}

/* walk_tree callback: stop at the name in DATA.  */

tree
find_name (tree *tp, int *walk_subtrees, void *data)
{
  if (TYPE_P (*tp))
    *walk_subtrees = 0;
  return *tp == (tree) data ? *tp : NULL_TREE;
}

/* A number or pointer of TYPE has room for a pointer.  */

bool
pointer_size_p (const_tree type)
{
  return (POINTER_TYPE_P (type)
	  || (INTEGRAL_TYPE_P (type) && TYPE_PRECISION (type) >= POINTER_SIZE));
}

/* A and B are the same bytes of the same object.  */

bool
same_bytes_p (tree a, tree b)
{
  poly_int64 offset_a, size_a, max_a, offset_b, size_b, max_b;
  bool reverse;
  tree base_a = get_ref_base_and_extent (a, &offset_a, &size_a, &max_a,
					 &reverse);
  tree base_b = get_ref_base_and_extent (b, &offset_b, &size_b, &max_b,
					 &reverse);
  return (base_a == base_b
	  && known_size_p (size_a) && known_eq (size_a, max_a)
	  && known_eq (size_a, size_b) && known_eq (size_b, max_b)
	  && known_eq (offset_a, offset_b));
}

/* The number that NAME is set to, or NAME without conversions.  */

tree
constant_of (tree name)
{
  name = number_of (name);
  gassign *def = (TREE_CODE (name) == SSA_NAME
		  ? dyn_cast<gassign *> (SSA_NAME_DEF_STMT (name)) : NULL);
  return (def && gimple_assign_rhs_code (def) == INTEGER_CST
	  ? gimple_assign_rhs1 (def) : name);
}

/* PLACE is an element of an array: *ARRAY is that array, or what the pointer
   to its first element leads to, and *INDEX a name or a number.  */

bool
element_of (tree place, tree *array, tree *index)
{
  if (TREE_CODE (place) == ARRAY_REF)
    {
      *array = TREE_OPERAND (place, 0);
      *index = constant_of (TREE_OPERAND (place, 1));
      return integer_zerop (array_ref_low_bound (place));
    }
  tree type = TREE_TYPE (place), size = TYPE_SIZE_UNIT (type);
  if (TREE_CODE (place) != MEM_REF || !POINTER_TYPE_P (type)
      || TREE_CODE (TREE_OPERAND (place, 0)) != SSA_NAME)
    return false;
  tree pointer = TREE_OPERAND (place, 0);
  tree offset = fold_convert (sizetype, TREE_OPERAND (place, 1));
  gassign *def = dyn_cast<gassign *> (SSA_NAME_DEF_STMT (pointer));
  if (def && gimple_assign_rhs_code (def) == POINTER_PLUS_EXPR)
    {
      if (!integer_zerop (offset))
	return false;
      pointer = gimple_assign_rhs1 (def);
      offset = number_of (gimple_assign_rhs2 (def));
    }
  pointer = copied_from (pointer);
  if (TREE_CODE (pointer) != SSA_NAME)
    return false;
  *array = build2 (MEM_REF, type, pointer, build_zero_cst (ptr_type_node));
  if (TREE_CODE (offset) == INTEGER_CST)
    {
      *index = int_const_binop (TRUNC_DIV_EXPR, offset, size);
      return integer_zerop (int_const_binop (TRUNC_MOD_EXPR, offset, size));
    }
  def = dyn_cast<gassign *> (SSA_NAME_DEF_STMT (offset));
  if (!def || gimple_assign_rhs_code (def) != MULT_EXPR
      || !tree_int_cst_equal (gimple_assign_rhs2 (def), size))
    return false;
  *index = constant_of (gimple_assign_rhs1 (def));
  return true;
}

/* NAME is the sum of *A and the number STEP.  */

bool
step_p (tree name, int step, tree *a)
{
  gassign *def = (TREE_CODE (name) == SSA_NAME
		  ? dyn_cast<gassign *> (SSA_NAME_DEF_STMT (name)) : NULL);
  if (!def
      || (gimple_assign_rhs_code (def) != PLUS_EXPR
	  && gimple_assign_rhs_code (def) != MINUS_EXPR)
      || TREE_CODE (gimple_assign_rhs2 (def)) != INTEGER_CST)
    return false;
  HOST_WIDE_INT by = sext_hwi (TREE_INT_CST_LOW (gimple_assign_rhs2 (def)),
			       TYPE_PRECISION (TREE_TYPE (name)));
  *a = number_of (gimple_assign_rhs1 (def));
  return (gimple_assign_rhs_code (def) == PLUS_EXPR ? by : -by) == step;
}

/* The blocks to which one can come by E.  */

block_set
blocks_behind (function *fun, edge e)
{
  block_set found (last_basic_block_for_fn (fun));
  std::vector<basic_block> list = { e->dest };
  while (!list.empty ())
    {
      basic_block bb = list.back ();
      list.pop_back ();
      if (found[bb->index])
	continue;
      found[bb->index] = true;
      edge out;
      edge_iterator i;
      FOR_EACH_EDGE (out, i, bb->succs)
	list.push_back (out->dest);
    }
  return found;
}

/* PART is a part of PLACE, or PLACE itself.  */

bool
part_p (tree part, tree place)
{
  poly_int64 offset, size, max, offset_in, size_in, max_in;
  bool reverse;
  tree base = get_ref_base_and_extent (part, &offset, &size, &max, &reverse);
  tree base_in = get_ref_base_and_extent (place, &offset_in, &size_in, &max_in,
					  &reverse);
  return (operand_equal_p (base, base_in, 0)
	  && known_size_p (max) && known_size_p (size_in)
	  && known_eq (size_in, max_in)
	  && known_subrange_p (offset, max, offset_in, size_in));
}

/* NUMBER without the conversions that it was made by.  */

tree
number_of (tree number)
{
  while (number && TREE_CODE (number) == SSA_NAME)
    {
      gassign *def = dyn_cast<gassign *> (SSA_NAME_DEF_STMT (number));
      if (!def || (gimple_assign_rhs_code (def) != SSA_NAME
		   && !CONVERT_EXPR_CODE_P (gimple_assign_rhs_code (def)))
	  || !INTEGRAL_TYPE_P (TREE_TYPE (gimple_assign_rhs1 (def))))
	break;
      number = gimple_assign_rhs1 (def);
    }
  return number;
}

/* The place whose address POINTER is, if it is one of a variable to which
   something was added, as position-independent code does; see percpu_address
   in lower.cc. Else NULL_TREE.  */

tree
biased_place (tree pointer)
{
  for (unsigned int i = 0; i < 16 && TREE_CODE (pointer) == SSA_NAME; i++)
    {
      gimple *def = SSA_NAME_DEF_STMT (pointer);
      gasm *hidden = dyn_cast<gasm *> (def);
      if (hidden && gimple_asm_ninputs (hidden) == 1)
	pointer = TREE_VALUE (gimple_asm_input_op (hidden, 0));
      else if (is_gimple_assign (def)
	       && (CONVERT_EXPR_CODE_P (gimple_assign_rhs_code (def))
		   || gimple_assign_rhs_code (def) == PLUS_EXPR
		   || gimple_assign_rhs_code (def) == SSA_NAME
		   || gimple_assign_rhs_code (def) == ADDR_EXPR))
	pointer = gimple_assign_rhs1 (def);
      else
	return NULL_TREE;
    }
  return (TREE_CODE (pointer) == ADDR_EXPR
	  ? TREE_OPERAND (pointer, 0) : NULL_TREE);
}

/* walk_tree callback: stop at a name that is not in DATA.  */

tree
find_dead (tree *tp, int *walk_subtrees, void *data)
{
  if (TYPE_P (*tp))
    *walk_subtrees = 0;
  return (TREE_CODE (*tp) == SSA_NAME
	  && !bitmap_bit_p ((bitmap) data, SSA_NAME_VERSION (*tp))
	  ? *tp : NULL_TREE);
}

} // namespace lifetime
