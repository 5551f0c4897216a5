/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The percpu authors */

/* The origin of a value: the per-CPU variable whose address it is, or the value
   that is known to be a per-CPU address.  The rules are in plain.cc.  */

#include "gimple/plain.h"
#include "targets/target.h"

/* The limit for one search.  Errors beyond it are not reported.  */
static const unsigned int steps_max = 2000;
/* Limit for the elements of an array that are examined one by one.  */
static const HOST_WIDE_INT elements_max = 16;

/* The value is already being examined by a caller, and does not count here.  */
#define IN_PROGRESS void_node
/* The value is computed from constants only.  */
#define CONSTANT integer_zero_node

/* An integer with fewer bits than this is a number, not an address.  */
static const int address_bits_min = 32;

/* Return true if ORIGIN is that of a per-CPU address.  */

static bool
address_p (tree origin)
{
  return origin && origin != IN_PROGRESS && origin != CONSTANT;
}

/* Return true if VALUE is an integer that is too narrow for an address.  */

static bool
narrow_p (tree value)
{
  return (INTEGRAL_TYPE_P (TREE_TYPE (value))
	  && TYPE_PRECISION (TREE_TYPE (value)) < address_bits_min);
}

bool
pcpu_plain_pointer_type_p (const_tree type)
{
  return (POINTER_TYPE_P (type)
	  && !pcpu_type_p (TREE_TYPE (type))
	  && ADDR_SPACE_GENERIC_P (TYPE_ADDR_SPACE
				   (strip_array_types
				    (TREE_TYPE (const_cast<tree> (type))))));
}

/* Return true if the lowering has computed NAME as the address of an
   instance.  */

static bool
translated_p (tree name)
{
  return (pcpu_options.model == PCPU_MODEL_SINGLE
	  && pcpu_lowered_p (name)
	  && pcpu_plain_pointer_type_p (TREE_TYPE (name)));
}

/* Return the variable that BASE is or is part of, or NULL_TREE if BASE is a
   pointer.  */

static tree
base_variable (tree base)
{
  return TREE_CODE (base) == ARRAY_REF ? get_base_address (base)
	 : DECL_P (base) ? base : NULL_TREE;
}

/* Return true if A and B are the same base.  */

static bool
same_base_p (tree a, tree b)
{
  return a == b || (a && TREE_CODE (a) == ARRAY_REF
		    && TREE_CODE (b) == ARRAY_REF && operand_equal_p (a, b, 0));
}

/* Return true if BASE is constant and its initialiser is known.  */

static bool
constant_base_p (tree base)
{
  return (VAR_P (base) && TREE_READONLY (base) && !TREE_THIS_VOLATILE (base)
	  && TREE_STATIC (base) && DECL_INITIAL (base)
	  && TREE_CODE (DECL_INITIAL (base)) == CONSTRUCTOR);
}

/* Return the origin of the bytes at OFFSET of SOURCE, which COPY reads.  */

tree
pcpu_origins::find_copied (gimple *copy, tree source, HOST_WIDE_INT offset,
			   unsigned int depth)
{
  tree base;
  HOST_WIDE_INT start;

  pcpu_resolve (source, &base, &start);
  if (!base)
    return NULL_TREE;
  return find_stored (gimple_vuse (copy), base, start + offset, depth + 1);
}

/* Return true if DEF, which changes memory, cannot change the pointer at
   OFFSET of BASE.  TARGET is the base of the object that it stores to, if that
   is known.  */

bool
pcpu_origins::untouched_p (gimple *def, tree target, tree base,
			   HOST_WIDE_INT offset)
{
  tree var = base_variable (base);
  tree other = target ? base_variable (target) : NULL;

  if (var && other && var != other)
    return true;
  if (var && auto_var_in_fn_p (var, fun->decl))
    return !other && !TREE_ADDRESSABLE (var);
  /* BASE is static or reached by a pointer.  */
  ao_ref ref;
  tree at = var ? build_fold_addr_expr (var) : base;
  ao_ref_init (&ref, build2 (MEM_REF, ptr_type_node, at,
			     build_int_cst (ptr_type_node, offset)));
  return !stmt_may_clobber_ref_p_1 (def, &ref, false);
}

/* Return true if DEF, which changes memory, does not change the pointer at
   OFFSET of BASE.  Otherwise set *ORIGIN to the origin of the value that it
   stores there.  */

bool
pcpu_origins::step_over (gimple *def, tree base, HOST_WIDE_INT offset,
			 unsigned int depth, tree *origin)
{
  tree lhs = gimple_get_lhs (def), target;
  HOST_WIDE_INT place, size;
  HOST_WIDE_INT pointer_size = GET_MODE_SIZE (Pmode);

  *origin = NULL_TREE;
  if (gimple_call_builtin_p (def, BUILT_IN_MEMCPY)
      || gimple_call_builtin_p (def, BUILT_IN_MEMMOVE))
    {
      tree from = gimple_call_arg (def, 1), length = gimple_call_arg (def, 2);
      target = NULL_TREE;
      pcpu_resolve_pointer (gimple_call_arg (def, 0), &target, &place);
      if (!same_base_p (target, base))
	return untouched_p (def, target, base, offset);
      if (!tree_fits_shwi_p (length))
	return false;
      size = tree_to_shwi (length);
      if (place >= offset + pointer_size || place + size <= offset)
	return true;
      tree source = NULL_TREE;
      HOST_WIDE_INT start;
      pcpu_resolve_pointer (from, &source, &start);
      if (place <= offset && place + size >= offset + pointer_size
	  && source)
	*origin = find_stored (gimple_vuse (def), source,
			       start + offset - place, depth + 1);
      return false;
    }
  if (!lhs || TREE_CODE (lhs) == SSA_NAME)
    /* DEF is a call or an asm.  */
    return untouched_p (def, NULL_TREE, base, offset);
  pcpu_resolve (lhs, &target, &place);
  if (!same_base_p (target, base))
    return untouched_p (def, target, base, offset);
  size = int_size_in_bytes (TREE_TYPE (lhs));
  if (size >= 0
      && (place >= offset + pointer_size || place + size <= offset))
    return true;
  if (place > offset || place + size < offset + pointer_size
      || !gimple_assign_single_p (def) || gimple_clobber_p (def))
    return false;
  tree rhs = gimple_assign_rhs1 (def);
  if (is_gimple_reg_type (TREE_TYPE (rhs)) && is_gimple_val (rhs))
    *origin = size == pointer_size ? find_1 (rhs, depth + 1) : NULL_TREE;
  else if (TREE_CODE (rhs) != CONSTRUCTOR)
    *origin = find_copied (def, rhs, offset - place, depth + 1);
  return false;
}

/* Return the origin of the pointer at OFFSET of VALUE, a constant or part of
   one.  */

tree
pcpu_origins::find_initial (tree value, HOST_WIDE_INT offset)
{
  if (TREE_CODE (value) != CONSTRUCTOR)
    {
      while (CONVERT_EXPR_P (value)
	     || TREE_CODE (value) == ADDR_SPACE_CONVERT_EXPR
	     || TREE_CODE (value) == POINTER_PLUS_EXPR)
	value = TREE_OPERAND (value, 0);
      return (offset == 0 && TREE_CODE (value) == ADDR_EXPR
	      ? find_1 (value, 0) : NULL_TREE);
    }
  unsigned int i;
  tree index, part;
  FOR_EACH_CONSTRUCTOR_ELT (CONSTRUCTOR_ELTS (value), i, index, part)
    {
      HOST_WIDE_INT size = int_size_in_bytes (TREE_TYPE (part)), start;
      if (!index)
	continue;
      if (TREE_CODE (index) == FIELD_DECL && !DECL_BIT_FIELD (index))
	start = int_byte_position (index);
      else if (tree_fits_shwi_p (index))
	start = tree_to_shwi (index) * size;
      else
	continue;
      if (start <= offset && offset < start + size)
	return find_initial (part, offset - start);
    }
  return NULL_TREE;
}

/* Only some of the memory states that meet in PHI contain a per-CPU address.
   Return true if the use always follows PHI (see above).  */

bool
pcpu_origins::followed_by_use_p (gphi *phi)
{
  if (!use)
    return false;
  edge e;
  edge_iterator i;
  FOR_EACH_EDGE (e, i, gimple_bb (phi)->preds)
    if (e->flags & EDGE_DFS_BACK)
      return false;
  return dominated_by_p (CDI_POST_DOMINATORS, gimple_bb (phi), use);
}

/* Return true if a name in BASE is set at PHI or later.  Then BASE denotes
   another object in the previous iteration of the loop, before PHI.  */

bool
pcpu_origins::set_behind_p (tree base, gphi *phi)
{
  for (; handled_component_p (base); base = TREE_OPERAND (base, 0))
    if (TREE_CODE (base) == ARRAY_REF
	&& TREE_CODE (TREE_OPERAND (base, 1)) == SSA_NAME
	&& set_behind_p (TREE_OPERAND (base, 1), phi))
      return true;
  if (TREE_CODE (base) != SSA_NAME || SSA_NAME_IS_DEFAULT_DEF (base))
    return false;
  basic_block bb = gimple_bb (SSA_NAME_DEF_STMT (base));
  if (!dom_info_available_p (CDI_DOMINATORS))
    {
      calculate_dominance_info (CDI_DOMINATORS);
      own_dominators = true;
    }
  return (bb == gimple_bb (phi)
	  || !dominated_by_p (CDI_DOMINATORS, gimple_bb (phi), bb));
}

/* Return the origin of the value at OFFSET of BASE in the memory that meets in
   PHI.  */

tree
pcpu_origins::find_met (gphi *phi, tree base, HOST_WIDE_INT offset,
			unsigned int depth)
{
  tree found = NULL_TREE;
  bool all = true;
  /* Accept a partial result at one PHI only: if there are two, the same
     condition may decide both.  */
  basic_block last = use;
  use = NULL;
  for (unsigned int i = 0; i < gimple_phi_num_args (phi) && (all || early);
       i++)
    {
      tree origin = find_stored (gimple_phi_arg_def (phi, i), base, offset,
				 depth + 1);
      if (!origin)
	all = false;
      else if (address_p (origin) || (origin == CONSTANT && !found))
	found = origin;
    }
  use = last;
  if (all || found == CONSTANT)
    return all ? found : NULL_TREE;
  mixed |= found != NULL_TREE;
  return found && followed_by_use_p (phi) ? found : NULL_TREE;
}

/* Return the origin of the value at OFFSET of BASE (see resolve) in memory
   state VUSE: that of the last of the stores that reach it, if each of them
   stores a per-CPU address.  */

tree
pcpu_origins::find_stored (tree vuse, tree base, HOST_WIDE_INT offset,
			   unsigned int depth)
{
  tree origin;

  if (constant_base_p (base))
    return find_initial (DECL_INITIAL (base), offset);
  if (depth > pcpu_follow_max || !vuse)
    return NULL_TREE;
  while (steps-- > 0)
    {
      gimple *def = SSA_NAME_DEF_STMT (vuse);
      if (gimple_nop_p (def))
	return NULL_TREE;
      if (gphi *phi = dyn_cast<gphi *> (def))
	{
	  if (visited.add (vuse))
	    return IN_PROGRESS;
	  if (set_behind_p (base, phi))
	    return NULL_TREE;
	  return find_met (phi, base, offset, depth);
	}
      if (!step_over (def, base, offset, depth, &origin))
	return origin;
      vuse = gimple_vuse (def);
    }
  return NULL_TREE;
}

/* Return true if REF is a member of a union.  */

static bool
union_member_p (tree ref)
{
  for (; handled_component_p (ref); ref = TREE_OPERAND (ref, 0))
    if (TREE_CODE (TREE_TYPE (TREE_OPERAND (ref, 0))) == UNION_TYPE)
      return true;
  return false;
}

/* Return the origin of the value at OFFSET of ELEMENT in memory state VUSE, if
   all elements of its array have one.  */

tree
pcpu_origins::find_in_elements (tree vuse, tree element, HOST_WIDE_INT offset,
				unsigned int depth)
{
  tree array = TREE_OPERAND (element, 0), base, found = NULL_TREE;
  tree domain = TYPE_DOMAIN (TREE_TYPE (array));
  tree last = domain ? TYPE_MAX_VALUE (domain) : NULL_TREE;
  HOST_WIDE_INT start, size = int_size_in_bytes (TREE_TYPE (element));

  pcpu_resolve (array, &base, &start);
  if (!base || !last || !tree_fits_shwi_p (last) || size <= 0
      || tree_to_shwi (last) >= elements_max)
    return NULL_TREE;
  for (HOST_WIDE_INT i = 0; i <= tree_to_shwi (last); i++)
    {
      visited.empty ();
      found = find_stored (vuse, base, start + i * size + offset, depth + 1);
      if (!address_p (found))
	return NULL_TREE;
    }
  return found;
}

/* Return the origin of the value that LOAD reads from memory.  */

tree
pcpu_origins::find_loaded (gimple *load, unsigned int depth)
{
  tree ref = gimple_assign_rhs1 (load), base;
  HOST_WIDE_INT offset;

  if (int_size_in_bytes (TREE_TYPE (ref)) != GET_MODE_SIZE (Pmode))
    return NULL_TREE;
  /* An object that was declared as a per-CPU pointer always holds one.  */
  tree declared = pcpu_resolve (ref, &base, &offset);
  if (pcpu_pointer_type_p (TREE_TYPE (declared))
      || (base && DECL_P (base) && offset == 0
	  && pcpu_pointer_type_p (TREE_TYPE (base))))
    return gimple_assign_lhs (load);
  if (!base)
    return NULL_TREE;
  tree var = base_variable (base), vuse = gimple_vuse (load);
  if ((!var || !auto_var_in_fn_p (var, fun->decl)) && !union_member_p (ref))
    return NULL_TREE;
  tree origin = find_stored (vuse, base, offset, depth + 1);
  if (!origin && TREE_CODE (base) == ARRAY_REF)
    origin = find_in_elements (vuse, base, offset, depth);
  return origin;
}

/* Return true if the result of CODE with the constant operand B is a number
   that is too small for an address: a part of a hash, or the address modulo an
   alignment.  */

static bool
small_result_p (enum tree_code code, tree b)
{
  if (TREE_CODE (b) != INTEGER_CST)
    return false;
  if (code == RSHIFT_EXPR)
    return wi::gtu_p (wi::to_wide (b), POINTER_SIZE - address_bits_min);
  return ((code == BIT_AND_EXPR || code == TRUNC_MOD_EXPR)
	  && wi::min_precision (wi::to_wide (b), UNSIGNED)
	     < (unsigned int) address_bits_min);
}

/* Return the origin of the result of the operation with two operands that DEF
   computes.  */

tree
pcpu_origins::find_operation (gassign *def, unsigned int depth)
{
  tree a = gimple_assign_rhs1 (def), b = gimple_assign_rhs2 (def);
  enum tree_code code = gimple_assign_rhs_code (def);

  /* The sum of the bias and the address of a variable is a per-CPU address.  */
  for (tree bias : { a, b })
    if (TREE_CODE (bias) == SSA_NAME
	&& gimple_assign_load_p (SSA_NAME_DEF_STMT (bias))
	&& pcpu_bias_p (gimple_assign_rhs1 (SSA_NAME_DEF_STMT (bias))))
      return find_1 (bias == a ? b : a, depth + 1);

  if (small_result_p (code, a) || small_result_p (code, b))
    return NULL_TREE;
  tree first = find_1 (a, depth + 1);
  if (!first || first == IN_PROGRESS)
    return NULL_TREE;
  tree second = find_1 (b, depth + 1);
  if (!second || second == IN_PROGRESS)
    return NULL_TREE;
  if (address_p (first) && address_p (second))
    /* A difference is a number; two parts are an address again.  */
    return (code == PLUS_EXPR || code == BIT_IOR_EXPR
	    || code == MIN_EXPR || code == MAX_EXPR ? first : NULL_TREE);
  tree origin = address_p (first) ? first : second;
  /* After the optimisers a sum with a constant larger than the variable may be
     an address in an area that the program has laid out itself.  */
  if (!early && DECL_P (origin) && TREE_CODE (b) == INTEGER_CST
      && wi::gtu_p (wi::abs (wi::to_wide (b)),
		    tree_fits_uhwi_p (DECL_SIZE_UNIT (origin))
		    ? tree_to_uhwi (DECL_SIZE_UNIT (origin)) : 0))
    return NULL_TREE;
  return origin;
}

/* Return the origin of the part of a complex value that DEF reads.  */

tree
pcpu_origins::find_part (gassign *def, unsigned int depth)
{
  tree rhs = gimple_assign_rhs1 (def), whole = TREE_OPERAND (rhs, 0);
  bool real = TREE_CODE (rhs) == REALPART_EXPR;

  if (TREE_CODE (whole) != SSA_NAME)
    return NULL_TREE;
  gimple *from = SSA_NAME_DEF_STMT (whole);
  if (is_gimple_assign (from) && gimple_assign_rhs_code (from) == COMPLEX_EXPR)
    return find_1 (real ? gimple_assign_rhs1 (from)
			: gimple_assign_rhs2 (from), depth + 1);
  return real && is_gimple_call (from) ? find_1 (whole, depth + 1) : NULL_TREE;
}

tree
pcpu_origins::find_assigned (gassign *def, unsigned int depth)
{
  tree rhs = gimple_assign_rhs1 (def);
  enum tree_code code = gimple_assign_rhs_code (def);

  switch (code)
    {
    case SSA_NAME:
    case ADDR_EXPR:
    case INTEGER_CST:
    case REAL_CST:
      return find_1 (rhs, depth + 1);
    case POINTER_PLUS_EXPR:
      {
	tree origin = find_1 (rhs, depth + 1);
	/* A constant as a pointer: what is added to it is the address.  */
	return (origin == CONSTANT
		? find_1 (gimple_assign_rhs2 (def), depth + 1) : origin);
      }
    case VIEW_CONVERT_EXPR:
      if (is_gimple_val (TREE_OPERAND (rhs, 0)))
	return find_1 (TREE_OPERAND (rhs, 0), depth + 1);
      break;
    case REALPART_EXPR:
    case IMAGPART_EXPR:
      if (TREE_CODE (TREE_OPERAND (rhs, 0)) == SSA_NAME)
	return find_part (def, depth);
      break;
    case COND_EXPR:
      {
	tree found = find_1 (gimple_assign_rhs2 (def), depth + 1);
	return (address_p (found)
		? found : find_1 (gimple_assign_rhs3 (def), depth + 1));
      }
    default:
      if (TREE_CODE_CLASS (code) == tcc_unary)
	return find_1 (rhs, depth + 1);
      if (TREE_CODE_CLASS (code) == tcc_binary && code != COMPLEX_EXPR
	  && code != POINTER_DIFF_EXPR)
	return find_operation (def, depth);
      break;
    }
  return gimple_assign_load_p (def) ? find_loaded (def, depth) : NULL_TREE;
}

/* Return the origin of the result of CALL, if it is a function of the compiler
   that only computes.  */

tree
pcpu_origins::find_computed (gcall *call, unsigned int depth)
{
  tree a, b;

  switch (gimple_call_combined_fn (call))
    {
    case CFN_BUILT_IN_BSWAP32:
    case CFN_BUILT_IN_BSWAP64:
    case CFN_BUILT_IN_EXPECT:
    case CFN_BUILT_IN_EXPECT_WITH_PROBABILITY:
    case CFN_BUILT_IN_ASSUME_ALIGNED:
      return find_1 (gimple_call_arg (call, 0), depth + 1);
    case CFN_ADD_OVERFLOW:
    case CFN_SUB_OVERFLOW:
    case CFN_MUL_OVERFLOW:
    case CFN_UBSAN_CHECK_ADD:
    case CFN_UBSAN_CHECK_SUB:
    case CFN_UBSAN_CHECK_MUL:
      a = find_1 (gimple_call_arg (call, 0), depth + 1);
      b = find_1 (gimple_call_arg (call, 1), depth + 1);
      return (address_p (a) && b == CONSTANT ? a
	      : a == CONSTANT && address_p (b) ? b : NULL_TREE);
    default:
      return NULL_TREE;
    }
}

tree
pcpu_origins::find_phi (gphi *phi, unsigned int depth)
{
  tree result = gimple_phi_result (phi), found = NULL_TREE;
  bool pointer = early && POINTER_TYPE_P (TREE_TYPE (result));
  bool all = true, loop = false;

  if (virtual_operand_p (result))
    return NULL_TREE;
  basic_block last = use;
  if (!pointer)
    use = NULL;
  for (unsigned int i = 0; i < gimple_phi_num_args (phi); i++)
    {
      tree origin = find_1 (gimple_phi_arg_def (phi, i), depth + 1);
      if (!origin)
	all = false;
      else if (origin == IN_PROGRESS)
	loop = true;
      else if (address_p (origin) || !found)
	found = origin;
    }
  use = last;
  if (found == CONSTANT)
    return all && !loop ? found : NULL_TREE;
  if (all || pointer || !found)
    return found;
  mixed = true;
  return early && followed_by_use_p (phi) ? found : NULL_TREE;
}

tree
pcpu_origins::find_1 (tree value, unsigned int depth)
{
  if (TREE_CODE (value) == ADDR_EXPR)
    {
      tree base = get_base_address (TREE_OPERAND (value, 0));
      if (base && VAR_P (base) && pcpu_variable_p (base))
	return base;
      if (base && TREE_CODE (base) == MEM_REF)
	return find_1 (TREE_OPERAND (base, 0), depth);
      return NULL_TREE;
    }
  if (CONSTANT_CLASS_P (value))
    return CONSTANT;
  if (TREE_CODE (value) != SSA_NAME || narrow_p (value) || depth > pcpu_follow_max)
    return NULL_TREE;
  hash_map<tree, tree> &known = use ? known_to_use : known_to_all;
  if (tree *origin = known.get (value))
    {
      mixed |= !*origin && mixed_values.contains (value);
      return *origin;
    }
  if (translated_p (value))
    return NULL_TREE;

  bool others_mixed = mixed;
  mixed = false;
  known.put (value, IN_PROGRESS);
  gimple *def = SSA_NAME_DEF_STMT (value);
  tree origin = NULL_TREE;
  if (gassign *assign = dyn_cast<gassign *> (def))
    origin = find_assigned (assign, depth);
  else if (gphi *phi = dyn_cast<gphi *> (def))
    origin = find_phi (phi, depth);
  else if (gcall *call = dyn_cast<gcall *> (def))
    origin = find_computed (call, depth);
  if (!address_p (origin) && pcpu_pointer_type_p (TREE_TYPE (value)))
    origin = value;
  if (origin == IN_PROGRESS)
    known.remove (value);
  else
    known.put (value, origin);
  if (!origin && mixed)
    mixed_values.add (value);
  mixed |= others_mixed;
  return origin;
}

tree
pcpu_origins::find (tree value, basic_block bb)
{
  visited.empty ();
  steps = steps_max;
  mixed = false;
  tree origin = find_1 (value, 0);
  if (!address_p (origin) && early && mixed)
    {
      if (!dom_info_available_p (CDI_POST_DOMINATORS))
	{
	  calculate_dominance_info (CDI_POST_DOMINATORS);
	  mark_dfs_back_edges ();
	}
      visited.empty ();
      steps = steps_max;
      known_to_use.empty ();
      use = bb;
      origin = find_1 (value, 0);
      use = NULL;
    }
  return address_p (origin) ? origin : NULL_TREE;
}

pcpu_origins::~pcpu_origins ()
{
  free_dominance_info (fun, CDI_POST_DOMINATORS);
  if (own_dominators)
    free_dominance_info (fun, CDI_DOMINATORS);
}
