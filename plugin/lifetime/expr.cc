/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The percpu authors */

/* Expressions of GIMPLE, independent of any path.

   Before optimisation the front end computes the same expression anew at each
   use, through copies and conversions that it or a sanitizer has added.  These
   functions look through them.  They stop after a few steps: an expression that
   is further away is seldom the same one, and a long chain of copies must not
   take quadratic time.  */

#include "expr.h"

namespace lifetime {

/* Returns: whether VAR has a name from the program, not from one of the macros
   of the headers.  */

static bool
program_variable_p (const_tree var)
{
  return (var && DECL_NAME (var) && !DECL_ARTIFICIAL (var)
	  && strncmp (IDENTIFIER_POINTER (DECL_NAME (var)), "__percpu",
		      8) != 0);
}

/* Returns: the variable of the program that has the value POINTER, or that has
   ID, from which POINTER was computed; NULL_TREE if neither has a name in the
   program.  POINTER may be NULL_TREE.  */

tree
variable_of (tree pointer, tree id)
{
  if (pointer && VAR_P (pointer))
    return program_variable_p (pointer) ? pointer : NULL_TREE;
  for (tree t : { pointer, id })
    if (t && TREE_CODE (t) == SSA_NAME)
      {
	tree var = SSA_NAME_VAR (t);
	if (program_variable_p (var))
	  return var;
	/* `s = percpu_borrow (...)' assigns the pointer to a temporary first,
	   and the only use of that is the copy to S.  */
	use_operand_p use;
	gimple *user;
	if (t == id && single_imm_use (t, &use, &user)
	    && is_gimple_assign (user))
	  {
	    tree lhs = gimple_assign_lhs (user);
	    var = TREE_CODE (lhs) == SSA_NAME ? SSA_NAME_VAR (lhs)
		  : VAR_P (lhs) && !TREE_STATIC (lhs) && !DECL_EXTERNAL (lhs)
		  ? lhs : NULL_TREE;
	    if (program_variable_p (var))
	      return var;
	  }
      }
  return NULL_TREE;
}

/* Returns: the same for a dynamic object.  POINTER is ignored if it is a plain
   pointer: that variable holds the address of an instance, and its name is not
   the object's.  */

tree
object_variable (tree pointer, tree id)
{
  bool plain = pointer && !pcpu_pointer_type_p (TREE_TYPE (pointer));
  return variable_of (plain ? NULL_TREE : pointer, id);
}

/* Returns: whether POINTER points into memory from alloca, for example into a
   variable-length array.  */

bool
on_stack_p (tree pointer)
{
  /* Follow copies, conversions and pointer sums back to a call of alloca: a sum
     still points into the same memory.  */
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

/* Returns: whether A and B may have bytes of one object in common.  Places that
   are reached by different pointers are taken for different ones.  */

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

/* Callback for walk_tree: stops at a place that overlaps the one in DATA.  */

tree
find_overlap (tree *tp, int *walk_subtrees, void *data)
{
  if (TYPE_P (*tp))
    *walk_subtrees = 0;
  else if (handled_component_p (*tp) || TREE_CODE (*tp) == MEM_REF
	   || (DECL_P (*tp) && TREE_CODE (*tp) != FIELD_DECL))
    {
      /* The operands of the place only compute its address.  */
      *walk_subtrees = 0;
      if (overlap_p (*tp, (tree) data))
	return *tp;
    }
  return NULL_TREE;
}

/* Returns: the per-CPU pointer of which POINTER is the translation to a plain
   pointer, or NULL_TREE.  The translation is the sum of the per-CPU address and
   the displacement, behind an empty asm; see translate in lower.cc.  */

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

/* Returns: the name that POINTER was copied from, perhaps as another pointer
   type.  */

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

/* Returns: the place whose address POINTER is, or NULL_TREE.  */

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

/* Returns: a copy of PLACE in which WHAT replaces the base object.  */

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

/* Returns: PLACE with each index replaced by the number that it was copied
   from, for example by a sanitizer.  */

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

/* Returns: the text of PLACE in C, for messages.  Operands without a name are
   written as `...'.  */

std::string
text_of (tree place)
{
  switch (TREE_CODE (place))
    {
    case COMPONENT_REF:
      {
	tree field = TREE_OPERAND (place, 1), of = TREE_OPERAND (place, 0);
	/* A member of an anonymous structure or union is accessed through the
	   name of the outer object.  */
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
	/* The pointer was printed as `v[...]' already.  */
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

/* Returns: whether PLACE has a variable index, or is reached by a pointer.  */

bool
vague_p (tree place)
{
  for (; handled_component_p (place); place = TREE_OPERAND (place, 0))
    if (TREE_CODE (place) == ARRAY_REF
	&& TREE_CODE (TREE_OPERAND (place, 1)) != INTEGER_CST)
      return true;
  return !DECL_P (place);
}

/* Callback for walk_tree: adds the versions of all names to the vector
   DATA.  */

tree
find_names (tree *tp, int *walk_subtrees, void *data)
{
  if (TYPE_P (*tp))
    *walk_subtrees = 0;
  else if (TREE_CODE (*tp) == SSA_NAME)
    ((std::vector<unsigned int> *) data)->push_back (SSA_NAME_VERSION (*tp));
  return NULL_TREE;
}

/* Add to BLOCKS all blocks of FUN from which a path leads to one of them.  */

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

/* Returns: the place that NAME was loaded from, or NULL_TREE.  */

tree
loaded_from (tree name)
{
  if (TREE_CODE (name) != SSA_NAME)
    return NULL_TREE;
  gimple *def = SSA_NAME_DEF_STMT (name);
  return (gimple_assign_load_p (def) && place_p (gimple_assign_rhs1 (def))
	  ? gimple_assign_rhs1 (def) : NULL_TREE);
}

/* Returns: NAME as an expression of places and of names that are not computed
   from others, with at most DEPTH nested operations.  The names in it are added
   to LEAVES.  If BY_NAME is set, loaded values remain names.  */

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
  /* A name that is no arithmetic, or is too deep: it is a leaf, by name or by
     place.  */
  leaves->push_back (name);
  tree place = by_name ? NULL_TREE : loaded_from (name);
  return place ? place : name;
}

/* Callback for walk_tree: stops at the name in DATA.  */

tree
find_name (tree *tp, int *walk_subtrees, void *data)
{
  if (TYPE_P (*tp))
    *walk_subtrees = 0;
  return *tp == (tree) data ? *tp : NULL_TREE;
}

/* Returns: whether an integer or pointer of TYPE can hold a pointer.  */

bool
pointer_size_p (const_tree type)
{
  return (POINTER_TYPE_P (type)
	  || (INTEGRAL_TYPE_P (type) && TYPE_PRECISION (type) >= POINTER_SIZE));
}

/* Returns: whether A and B are exactly the same bytes of the same object.  */

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

/* Returns: NAME without conversions, or the constant that it is set to.  */

tree
constant_of (tree name)
{
  name = number_of (name);
  gassign *def = (TREE_CODE (name) == SSA_NAME
		  ? dyn_cast<gassign *> (SSA_NAME_DEF_STMT (name)) : NULL);
  return (def && gimple_assign_rhs_code (def) == INTEGER_CST
	  ? gimple_assign_rhs1 (def) : name);
}

/* Returns: whether PLACE is an element of an array.  Sets *ARRAY, perhaps to
   the target of the pointer to its first element, and *INDEX, a name or a
   number.  */

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
  /* `p[i]' is `*(p + i * size)', in which the multiplication precedes the
     sum.  */
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

/* Returns: whether NAME is a sum of the number STEP and a name, which is stored
   to *A.  */

bool
find_stepped_name (tree name, int step, tree *a)
{
  gassign *def = (TREE_CODE (name) == SSA_NAME
		  ? dyn_cast<gassign *> (SSA_NAME_DEF_STMT (name)) : NULL);
  if (!def
      || (gimple_assign_rhs_code (def) != PLUS_EXPR
	  && gimple_assign_rhs_code (def) != MINUS_EXPR)
      || TREE_CODE (gimple_assign_rhs2 (def)) != INTEGER_CST)
    return false;
  /* An unsigned index that counts down adds the largest number of its type:
     extend the sign.  */
  HOST_WIDE_INT by = sext_hwi (TREE_INT_CST_LOW (gimple_assign_rhs2 (def)),
			       TYPE_PRECISION (TREE_TYPE (name)));
  *a = number_of (gimple_assign_rhs1 (def));
  return (gimple_assign_rhs_code (def) == PLUS_EXPR ? by : -by) == step;
}

/* Returns: the blocks of FUN that a path through E can reach.  */

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

/* Returns: whether PART is a part of PLACE, or PLACE itself.  */

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

/* Returns: NUMBER without conversions and copies between integers.  */

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

/* Returns: the place whose address POINTER is, if it is the sum of a variable's
   address and the bias; else NULL_TREE.  See percpu_address in lower.cc.  */

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

/* Callback for walk_tree: stops at a name that is not in DATA, a bitmap of
   versions.  */

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
