/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The percpu authors */

/* Types and declarations: which of them are per-CPU.

   A per-CPU object has a type in the plugin's own address space (space.cc).
   This file creates and recognises such types.  */

#include "lang/lang.h"
#include "targets/target.h"

bool
pcpu_type_p (const_tree type)
{
  while (TREE_CODE (type) == ARRAY_TYPE)
    type = TREE_TYPE (type);
  return TYPE_ADDR_SPACE (type) == PCPU_ADDR_SPACE;
}

bool
pcpu_pointer_type_p (const_tree type)
{
  return POINTER_TYPE_P (type) && pcpu_type_p (TREE_TYPE (type));
}

bool
pcpu_variable_p (const_tree decl)
{
  return (VAR_P (decl)
	  && (TREE_STATIC (decl) || DECL_EXTERNAL (decl))
	  && lookup_attribute ("percpu", DECL_ATTRIBUTES (decl)) != NULL_TREE);
}

tree
pcpu_address_variable (tree address)
{
  tree base = get_base_address (TREE_OPERAND (address, 0));
  return base && VAR_P (base) && pcpu_variable_p (base) ? base : NULL_TREE;
}

bool
pcpu_reference_p (tree ref)
{
  while (handled_component_p (ref) || TREE_CODE (ref) == NON_LVALUE_EXPR)
    ref = TREE_OPERAND (ref, 0);
  switch (TREE_CODE (ref))
    {
    case VAR_DECL:
      return pcpu_variable_p (ref);
    case INDIRECT_REF:
    case MEM_REF:
    case TARGET_MEM_REF:
      {
	tree pointer = TREE_OPERAND (ref, 0);
	if (pcpu_pointer_type_p (TREE_TYPE (pointer)))
	  return true;
	if (TREE_CODE (ref) != TARGET_MEM_REF
	    && TREE_CODE (pointer) == ADDR_EXPR)
	  return pcpu_reference_p (TREE_OPERAND (pointer, 0));
	return false;
      }
    default:
      return false;
    }
}

tree
pcpu_type_in_space (tree type, addr_space_t as)
{
  if (type == error_mark_node)
    return type;
  if (TREE_CODE (type) != ARRAY_TYPE)
    return build_qualified_type (type,
				 (CLEAR_QUAL_ADDR_SPACE (TYPE_QUALS (type))
				  | ENCODE_QUAL_ADDR_SPACE (as)));

  /* An array type must be in the address space of its elements.  The front end
     does not ensure this for members of structures.  */
  tree element = pcpu_type_in_space (TREE_TYPE (type), as);
  if (element == TREE_TYPE (type) && TYPE_ADDR_SPACE (type) == as)
    return type;
  /* The front end ignores qualifiers of elements by comparing the main
     variants.  */
  if (as == PCPU_ADDR_SPACE && TYPE_MAIN_VARIANT (type) != type
      && pcpu_c_front_end_p ())
    return (c_build_qualified_type
	    (pcpu_type_in_space (TYPE_MAIN_VARIANT (type), as),
	     TYPE_QUALS (strip_array_types (element))));
  tree array = build_array_type (element, TYPE_DOMAIN (type),
				 TYPE_TYPELESS_STORAGE (type));
  if (COMPLETE_TYPE_P (type) && !COMPLETE_TYPE_P (array))
    {
      /* The front end's arrays of length 0 have a size but no upper bound,
	 like arrays of unknown length.  */
      array = build_distinct_type_copy (array);
      TYPE_SIZE (array) = TYPE_SIZE (type);
      TYPE_SIZE_UNIT (array) = TYPE_SIZE_UNIT (type);
      SET_TYPE_STRUCTURAL_EQUALITY (array);
    }
  if (TYPE_USER_ALIGN (type) && TYPE_ALIGN (type) != TYPE_ALIGN (array))
    array = build_aligned_type (array, TYPE_ALIGN (type));
  return array;
}

tree
pcpu_value_type (tree type)
{
  return (pcpu_type_p (type)
	  ? pcpu_type_in_space (type, ADDR_SPACE_GENERIC) : type);
}

tree
pcpu_retype_part (tree argument)
{
  tree type = TREE_TYPE (argument);

  if (!POINTER_TYPE_P (type) || pcpu_pointer_type_p (type))
    return argument;
  if (TREE_CODE (argument) == ADDR_EXPR)
    {
      tree part = TREE_OPERAND (argument, 0);
      if (!handled_component_p (part) || !pcpu_reference_p (part))
	return argument;
      type = build_pointer_type (pcpu_type_in_space (TREE_TYPE (type),
						     PCPU_ADDR_SPACE));
      tree address = build1_loc (EXPR_LOCATION (argument), ADDR_EXPR, type,
				 part);
      recompute_tree_invariant_for_addr_expr (address);
      return address;
    }
  int from, n;
  switch (TREE_CODE (argument))
    {
    case NON_LVALUE_EXPR:
    case POINTER_PLUS_EXPR:
      from = 0, n = 1;
      break;
    case COMPOUND_EXPR:
      from = 1, n = 2;
      break;
    case COND_EXPR:
      from = 1, n = 3;
      break;
    default:
      return argument;
    }
  tree copy = copy_node (argument);
  for (int i = from; i < n; i++)
    {
      TREE_OPERAND (copy, i) = pcpu_retype_part (TREE_OPERAND (argument, i));
      if (!pcpu_pointer_type_p (TREE_TYPE (TREE_OPERAND (copy, i))))
	return argument;
      TREE_TYPE (copy) = TREE_TYPE (TREE_OPERAND (copy, i));
    }
  return copy;
}

/* Return the alignment of REF in bits, for any array index: at least the value
   that follows from the alignment of the whole object and the offset in it.
   get_object_alignment does not handle an index that is a condition.  */

static unsigned int
alignment_of (tree ref)
{
  unsigned HOST_WIDE_INT place = 0;

  switch (TREE_CODE (ref))
    {
    case ARRAY_REF:
    case ARRAY_RANGE_REF:
      {
	tree size = array_ref_element_size (ref);
	if (!tree_fits_uhwi_p (size))
	  return get_object_alignment (ref);
	place = tree_to_uhwi (size);
	tree low = array_ref_low_bound (ref);
	if (!integer_zerop (low))
	  return get_object_alignment (ref);
	break;
      }
    case COMPONENT_REF:
      {
	tree field = TREE_OPERAND (ref, 1);
	if (!tree_fits_uhwi_p (byte_position (field)))
	  return get_object_alignment (ref);
	place = tree_to_uhwi (byte_position (field));
	break;
      }
    case IMAGPART_EXPR:
      place = int_size_in_bytes (TREE_TYPE (ref));
      break;
    case REALPART_EXPR:
    case VIEW_CONVERT_EXPR:
      break;
    default:
      return get_object_alignment (ref);
    }

  unsigned int whole = alignment_of (TREE_OPERAND (ref, 0));
  if (place == 0)
    return whole;
  return MIN ((unsigned HOST_WIDE_INT) whole,
	      least_bit_hwi (place) * BITS_PER_UNIT);
}

bool
pcpu_partial_p (const_tree type)
{
  return (PCPU_BITINT_P (type)
	  && TYPE_PRECISION (type) != int_size_in_bytes (type) * BITS_PER_UNIT);
}

unsigned int
pcpu_operand_size (tree ref)
{
  tree type = TREE_TYPE (ref);
  HOST_WIDE_INT size = int_size_in_bytes (type);

  if (size != 1 && size != 2 && size != 4 && size != 8)
    return 0;
  if (INTEGRAL_TYPE_P (type)
      && TREE_CODE (type) != BOOLEAN_TYPE
      && !PCPU_BITINT_P (type)
      && TYPE_PRECISION (type) != size * BITS_PER_UNIT)
    return 0;
  if (TREE_CODE (ref) == COMPONENT_REF
      && DECL_BIT_FIELD (TREE_OPERAND (ref, 1)))
    return 0;
  if (size > 1
      && handled_component_p (ref)
      && reverse_storage_order_for_component_p (ref))
    return 0;
  if (pcpu_target.aligned_p
      && MAX (alignment_of (ref), get_object_alignment (ref))
	 < size * BITS_PER_UNIT)
    return 0;
  return size;
}

addr_space_t
pcpu_native_space (void)
{
  return (pcpu_options.model == PCPU_MODEL_SINGLE
	  ? ADDR_SPACE_GENERIC : pcpu_options.base->space);
}
