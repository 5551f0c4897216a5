/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The percpu authors */

/* The origin of a value: the per-CPU variable whose address it is, or the value
   that is known to be a per-CPU address.  The rules are in plain.cc.

   For a value in memory, the stores that reach the load are examined, up to the
   last one that certainly stores the value.  A value may be stored in parts of
   at least half an address:

     union { T __percpu *percpu; uint32_t half[2]; T *plain; } u;
     u.half[0] = half_a[0];		parts of two per-CPU addresses are
     u.half[1] = half_b[1];		an address
     *u.plain = 0;

   and a store may write more than is loaded, for example a structure, or a
   vector of addresses.  */

#include "gimple/plain.h"
#include "lang/numbers.h"
#include "targets/target.h"

/* The limit for one search.  Errors beyond it are not reported.  */
static const unsigned int steps_max = 2000;
/* After the optimisers, the sum of a per-CPU address and a larger constant may
   be an address in an area that the program has laid out itself.  */
static const HOST_WIDE_INT object_size_max = 4096;
/* Limit for the elements of an array that are examined one by one.  */
static const HOST_WIDE_INT elements_max = 16;
/* The sizes in bytes of values that are followed.  A smaller part of an address
   is a number.  */
static const HOST_WIDE_INT value_max = 64;
#define PART_MIN (GET_MODE_SIZE (Pmode) / 2)

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

/* Return true if the search has found a per-CPU address: ORIGIN.  */

bool
pcpu_origins::address_p (tree origin)
{
  return origin && origin != unfinished && origin != constant;
}

/* Return the origin of a value that consists of parts with the origins A
   and B.  */

tree
pcpu_origins::join (tree a, tree b)
{
  if (!a || !b)
    return NULL_TREE;
  if (address_p (a) || b == unfinished)
    return a;
  return address_p (b) || a == unfinished ? b : a;
}

/* One of the values, or memory states, that meet in a PHI node has ORIGIN.
   *FOUND is the origin of those before it: update it.  Return false if there is
   no ORIGIN.  */

bool
pcpu_origins::meet (tree origin, tree *found)
{
  if (origin && (!*found || *found == unfinished || address_p (origin)))
    *found = origin;
  return origin != NULL_TREE;
}

/* Return true if the constant B, which is added to the address of ORIGIN, may
   be the displacement of an area that the program has laid out itself.  */

bool
pcpu_origins::displacement_p (tree origin, tree b)
{
  HOST_WIDE_INT size = object_size_max;

  if (early || !address_p (origin) || TREE_CODE (b) != INTEGER_CST)
    return false;
  if (DECL_P (origin) && pcpu_variable_p (origin))
    size = (tree_fits_shwi_p (DECL_SIZE_UNIT (origin))
	    ? tree_to_shwi (DECL_SIZE_UNIT (origin)) : 0);
  return wi::gtu_p (wi::abs (wi::to_wide (b)), size);
}

/* Return the origin of the result of operation CODE with the operands A
   and B.  */

tree
pcpu_origins::find_operation (enum tree_code code, tree a, tree b,
			      unsigned int depth)
{
  /* The sum of the bias and the address of a variable is a per-CPU address.  */
  for (tree bias : { a, b })
    if (TREE_CODE (bias) == SSA_NAME
	&& gimple_assign_load_p (SSA_NAME_DEF_STMT (bias))
	&& pcpu_bias_p (gimple_assign_rhs1 (SSA_NAME_DEF_STMT (bias))))
      return find_1 (bias == a ? b : a, depth + 1);

  if (pcpu_small_result_p (code, b))
    return NULL_TREE;
  tree first = find_1 (a, depth + 1);
  tree second = first ? find_1 (b, depth + 1) : NULL_TREE;
  if (!second)
    return NULL_TREE;
  switch (code)
    {
    case PLUS_EXPR:
    case BIT_IOR_EXPR:
    case MIN_EXPR:
    case MAX_EXPR:
      /* Two parts of an address are an address again.  */
      break;
    case MINUS_EXPR:
    case MULT_EXPR:
    case BIT_AND_EXPR:
    case BIT_XOR_EXPR:
      if (second != constant && first != constant)
	return NULL_TREE;
      break;
    default:
      /* Shifts, quotients.  */
      if (second != constant)
	return NULL_TREE;
      break;
    }
  tree origin = join (first, second);
  return displacement_p (origin, b) ? NULL_TREE : origin;
}

/* Return the origin of the pointer sum that DEF computes.  */

tree
pcpu_origins::find_pointer_sum (gassign *def, unsigned int depth)
{
  tree displacement = gimple_assign_rhs2 (def);
  tree origin = find_1 (gimple_assign_rhs1 (def), depth + 1);

  /* A constant as a pointer: what is added to it is the address.  */
  if (origin == constant)
    return find_1 (displacement, depth + 1);
  return displacement_p (origin, displacement) ? NULL_TREE : origin;
}

/* Return the origin of the elements of the vector CONSTRUCTOR, if all have
   one.  */

tree
pcpu_origins::find_elements (tree constructor, unsigned int depth)
{
  tree element, origin = constant;
  unsigned int i;

  FOR_EACH_CONSTRUCTOR_VALUE (CONSTRUCTOR_ELTS (constructor), i, element)
    origin = join (origin, is_gimple_val (element)
			   ? find_1 (element, depth + 1) : NULL_TREE);
  return origin;
}

/* Return the origin of the part of a vector or a complex number that DEF
   reads.  */

tree
pcpu_origins::find_part (gassign *def, unsigned int depth)
{
  tree rhs = gimple_assign_rhs1 (def), whole = TREE_OPERAND (rhs, 0);
  gimple *from = SSA_NAME_DEF_STMT (whole);

  if (TREE_CODE (rhs) == BIT_FIELD_REF)
    {
      HOST_WIDE_INT size = int_size_in_bytes (TREE_TYPE (rhs));
      tree element;
      if (is_gimple_assign (from)
	  && gimple_assign_rhs_code (from) == CONSTRUCTOR
	  && VECTOR_TYPE_P (TREE_TYPE (whole))
	  && int_size_in_bytes (TREE_TYPE (TREE_TYPE (whole))) == size)
	{
	  vec<constructor_elt, va_gc> *elements
	    = CONSTRUCTOR_ELTS (gimple_assign_rhs1 (from));
	  unsigned HOST_WIDE_INT n
	    = tree_to_uhwi (TREE_OPERAND (rhs, 2)) / (size * BITS_PER_UNIT);
	  if (n < vec_safe_length (elements)
	      && is_gimple_val (element = (*elements)[n].value)
	      && TYPE_MODE (TREE_TYPE (element)) == TYPE_MODE (TREE_TYPE (rhs)))
	    return find_1 (element, depth + 1);
	}
      return find_1 (whole, depth + 1);
    }
  bool real = TREE_CODE (rhs) == REALPART_EXPR;
  if (is_gimple_assign (from) && gimple_assign_rhs_code (from) == COMPLEX_EXPR)
    return find_1 (real ? gimple_assign_rhs1 (from)
			: gimple_assign_rhs2 (from), depth + 1);
  /* The result of an overflow built-in.  */
  return real && is_gimple_call (from) ? find_1 (whole, depth + 1) : NULL_TREE;
}

/* Only some of the values, or memory states, that meet in PHI have an origin.
   Return true if the use always follows PHI (see plain.cc).  */

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

/* Return the origin of BYTES after a statement that stores S in them.  The
   memory state of BYTES is the one before it, which has the rest of them.  */

tree
pcpu_origins::find_changed (const struct pcpu_stored &s,
			    const struct pcpu_bytes &bytes, unsigned int depth)
{
  HOST_WIDE_INT bytes_end = bytes.offset + bytes.size;
  tree origin
    = (s.kind == PCPU_STORED_CONSTANT ? constant
       : s.kind == PCPU_STORED_VALUE ? find_1 (s.value, depth + 1)
       : s.kind == PCPU_STORED_COPY ? find_stored (s.from, depth + 1)
       : NULL_TREE);

  if (origin && s.begin > bytes.offset)
    origin = join (origin, find_stored ({ bytes.vuse, bytes.base, bytes.offset,
					  s.begin - bytes.offset },
					depth + 1));
  if (origin && s.end < bytes_end)
    origin = join (origin, find_stored ({ bytes.vuse, bytes.base, s.end,
					  bytes_end - s.end },
					depth + 1));
  return origin;
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

/* Return the origin of BYTES in the memory states that meet in PHI.  */

tree
pcpu_origins::find_met (gphi *phi, struct pcpu_bytes bytes, unsigned int depth)
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
      bytes.vuse = gimple_phi_arg_def (phi, i);
      all &= meet (find_stored (bytes, depth + 1), &found);
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
    if (other.vuse == bytes.vuse && pcpu_same_base_p (other.base, bytes.base)
	&& other.offset == bytes.offset && other.size == bytes.size)
      return true;
  visited.safe_push (bytes);
  return false;
}

/* Return true if an object of TYPE has a per-CPU pointer at OFFSET.  What a
   union contains depends on the last store.  */

static bool
declared_at_p (const_tree type, HOST_WIDE_INT offset)
{
  HOST_WIDE_INT size;

  while (TREE_CODE (type) == ARRAY_TYPE || TREE_CODE (type) == RECORD_TYPE)
    if (TREE_CODE (type) == ARRAY_TYPE)
      {
	type = TREE_TYPE (type);
	size = int_size_in_bytes (type);
	if (size <= 0 || offset < 0)
	  return false;
	offset %= size;
      }
    else
      {
	tree field = TYPE_FIELDS (type);
	for (; field; field = DECL_CHAIN (field))
	  if (TREE_CODE (field) == FIELD_DECL && !DECL_BIT_FIELD (field)
	      && tree_fits_shwi_p (byte_position (field))
	      && offset >= int_byte_position (field)
	      && offset < (int_byte_position (field)
			   + int_size_in_bytes (TREE_TYPE (field))))
	    break;
	if (!field)
	  return false;
	offset -= int_byte_position (field);
	type = TREE_TYPE (field);
      }
  return offset == 0 && pcpu_pointer_type_p (type);
}

/* Return true if the SIZE bytes at OFFSET of BASE are an object that was
   declared as a per-CPU pointer, and so always holds one.  */

static bool
declared_pointer_p (const_tree base, HOST_WIDE_INT offset, HOST_WIDE_INT size)
{
  const_tree type = TREE_TYPE (base);

  if (TREE_CODE (base) == SSA_NAME)
    type = TREE_TYPE (type);
  return size == GET_MODE_SIZE (Pmode) && declared_at_p (type, offset);
}

/* Return true if REF is a load that a call of memcpy was replaced by.  */

static bool
block_load_p (const_tree ref)
{
  return (TREE_CODE (ref) == MEM_REF
	  && TYPE_REF_CAN_ALIAS_ALL (TREE_TYPE (TREE_OPERAND (ref, 1))));
}

/* Return the origin of BYTES: that of the last of the stores that reach them,
   if each of them stores a per-CPU address.  */

tree
pcpu_origins::find_stored (struct pcpu_bytes bytes, unsigned int depth)
{
  if (bytes.size < PART_MIN)
    return NULL_TREE;
  if (declared_pointer_p (bytes.base, bytes.offset, bytes.size))
    return bytes.base;
  if (pcpu_constant_base_p (bytes.base))
    {
      tree value = pcpu_initial_value (DECL_INITIAL (bytes.base), bytes.offset);
      return value ? find_1 (value, 0) : NULL_TREE;
    }
  if (depth > pcpu_follow_max || !bytes.vuse)
    return NULL_TREE;
  for (; steps > 0; steps--)
    {
      gimple *def = SSA_NAME_DEF_STMT (bytes.vuse);
      if (gimple_nop_p (def))
	return NULL_TREE;
      if (gphi *phi = dyn_cast<gphi *> (def))
	{
	  if (visited_p (bytes))
	    {
	      outermost = 0;
	      return unfinished;
	    }
	  if (set_behind_p (bytes.base, phi))
	    return NULL_TREE;
	  return find_met (phi, bytes, depth);
	}
      struct pcpu_stored s = pcpu_stored_by (fun, def, bytes);
      bytes.vuse = gimple_vuse (def);
      if (s.kind != PCPU_STORED_NOTHING)
	return find_changed (s, bytes, depth);
    }
  return NULL_TREE;
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
    found = join (found, find_stored ({ vuse, base, start + i * step + offset,
					size }, depth + 1));
  return found;
}

/* Return the origin of the value that LOAD reads from memory.  */

tree
pcpu_origins::find_loaded (gimple *load, unsigned int depth)
{
  tree ref = gimple_assign_rhs1 (load), base;
  HOST_WIDE_INT offset, size = int_size_in_bytes (TREE_TYPE (ref));

  if (size < PART_MIN || size > value_max)
    return NULL_TREE;
  tree declared = pcpu_resolve (ref, &base, &offset);
  if ((size == GET_MODE_SIZE (Pmode)
       && pcpu_pointer_type_p (TREE_TYPE (declared)))
      || (base && (TREE_CODE (base) != SSA_NAME || block_load_p (ref))
	  && declared_pointer_p (base, offset, size)))
    return gimple_assign_lhs (load);
  if (!base || !pcpu_followed_load_p (fun, ref, base))
    return NULL_TREE;
  tree vuse = gimple_vuse (load);
  tree origin = find_stored ({ vuse, base, offset, size }, depth + 1);
  if (!origin && TREE_CODE (base) == ARRAY_REF)
    origin = find_in_elements (vuse, base, offset, size, depth);
  return origin;
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
      return find_1 (rhs, depth + 1);
    case POINTER_PLUS_EXPR:
      return find_pointer_sum (def, depth);
    case VIEW_CONVERT_EXPR:
      if (is_gimple_val (TREE_OPERAND (rhs, 0)))
	return find_1 (TREE_OPERAND (rhs, 0), depth + 1);
      break;
    case REALPART_EXPR:
    case IMAGPART_EXPR:
    case BIT_FIELD_REF:
      if (TREE_CODE (TREE_OPERAND (rhs, 0)) == SSA_NAME)
	return find_part (def, depth);
      break;
    case CONSTRUCTOR:
      return (VECTOR_TYPE_P (TREE_TYPE (rhs)) ? find_elements (rhs, depth)
	      : NULL_TREE);
    case COND_EXPR:
      return join (find_1 (gimple_assign_rhs2 (def), depth + 1),
		   find_1 (gimple_assign_rhs3 (def), depth + 1));
    default:
      if (CONSTANT_CLASS_P (rhs) || TREE_CODE_CLASS (code) == tcc_unary)
	return find_1 (rhs, depth + 1);
      if (TREE_CODE_CLASS (code) == tcc_binary && code != COMPLEX_EXPR
	  && code != POINTER_DIFF_EXPR)
	return find_operation (code, rhs, gimple_assign_rhs2 (def), depth);
      break;
    }
  return gimple_assign_load_p (def) ? find_loaded (def, depth) : NULL_TREE;
}

/* Return the origin of the result of CALL, if it is a function of the compiler
   that only computes.  */

tree
pcpu_origins::find_computed (gcall *call, unsigned int depth)
{
  enum tree_code code;

  switch (gimple_call_combined_fn (call))
    {
    case CFN_BUILT_IN_BSWAP32:
    case CFN_BUILT_IN_BSWAP64:
    case CFN_BUILT_IN_EXPECT:
    case CFN_BUILT_IN_EXPECT_WITH_PROBABILITY:
    case CFN_BUILT_IN_ASSUME_ALIGNED:
      return find_1 (gimple_call_arg (call, 0), depth + 1);
    case CFN_ADD_OVERFLOW:
    case CFN_UBSAN_CHECK_ADD:
      code = PLUS_EXPR;
      break;
    case CFN_SUB_OVERFLOW:
    case CFN_UBSAN_CHECK_SUB:
      code = MINUS_EXPR;
      break;
    case CFN_MUL_OVERFLOW:
    case CFN_UBSAN_CHECK_MUL:
      code = MULT_EXPR;
      break;
    default:
      return NULL_TREE;
    }
  return find_operation (code, gimple_call_arg (call, 0),
			 gimple_call_arg (call, 1), depth);
}

tree
pcpu_origins::find_phi (gphi *phi, unsigned int depth)
{
  tree result = gimple_phi_result (phi), found = NULL_TREE;
  bool pointer = early && POINTER_TYPE_P (TREE_TYPE (result));
  bool all = true;

  if (virtual_operand_p (result))
    return NULL_TREE;
  basic_block last = use;
  if (!pointer)
    use = NULL;
  for (unsigned int i = 0; i < gimple_phi_num_args (phi); i++)
    all &= meet (find_1 (gimple_phi_arg_def (phi, i), depth + 1), &found);
  use = last;
  if (all || !address_p (found))
    return all ? found : NULL_TREE;
  if (pointer)
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
    return constant;
  if (TREE_CODE (value) != SSA_NAME
      || pcpu_narrow_type_p (TREE_TYPE (value))
      || depth > pcpu_follow_max || steps == 0)
    return NULL_TREE;
  steps--;
  hash_map<tree, pcpu_found> &known = use ? known_to_use : known_to_all;
  if (pcpu_found *before = known.get (value))
    {
      if (before->origin == unfinished)
	outermost = MIN (outermost, before->depth);
      mixed |= before->mixed;
      return before->origin;
    }
  if (translated_p (value))
    return NULL_TREE;

  bool others_mixed = mixed;
  unsigned int others_outermost = outermost;
  mixed = false;
  outermost = -1U;
  known.put (value, { unfinished, depth, false });
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
  /* A number that is computed in a loop is not constant.  */
  if (origin == constant && outermost == depth)
    origin = NULL_TREE;
  /* A result that depends on a value that is still examined is not final.  */
  if (origin == unfinished || outermost < depth)
    known.remove (value);
  else
    known.put (value, { origin, depth, !origin && mixed });
  mixed |= others_mixed;
  outermost = MIN (outermost < depth ? outermost : -1U, others_outermost);
  return origin;
}

tree
pcpu_origins::find (tree value, basic_block bb)
{
  visited.truncate (0);
  steps = steps_max;
  mixed = false;
  outermost = -1U;
  tree origin = find_1 (value, 0);
  if (!address_p (origin) && early && mixed)
    {
      if (!dom_info_available_p (CDI_POST_DOMINATORS))
	{
	  calculate_dominance_info (CDI_POST_DOMINATORS);
	  mark_dfs_back_edges ();
	}
      visited.truncate (0);
      steps = steps_max;
      outermost = -1U;
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
