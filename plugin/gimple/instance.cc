/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The percpu authors */

/* Lowering: references to this CPU's instance, and per-CPU addresses.

   If the target has an address space for this CPU's area, the reference is the
   variable itself in that space.  Otherwise the address of the instance is the
   per-CPU address plus the displacement of the area; a restartable sequence
   adds them itself, because the displacement must not be known before it
   begins.  In a shared object the per-CPU address of a variable is its address
   plus the bias.  */

#include "gimple/lower.h"

namespace lowering {

bool
direct_p (void)
{
  return (pcpu_options.model == PCPU_MODEL_SINGLE
	  || pcpu_options.base->space != ADDR_SPACE_GENERIC);
}

enum instance_form
sequence_form (void)
{
  return (direct_p () ? DIRECT
	  : pcpu_options.model == PCPU_MODEL_RSEQ ? BY_SEQUENCE : COMPUTED);
}

/* An empty asm hides the computation from alias analysis, because the sum does
   not point into the object at POINTER.  */

tree
translate (struct place *at, tree pointer, tree displacement, tree type)
{
  if (pcpu_leave_once (PCPU_LEAVE_TRANSLATION))
    {
      tree left = create_tmp_reg (type);
      insert (at, gimple_build_assign (left, NOP_EXPR, pointer));
      return left;
    }
  if (pcpu_options.model == PCPU_MODEL_SINGLE && integer_zerop (displacement))
    return compute (at, NOP_EXPR, type, pointer, NULL_TREE);

  tree sum = compute (at, NOP_EXPR, pointer_sized_int_node, pointer,
		      NULL_TREE);
  if (!integer_zerop (displacement))
    sum = compute (at, PLUS_EXPR, pointer_sized_int_node, sum, displacement);
  tree result = temporary (type);
  operands outputs = NULL, inputs = NULL;
  push (&outputs, "=r", result);
  push (&inputs, "0", sum);
  insert_asm (at, "", outputs, inputs, NULL, false);
  return result;
}

tree
translate_here (struct place *at, tree pointer, tree type)
{
  struct pcpu_sequence s;

  if (pcpu_options.model == PCPU_MODEL_SINGLE
      || pcpu_left_p (PCPU_LEAVE_TRANSLATION)
      || !pcpu_target.translate
      || !pcpu_target.translate (&s))
    return translate (at, pointer, displacement (at), type);

  sequence_operands list;
  tree result = temporary (type);
  list.add_output ("result", s.result, result);
  list.add_input ("v", s.v, compute (at, NOP_EXPR, pointer_sized_int_node,
				     pointer, NULL_TREE));
  insert_sequence (at, PCPU_LOAD, &s, &list);
  return result;
}

bool
whole_bit_field_p (const_tree ref)
{
  return (TREE_CODE (ref) == COMPONENT_REF
	  && DECL_BIT_FIELD_TYPE (TREE_OPERAND (ref, 1))
	  && !DECL_BIT_FIELD (TREE_OPERAND (ref, 1)));
}

/* Return REF with OBJECT, in address space AS, in place of its innermost
   object BASE.  */

static tree
rebase (tree ref, tree base, tree object, addr_space_t as)
{
  if (ref == base)
    return object;
  tree copy = copy_node (ref);
  TREE_TYPE (copy) = pcpu_type_in_space (TREE_TYPE (ref), as);
  if (whole_bit_field_p (ref))
    TREE_THIS_VOLATILE (copy) = 0;
  TREE_OPERAND (copy, 0) = rebase (TREE_OPERAND (ref, 0), base, object, as);
  return copy;
}

tree
base_of (tree ref)
{
  while (handled_component_p (ref))
    ref = TREE_OPERAND (ref, 0);
  return ref;
}

tree
native_address (tree address)
{
  tree ref = TREE_OPERAND (address, 0);
  tree base = base_of (ref);

  if (VAR_P (base))
    ref = rebase (ref, base, base, pcpu_native_space ());
  tree type = pcpu_type_in_space (TREE_TYPE (ref), pcpu_native_space ());
  address = build1 (ADDR_EXPR, build_pointer_type (type), ref);
  recompute_tree_invariant_for_addr_expr (address);
  return address;
}

tree
percpu_address (struct place *at, tree address)
{
  if (!pcpu_biased_p ())
    return address;
  at->fn->biased_addresses.add (address);
  tree variable = pcpu_address_variable (address);
  if (!is_gimple_min_invariant (address))
    address = compute (at, ADDR_EXPR, TREE_TYPE (address), address, NULL_TREE);
  tree sum = compute (at, NOP_EXPR, pointer_sized_int_node, address,
		      NULL_TREE);
  tree bias = runtime_value (at, PIC_BIAS);
  if (variable && DECL_WEAK (variable)
      && (DECL_EXTERNAL (variable)
	  || lookup_attribute ("weakref", DECL_ATTRIBUTES (variable))))
    {
      /* A null address remains null.  */
      tree defined = compute (at, NE_EXPR, boolean_type_node, sum,
			      build_zero_cst (pointer_sized_int_node));
      defined = compute (at, NOP_EXPR, pointer_sized_int_node, defined,
			 NULL_TREE);
      bias = compute (at, MULT_EXPR, pointer_sized_int_node, bias, defined);
    }
  sum = compute (at, PLUS_EXPR, pointer_sized_int_node, sum, bias);
  return compute (at, NOP_EXPR, TREE_TYPE (address), sum, NULL_TREE);
}

tree
instance (struct place *at, tree ref, enum instance_form form)
{
  bool directly = form == DIRECT;
  tree base = base_of (ref);
  tree type = TREE_TYPE (base);
  addr_space_t as = directly ? pcpu_native_space () : ADDR_SPACE_GENERIC;

  if (directly && VAR_P (base) && !pcpu_biased_p ())
    return rebase (ref, base, base, as);

  tree to = pcpu_type_in_space (type, as);
  tree pointer, offset = NULL_TREE;
  if (VAR_P (base))
    {
      TREE_ADDRESSABLE (base) = 1;
      pointer = build_fold_addr_expr (base);
    }
  else
    {
      pointer = TREE_OPERAND (base, 0);
      offset = TREE_OPERAND (base, 1);
    }
  if (TREE_CODE (pointer) == ADDR_EXPR)
    pointer = percpu_address (at, native_address (pointer));

  if (form == COMPUTED)
    pointer = translate_here (at, pointer, build_pointer_type (to));
  else if (form == BY_SEQUENCE)
    pointer = translate (at, pointer, build_zero_cst (pointer_sized_int_node),
			 build_pointer_type (to));
  else if (TREE_CODE (pointer) != ADDR_EXPR)
    pointer = compute (at, NOP_EXPR, build_pointer_type (to), pointer,
		       NULL_TREE);

  /* Alias analysis takes the type of the access from the type of the
     offset.  */
  tree accessed = offset ? TREE_TYPE (TREE_TYPE (offset)) : type;
  tree alias_type = build_pointer_type (pcpu_type_in_space (accessed, as));
  offset = (offset ? wide_int_to_tree (alias_type, wi::to_wide (offset))
	    : build_zero_cst (alias_type));
  return rebase (ref, base, build2 (MEM_REF, to, pointer, offset), as);
}

tree
address_value (struct place *at, tree memory)
{
  tree base = base_of (memory);
  tree address = build_fold_addr_expr (unshare_expr (memory));

  if (DECL_P (base))
    {
      TREE_ADDRESSABLE (base) = 1;
      address = native_address (address);
    }
  tree type = TREE_TYPE (address);
  tree_code code = TREE_CODE (address) == ADDR_EXPR ? ADDR_EXPR : NOP_EXPR;
  /* The address of *P is a conversion of P.  */
  while (CONVERT_EXPR_P (address))
    address = TREE_OPERAND (address, 0);
  return compute (at, code, type, address, NULL_TREE);
}

tree
computed_address (state *fn, tree address)
{
  tree *original = fn->computed_addresses.get (address);
  return original ? *original : address;
}

} // namespace lowering
