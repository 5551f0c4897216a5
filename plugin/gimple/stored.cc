/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The percpu authors */

/* The origin of a value in memory (see origins.cc): the stores that reach a
   load are examined, up to the last one that certainly stores the value.  A
   value may be stored in parts of at least four bytes:

     union { T __percpu *percpu; uint32_t half[2]; T *plain; } u;
     u.half[0] = half_a[0];		parts of two per-CPU addresses are
     u.half[1] = half_b[1];		an address
     *u.plain = 0;

   and a store may write more than is loaded, for example a structure, or a
   vector of addresses.  */

#include "gimple/plain.h"

/* Limit for the elements of an array that are examined one by one.  */
static const HOST_WIDE_INT elements_max = 16;
/* The sizes in bytes of values that are followed.  A smaller part of an address
   is a number.  */
static const HOST_WIDE_INT part_min = 4, value_max = 64;

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

/* Return the origin of the SIZE bytes at OFFSET of SOURCE, which COPY
   reads.  */

tree
pcpu_origins::find_copied (gimple *copy, tree source, HOST_WIDE_INT offset,
			   HOST_WIDE_INT size, unsigned int depth)
{
  tree base;
  HOST_WIDE_INT start;

  pcpu_resolve (source, &base, &start);
  if (!base)
    return NULL_TREE;
  return find_stored (gimple_vuse (copy), base, start + offset, size,
		      depth + 1);
}

/* Return true if DEF, which changes memory, cannot change the SIZE bytes at
   OFFSET of BASE.  TARGET is the base of the object that it stores to, if that
   is known.  */

bool
pcpu_origins::untouched_p (gimple *def, tree target, tree base,
			   HOST_WIDE_INT offset, HOST_WIDE_INT size)
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
  ao_ref_init_from_ptr_and_size (&ref, at, size_int (size));
  ref.offset += offset * BITS_PER_UNIT;
  return !stmt_may_clobber_ref_p_1 (def, &ref, false);
}

/* DEF stores the bytes from PLACE to END of an object, and *ORIGIN is the
   origin of the value.  Set *ORIGIN to that of the SIZE bytes at OFFSET, the
   rest of which was stored earlier.  */

void
pcpu_origins::add_rest (gimple *def, tree base, HOST_WIDE_INT offset,
			HOST_WIDE_INT size, HOST_WIDE_INT place,
			HOST_WIDE_INT end, unsigned int depth, tree *origin)
{
  HOST_WIDE_INT before = place - offset, after = offset + size - end;

  if (before > 0 && *origin)
    *origin = join (*origin, find_stored (gimple_vuse (def), base, offset,
					  before, depth + 1));
  if (after > 0 && *origin)
    *origin = join (*origin, find_stored (gimple_vuse (def), base, end, after,
					  depth + 1));
}

/* CALL calls memcpy, memmove or memset.  Return true if it does not change the
   SIZE bytes at OFFSET of BASE.  Otherwise set *ORIGIN to the origin of the
   value that it stores there.  */

bool
pcpu_origins::step_over_block (gimple *call, tree base, HOST_WIDE_INT offset,
			       HOST_WIDE_INT size, unsigned int depth,
			       tree *origin)
{
  tree from = gimple_call_arg (call, 1), length = gimple_call_arg (call, 2);
  tree target = NULL_TREE, source = NULL_TREE;
  HOST_WIDE_INT place, start;

  pcpu_resolve_pointer (gimple_call_arg (call, 0), &target, &place);
  if (!same_base_p (target, base))
    return untouched_p (call, target, base, offset, size);
  if (!tree_fits_shwi_p (length))
    return false;
  HOST_WIDE_INT end = place + tree_to_shwi (length);
  if (place >= offset + size || end <= offset)
    return true;
  HOST_WIDE_INT first = MAX (place, offset), last = MIN (end, offset + size);
  if (gimple_call_builtin_p (call, BUILT_IN_MEMSET))
    *origin = TREE_CODE (from) == INTEGER_CST ? constant : NULL_TREE;
  else
    {
      pcpu_resolve_pointer (from, &source, &start);
      if (source)
	*origin = find_stored (gimple_vuse (call), source,
			       start + first - place, last - first, depth + 1);
    }
  add_rest (call, base, offset, size, first, last, depth, origin);
  return false;
}

/* Return true if DEF, which changes memory, does not change the SIZE bytes at
   OFFSET of BASE.  Otherwise set *ORIGIN to the origin of the value that it
   stores there.  */

bool
pcpu_origins::step_over (gimple *def, tree base, HOST_WIDE_INT offset,
			 HOST_WIDE_INT size, unsigned int depth, tree *origin)
{
  tree lhs = gimple_get_lhs (def), target;
  HOST_WIDE_INT place;

  *origin = NULL_TREE;
  if (pcpu_sanitizer_call_p (def))
    return true;
  if (gimple_call_builtin_p (def, BUILT_IN_MEMCPY)
      || gimple_call_builtin_p (def, BUILT_IN_MEMMOVE)
      || gimple_call_builtin_p (def, BUILT_IN_MEMSET))
    return step_over_block (def, base, offset, size, depth, origin);
  if (!lhs || TREE_CODE (lhs) == SSA_NAME)
    /* DEF is a call or an asm.  */
    return untouched_p (def, NULL_TREE, base, offset, size);
  pcpu_resolve (lhs, &target, &place);
  if (!same_base_p (target, base))
    return untouched_p (def, target, base, offset, size);
  HOST_WIDE_INT written = int_size_in_bytes (TREE_TYPE (lhs));
  HOST_WIDE_INT end = place + written;
  if (written >= 0 && (place >= offset + size || end <= offset))
    return true;
  if (written < 0 || !gimple_assign_single_p (def) || gimple_clobber_p (def)
      || (TREE_CODE (lhs) == COMPONENT_REF
	  && DECL_BIT_FIELD (TREE_OPERAND (lhs, 1))))
    return false;
  HOST_WIDE_INT first = MAX (place, offset), last = MIN (end, offset + size);
  tree rhs = gimple_assign_rhs1 (def);
  if (is_gimple_reg_type (TREE_TYPE (rhs)) && is_gimple_val (rhs))
    *origin = find_1 (rhs, depth + 1);
  else if (TREE_CODE (rhs) != CONSTRUCTOR)
    *origin = find_copied (def, rhs, first - place, last - first, depth);
  else if (CONSTRUCTOR_NELTS (rhs) == 0)
    *origin = constant;
  add_rest (def, base, offset, size, first, last, depth, origin);
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
      if (offset != 0)
	return NULL_TREE;
      return (TREE_CODE (value) == ADDR_EXPR ? find_1 (value, 0)
	      : CONSTANT_CLASS_P (value) ? constant : NULL_TREE);
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

/* Return the origin of the SIZE bytes at OFFSET of BASE in the memory that
   meets in PHI.  */

tree
pcpu_origins::find_met (gphi *phi, tree base, HOST_WIDE_INT offset,
			HOST_WIDE_INT size, unsigned int depth)
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
				 size, depth + 1);
      if (!origin)
	all = false;
      else if (!found || found == unfinished || address_p (origin))
	found = origin;
    }
  use = last;
  if (all || !address_p (found))
    return all ? found : NULL_TREE;
  mixed = true;
  return followed_by_use_p (phi) ? found : NULL_TREE;
}

/* Return true if the search has come to BYTES before.  */

bool
pcpu_origins::visited_p (const struct pcpu_bytes &bytes)
{
  for (const struct pcpu_bytes &other : visited)
    if (other.vuse == bytes.vuse && same_base_p (other.base, bytes.base)
	&& other.offset == bytes.offset && other.size == bytes.size)
      return true;
  visited.safe_push (bytes);
  return false;
}

/* Return the origin of the SIZE bytes at OFFSET of BASE (see pcpu_resolve) in
   memory state VUSE: that of the last of the stores that reach it, if each of
   them stores a per-CPU address.  */

tree
pcpu_origins::find_stored (tree vuse, tree base, HOST_WIDE_INT offset,
			   HOST_WIDE_INT size, unsigned int depth)
{
  tree origin;

  if (size < part_min)
    return NULL_TREE;
  if (constant_base_p (base))
    return find_initial (DECL_INITIAL (base), offset);
  if (depth > pcpu_follow_max || !vuse)
    return NULL_TREE;
  for (; steps > 0; steps--)
    {
      gimple *def = SSA_NAME_DEF_STMT (vuse);
      if (gimple_nop_p (def))
	return NULL_TREE;
      if (gphi *phi = dyn_cast<gphi *> (def))
	{
	  if (visited_p ({ vuse, base, offset, size }))
	    {
	      outermost = 0;
	      return unfinished;
	    }
	  if (set_behind_p (base, phi))
	    return NULL_TREE;
	  return find_met (phi, base, offset, size, depth);
	}
      if (!step_over (def, base, offset, size, depth, &origin))
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

/* Return the origin of the SIZE bytes at OFFSET of ELEMENT in memory state
   VUSE, if all elements of its array have one.  */

tree
pcpu_origins::find_in_elements (tree vuse, tree element, HOST_WIDE_INT offset,
				HOST_WIDE_INT size, unsigned int depth)
{
  tree array = TREE_OPERAND (element, 0), base, found = constant;
  tree domain = TYPE_DOMAIN (TREE_TYPE (array));
  tree last = domain ? TYPE_MAX_VALUE (domain) : NULL_TREE;
  HOST_WIDE_INT start, step = int_size_in_bytes (TREE_TYPE (element));

  pcpu_resolve (array, &base, &start);
  if (!base || !last || !tree_fits_shwi_p (last) || step <= 0
      || tree_to_shwi (last) >= elements_max)
    return NULL_TREE;
  for (HOST_WIDE_INT i = 0; i <= tree_to_shwi (last) && found; i++)
    found = join (found, find_stored (vuse, base, start + i * step + offset,
				      size, depth + 1));
  return found;
}

tree
pcpu_origins::find_loaded (gimple *load, unsigned int depth)
{
  tree ref = gimple_assign_rhs1 (load), base;
  HOST_WIDE_INT offset, size = int_size_in_bytes (TREE_TYPE (ref));

  if (size < part_min || size > value_max)
    return NULL_TREE;
  /* An object that was declared as a per-CPU pointer always holds one.  */
  tree declared = pcpu_resolve (ref, &base, &offset);
  if (size == GET_MODE_SIZE (Pmode)
      && (pcpu_pointer_type_p (TREE_TYPE (declared))
	  || (base && DECL_P (base) && offset == 0
	      && pcpu_pointer_type_p (TREE_TYPE (base)))))
    return gimple_assign_lhs (load);
  if (!base)
    return NULL_TREE;
  tree var = base_variable (base), vuse = gimple_vuse (load);
  if ((!var || !auto_var_in_fn_p (var, fun->decl)) && !union_member_p (ref))
    return NULL_TREE;
  tree origin = find_stored (vuse, base, offset, size, depth + 1);
  if (!origin && TREE_CODE (base) == ARRAY_REF)
    origin = find_in_elements (vuse, base, offset, size, depth);
  return origin;
}
