/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The percpu authors */

/* The effect of one statement on some bytes of memory.  The search in
   origins.cc uses it to examine the stores that reach a load.  */

#include "gimple/plain.h"

/* Return the variable that BASE is or is part of, or NULL_TREE if BASE is a
   pointer.  */

static tree
base_variable (tree base)
{
  return TREE_CODE (base) == ARRAY_REF ? get_base_address (base)
	 : DECL_P (base) ? base : NULL_TREE;
}

bool
pcpu_same_base_p (tree a, tree b)
{
  return a == b || (a && TREE_CODE (a) == ARRAY_REF
		    && TREE_CODE (b) == ARRAY_REF && operand_equal_p (a, b, 0));
}

bool
pcpu_constant_base_p (tree base)
{
  return (VAR_P (base) && TREE_READONLY (base) && !TREE_THIS_VOLATILE (base)
	  && TREE_STATIC (base) && DECL_INITIAL (base)
	  && TREE_CODE (DECL_INITIAL (base)) == CONSTRUCTOR);
}

/* DEF changes memory in FUN, and TARGET is the base of the object that it
   stores to, if that is known and is not the base of BYTES.  Return what it
   stores in BYTES: nothing, or an unknown value.  */

static enum pcpu_stored_kind
stored_elsewhere (function *fun, gimple *def, tree target,
		  const struct pcpu_bytes &bytes)
{
  tree var = base_variable (bytes.base);
  tree other = target ? base_variable (target) : NULL;
  bool untouched;

  if (var && other && var != other)
    untouched = true;
  else if (var && auto_var_in_fn_p (var, fun->decl))
    untouched = !other && !TREE_ADDRESSABLE (var);
  else
    {
      /* The base is static or reached by a pointer.  */
      ao_ref ref;
      tree at = var ? build_fold_addr_expr (var) : bytes.base;
      ao_ref_init_from_ptr_and_size (&ref, at, size_int (bytes.size));
      ref.offset += bytes.offset * BITS_PER_UNIT;
      untouched = !stmt_may_clobber_ref_p_1 (def, &ref, false);
    }
  return untouched ? PCPU_STORED_NOTHING : PCPU_STORED_UNKNOWN;
}

/* A statement stores the bytes from PLACE to before END.  Set the part of S to
   those of them that are in BYTES.  If there are none, set the kind of S to
   PCPU_STORED_NOTHING and return false.  */

static bool
set_part (const struct pcpu_bytes &bytes, HOST_WIDE_INT place,
	  HOST_WIDE_INT end, struct pcpu_stored *s)
{
  s->begin = MAX (place, bytes.offset);
  s->end = MIN (end, bytes.offset + bytes.size);
  if (s->begin < s->end)
    return true;
  s->kind = PCPU_STORED_NOTHING;
  return false;
}

/* Set S to a copy, made by COPY, of the bytes at START of SOURCE to PLACE, or
   to an unknown value if there is no SOURCE.  */

static void
set_copy (gimple *copy, tree source, HOST_WIDE_INT start, HOST_WIDE_INT place,
	  struct pcpu_stored *s)
{
  if (!source)
    return;
  s->kind = PCPU_STORED_COPY;
  s->from = { gimple_vuse (copy), source, start + s->begin - place,
	      s->end - s->begin };
}

/* Set S to what CALL, a call of memcpy, memmove or memset in FUN, stores in
   BYTES.  */

static void
describe_block (function *fun, gimple *call, const struct pcpu_bytes &bytes,
		struct pcpu_stored *s)
{
  tree from = gimple_call_arg (call, 1), length = gimple_call_arg (call, 2);
  tree target = NULL_TREE, source = NULL_TREE;
  HOST_WIDE_INT place, start = 0;

  pcpu_resolve_pointer (gimple_call_arg (call, 0), &target, &place);
  if (!pcpu_same_base_p (target, bytes.base))
    s->kind = stored_elsewhere (fun, call, target, bytes);
  else if (!tree_fits_shwi_p (length)
	   || !set_part (bytes, place, place + tree_to_shwi (length), s))
    return;
  else if (!gimple_call_builtin_p (call, BUILT_IN_MEMSET))
    {
      pcpu_resolve_pointer (from, &source, &start);
      set_copy (call, source, start, place, s);
    }
  else if (TREE_CODE (from) == INTEGER_CST)
    s->kind = PCPU_STORED_CONSTANT;
}

/* Set S to what the statement DEF in FUN, which assigns to LHS in memory,
   stores in BYTES.  */

static void
describe_assignment (function *fun, gimple *def, tree lhs,
		     const struct pcpu_bytes &bytes, struct pcpu_stored *s)
{
  tree target, source;
  HOST_WIDE_INT place, start;
  HOST_WIDE_INT written = int_size_in_bytes (TREE_TYPE (lhs));

  pcpu_resolve (lhs, &target, &place);
  if (!pcpu_same_base_p (target, bytes.base))
    {
      s->kind = stored_elsewhere (fun, def, target, bytes);
      return;
    }
  if (written < 0 || !set_part (bytes, place, place + written, s)
      || !gimple_assign_single_p (def) || gimple_clobber_p (def)
      || (TREE_CODE (lhs) == COMPONENT_REF
	  && DECL_BIT_FIELD (TREE_OPERAND (lhs, 1))))
    return;
  tree rhs = gimple_assign_rhs1 (def);
  if (is_gimple_reg_type (TREE_TYPE (rhs)) && is_gimple_val (rhs))
    {
      s->kind = PCPU_STORED_VALUE;
      s->value = rhs;
    }
  else if (TREE_CODE (rhs) != CONSTRUCTOR)
    {
      pcpu_resolve (rhs, &source, &start);
      set_copy (def, source, start, place, s);
    }
  else if (CONSTRUCTOR_NELTS (rhs) == 0)
    s->kind = PCPU_STORED_CONSTANT;
}

struct pcpu_stored
pcpu_stored_by (function *fun, gimple *def, const struct pcpu_bytes &bytes)
{
  struct pcpu_stored s = {};
  tree lhs = gimple_get_lhs (def);

  s.kind = PCPU_STORED_UNKNOWN;
  if (pcpu_sanitizer_call_p (def))
    s.kind = PCPU_STORED_NOTHING;
  else if (gimple_call_builtin_p (def, BUILT_IN_MEMCPY)
	   || gimple_call_builtin_p (def, BUILT_IN_MEMMOVE)
	   || gimple_call_builtin_p (def, BUILT_IN_MEMSET))
    describe_block (fun, def, bytes, &s);
  else if (!lhs || TREE_CODE (lhs) == SSA_NAME)
    /* DEF is a call or an asm.  */
    s.kind = stored_elsewhere (fun, def, NULL_TREE, bytes);
  else
    describe_assignment (fun, def, lhs, bytes, &s);
  return s;
}

tree
pcpu_initial_value (tree value, HOST_WIDE_INT offset)
{
  if (TREE_CODE (value) != CONSTRUCTOR)
    {
      while (CONVERT_EXPR_P (value)
	     || TREE_CODE (value) == ADDR_SPACE_CONVERT_EXPR
	     || TREE_CODE (value) == POINTER_PLUS_EXPR)
	value = TREE_OPERAND (value, 0);
      return (offset == 0
	      && (TREE_CODE (value) == ADDR_EXPR || CONSTANT_CLASS_P (value))
	      ? value : NULL_TREE);
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
	return pcpu_initial_value (part, offset - start);
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

bool
pcpu_followed_load_p (function *fun, tree ref, tree base)
{
  tree var = base_variable (base);

  return (var && auto_var_in_fn_p (var, fun->decl)) || union_member_p (ref);
}
