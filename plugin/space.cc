/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The percpu authors */

/* The address space: what is in it, and what the rest of GCC learns of it.

   A per-CPU object has a type in an address space of the plugin's own, so
   the C front end's rules for named address spaces refuse most misuse
   without our help: a plain pointer does not convert, redeclarations must
   agree, autos and parameters can't have the qualifier.

     int __percpu *p;		the front end has done all when it asks us

   The space lives as long as source forms matter.  When all functions are
   lowered, the variables move to the space in which the back end finds this
   CPU's instance.  */

#include "plugin.h"
#include "targets/target.h"

/* The hooks of the back end that ours stand in front of.  */
static struct gcc_target original;

/* The identifier of the qualifier, NULL_TREE before it is one.  It holds the
   flag that tells whether the unit has anything per-CPU, because it survives
   garbage collection and is in precompiled headers.  */

static const int keyword_rid = RID_FIRST_ADDR_SPACE + PCPU_ADDR_SPACE;

static tree
keyword (void)
{
  return (pcpu_c_front_end_p () && ridpointers
	  ? ridpointers[keyword_rid] : NULL_TREE);
}

void
pcpu_set_used (void)
{
  if (!keyword () || pcpu_used_p ())
    return;
  pcpu_overload_overflow (true);
  TREE_LANG_FLAG_6 (keyword ()) = 1;
  pcpu_prepare_arrays ();
}

bool
pcpu_used_p (void)
{
  return keyword () && TREE_LANG_FLAG_6 (keyword ());
}

/* Types and declarations.  */

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
    return build_qualified_type (type, (CLEAR_QUAL_ADDR_SPACE (TYPE_QUALS (type))
					| ENCODE_QUAL_ADDR_SPACE (as)));

  /* An array is where its elements are, and should say so itself too, which
     the front end forgets for the member of a structure.  */
  tree element = pcpu_type_in_space (TREE_TYPE (type), as);
  if (element == TREE_TYPE (type) && TYPE_ADDR_SPACE (type) == as)
    return type;
  /* The front end ignores qualifiers of elements by looking at the main
     variant.  */
  if (as == PCPU_ADDR_SPACE && TYPE_MAIN_VARIANT (type) != type
      && pcpu_c_front_end_p ())
    return (c_build_qualified_type
	    (pcpu_type_in_space (TYPE_MAIN_VARIANT (type), as),
	     TYPE_QUALS (strip_array_types (element))));
  tree array = build_array_type (element, TYPE_DOMAIN (type),
				 TYPE_TYPELESS_STORAGE (type));
  if (COMPLETE_TYPE_P (type) && !COMPLETE_TYPE_P (array))
    {
      /* The front end's arrays of length 0 have no upper bound, as if the
	 length were not known, but a size.  */
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

/* What REF is aligned to, in bits: at least as much as the object that it is a
   part of and the place in that tell, whatever the index of an array is.
   get_object_alignment knows nothing of an index that is a condition.  */

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

unsigned int
pcpu_operand_size (tree ref)
{
  tree type = TREE_TYPE (ref);
  HOST_WIDE_INT size = int_size_in_bytes (type);

  if (size != 1 && size != 2 && size != 4 && size != 8)
    return 0;
  if (INTEGRAL_TYPE_P (type)
      && TREE_CODE (type) != BOOLEAN_TYPE
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

/* The address space in the eyes of the compiler: pointers look like plain
   ones, nothing converts to or from it, and debug information does not
   mention it.  */

static addr_space_t
underlying (addr_space_t as)
{
  return as == PCPU_ADDR_SPACE ? ADDR_SPACE_GENERIC : as;
}

static scalar_int_mode
space_pointer_mode (addr_space_t as)
{
  return original.addr_space.pointer_mode (underlying (as));
}

static scalar_int_mode
space_address_mode (addr_space_t as)
{
  return original.addr_space.address_mode (underlying (as));
}

static bool
space_valid_pointer_mode (scalar_int_mode mode, addr_space_t as)
{
  return original.addr_space.valid_pointer_mode (mode, underlying (as));
}

static bool
space_legitimate_address_p (machine_mode mode, rtx x, bool strict,
			    addr_space_t as PCPU_CODE_HELPER_PARM)
{
  return original.addr_space.legitimate_address_p (mode, x, strict,
						   underlying (as)
						   PCPU_CODE_HELPER_ARG);
}

static rtx
space_legitimize_address (rtx x, rtx oldx, machine_mode mode, addr_space_t as)
{
  return original.addr_space.legitimize_address (x, oldx, mode,
						 underlying (as));
}

/* The front end asks this question, is told no, and reports an error in words
   that know nothing of CPUs.  Add a note about what to write instead as soon as it
   is out, at the place of the error: when the question is asked the parser is at
   the end of the statement.  */

static struct
{
  bool pending;
  bool to_plain;
  location_t loc;
  int errors;
} refused;

#if PCPU_FINALIZER
/* GCC calls this at the end of each diagnostic.  */

static diagnostic_finalizer_fn original_finalizer;

static void
finish_diagnostic (diagnostic_context *context, diagnostic_info *diagnostic,
		   diagnostic_t kind)
{
  if (refused.pending && errorcount == refused.errors + 1
      && refused.loc == UNKNOWN_LOCATION
      && diagnostic->kind == DK_ERROR)
    refused.loc = diagnostic_location (diagnostic);
  original_finalizer (context, diagnostic, kind);
}
#endif

void
pcpu_explain_refusal (void)
{
  if (!refused.pending)
    return;
  refused.pending = false;
  if (errorcount == refused.errors)
    return;
  if (refused.loc == UNKNOWN_LOCATION)
    refused.loc = input_location;
  if (refused.to_plain && pcpu_advise_call (refused.loc))
    return;
  if (refused.to_plain && pcpu_options.model == PCPU_MODEL_RSEQ)
    inform (refused.loc, "a per-CPU address is the same offset on every CPU,"
	    " not an object; use operators, %<percpu_reset%> to give a variable its"
	    " initial value, or %<percpu_borrow%> under a guard for a plain"
	    " pointer to an instance");
  else if (refused.to_plain)
    inform (refused.loc, "a per-CPU address is the same offset on every CPU,"
	    " not an object; use %<percpu_this_ptr%> or %<percpu_ptr%> for a"
	    " plain pointer to an instance");
  else
    inform (refused.loc, "only the address of a variable with attribute"
	    " %<percpu%> is a per-CPU address");
}

static bool
space_subset_p (addr_space_t subset, addr_space_t superset)
{
  if (subset == superset)
    return true;
  if (subset == PCPU_ADDR_SPACE || superset == PCPU_ADDR_SPACE)
    {
      pcpu_explain_refusal ();
      refused.pending = true;
      refused.to_plain = subset == PCPU_ADDR_SPACE;
      refused.loc = PCPU_FINALIZER ? UNKNOWN_LOCATION : input_location;
      refused.errors = errorcount;
      return false;
    }
  return original.addr_space.subset_p (subset, superset);
}

static bool
space_zero_address_valid (addr_space_t as)
{
  return (as == PCPU_ADDR_SPACE
	  || original.addr_space.zero_address_valid (as));
}

static rtx
space_convert (rtx op, tree from_type, tree to_type)
{
  if (pcpu_pointer_type_p (from_type) || pcpu_pointer_type_p (to_type))
    return op;
  return original.addr_space.convert (op, from_type, to_type);
}

static int
space_debug (addr_space_t as)
{
  return as == PCPU_ADDR_SPACE ? -1 : original.addr_space.debug (as);
}

static void
space_diagnose_usage (addr_space_t as, location_t loc)
{
  if (as == PCPU_ADDR_SPACE)
    pcpu_set_used ();
  else
    original.addr_space.diagnose_usage (as, loc);
}

addr_space_t
pcpu_native_space (void)
{
  return (pcpu_options.model == PCPU_MODEL_SINGLE
	  ? ADDR_SPACE_GENERIC : pcpu_target.space);
}

/* PLUGIN_ALL_IPA_PASSES_START: all functions are lowered, no optimiser has
   run.  From now on the variables are in the space where the lowered accesses
   find them; also those that this unit only defines, for units that are merged
   by LTO must agree.  Not earlier: while references are collected, an address
   in an initialiser that does not have the type of its object is wrapped in a
   conversion, which hides from varasm.c that it needs a relocation.  */

void
pcpu_settle_variables (void *, void *)
{
  addr_space_t as = pcpu_native_space ();
  varpool_node *node;
  symtab_node *symbol;

  if (!pcpu_used_p ())
    return;
  pcpu_check_toplevel_asm ();
  FOR_EACH_VARIABLE (node)
    {
      tree decl = node->decl;
      if (pcpu_variable_p (decl) && pcpu_type_p (TREE_TYPE (decl)))
	{
	  TREE_TYPE (decl) = pcpu_type_in_space (TREE_TYPE (decl), as);
	  if (!node->alias)
	    pcpu_place_variable (decl);
	  if (DECL_RTL_SET_P (decl))
	    SET_DECL_RTL (decl, NULL);
	}
      /* Fail closed: constants that a pass has made meanwhile.  */
      if (DECL_INITIAL (decl) && DECL_INITIAL (decl) != error_mark_node
	  && !seen_error ())
	pcpu_check_constant (decl, DECL_INITIAL (decl));
    }
  FOR_EACH_SYMBOL (symbol)
    pcpu_check_name (symbol);
}

/* Put our hooks in front of the back end's.  */

void
pcpu_register_space (void)
{
#if PCPU_FINALIZER
  original_finalizer = diagnostic_finalizer (global_dc);
  diagnostic_finalizer (global_dc) = finish_diagnostic;
#endif
  original = targetm;
  targetm.addr_space.pointer_mode = space_pointer_mode;
  targetm.addr_space.address_mode = space_address_mode;
  targetm.addr_space.valid_pointer_mode = space_valid_pointer_mode;
  targetm.addr_space.legitimate_address_p = space_legitimate_address_p;
  targetm.addr_space.legitimize_address = space_legitimize_address;
  targetm.addr_space.subset_p = space_subset_p;
  targetm.addr_space.zero_address_valid = space_zero_address_valid;
  targetm.addr_space.convert = space_convert;
  targetm.addr_space.debug = space_debug;
  targetm.addr_space.diagnose_usage = space_diagnose_usage;
}

/* Make `__percpu' a qualifier.  The front end's own function for that does
   nothing under -std=c11 and its kin, where a name of the implementation's
   is no less legal.  */

void
pcpu_register_keyword (void)
{
  tree id = get_identifier ("__percpu");
  C_SET_RID_CODE (id, keyword_rid);
  /* C_IS_RESERVED_WORD, which lives in a header of the C front end that
     can't be included beside the others.  */
  TREE_LANG_FLAG_0 (id) = 1;
  ridpointers[keyword_rid] = id;
}
