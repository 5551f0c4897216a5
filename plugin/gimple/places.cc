/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The percpu authors */

/* The target of a reference: the object in memory, and the offset in it.  */

#include "gimple/plain.h"

/* Return the outermost element in REF of a local array, if its index is not
   constant, and set *OFFSET to the offset of REF in it.  Otherwise return
   NULL_TREE.  */

static tree
variable_element (tree ref, HOST_WIDE_INT *offset)
{
  *offset = 0;
  for (; handled_component_p (ref); ref = TREE_OPERAND (ref, 0))
    if (TREE_CODE (ref) == COMPONENT_REF
	&& !DECL_BIT_FIELD (TREE_OPERAND (ref, 1))
	&& tree_fits_shwi_p (byte_position (TREE_OPERAND (ref, 1))))
      *offset += int_byte_position (TREE_OPERAND (ref, 1));
    else if (TREE_CODE (ref) == ARRAY_REF
	     && TREE_CODE (TREE_OPERAND (ref, 1)) == SSA_NAME)
      break;
    else if (TREE_CODE (ref) == ARRAY_REF
	     && tree_fits_shwi_p (TREE_OPERAND (ref, 1))
	     && integer_zerop (array_ref_low_bound (ref))
	     && int_size_in_bytes (TREE_TYPE (ref)) > 0)
      *offset += (tree_to_shwi (TREE_OPERAND (ref, 1))
		  * int_size_in_bytes (TREE_TYPE (ref)));
    else
      return NULL_TREE;
  tree base = TREE_CODE (ref) == ARRAY_REF ? get_base_address (ref) : NULL_TREE;
  return (base && DECL_P (base)
	  && auto_var_in_fn_p (base, current_function_decl)
	  ? ref : NULL_TREE);
}

tree
pcpu_resolve_pointer (tree pointer, tree *base, HOST_WIDE_INT *offset)
{
  HOST_WIDE_INT sum = 0;

  for (unsigned int i = 0; i < pcpu_follow_max; i++)
    {
      if (TREE_CODE (pointer) == ADDR_EXPR)
	{
	  tree ref = pcpu_resolve (TREE_OPERAND (pointer, 0), base, offset);
	  *offset += sum;
	  return ref;
	}
      gassign *def = (TREE_CODE (pointer) == SSA_NAME
		      ? dyn_cast<gassign *> (SSA_NAME_DEF_STMT (pointer))
		      : NULL);
      enum tree_code code = def ? gimple_assign_rhs_code (def) : ERROR_MARK;
      if (code == POINTER_PLUS_EXPR
	  && tree_fits_shwi_p (gimple_assign_rhs2 (def)))
	sum += tree_to_shwi (gimple_assign_rhs2 (def));
      else if (!CONVERT_EXPR_CODE_P (code) && code != SSA_NAME
	       && code != ADDR_EXPR)
	{
	  if (TREE_CODE (pointer) == SSA_NAME
	      && POINTER_TYPE_P (TREE_TYPE (pointer)))
	    {
	      *base = pointer;
	      *offset = sum;
	    }
	  return NULL_TREE;
	}
      pointer = gimple_assign_rhs1 (def);
    }
  return NULL_TREE;
}

tree
pcpu_resolve (tree ref, tree *base, HOST_WIDE_INT *offset)
{
  poly_int64 place;
  HOST_WIDE_INT at;

  *base = NULL_TREE;
  *offset = 0;
  tree object = get_addr_base_and_unit_offset (ref, &place);
  if (!object)
    {
      *base = variable_element (ref, offset);
      return ref;
    }
  if (!place.is_constant (&at))
    return ref;
  if (DECL_P (object))
    {
      *base = object;
      *offset = at;
      return ref;
    }
  if (TREE_CODE (object) != MEM_REF
      || !tree_fits_shwi_p (TREE_OPERAND (object, 1)))
    return ref;
  at += tree_to_shwi (TREE_OPERAND (object, 1));
  tree declared = pcpu_resolve_pointer (TREE_OPERAND (object, 0), base, offset);
  *offset += at;
  return declared && at == 0 && object == ref ? declared : ref;
}
