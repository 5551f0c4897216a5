/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The percpu authors */

/* Lowering: loads and stores.

     r_1 = x;			asm volatile ("movl %1, %0"
					      : "=r" (r_1) : "m" (x));
     x = 5;			asm volatile ("movl %1, %0"
					      : "=m" (x) : "ri" (5));
     s = st;			d_3 = displacement;
				p_4 = (char *) &st + d_3;
				s = *p_4;  */

#include "gimple/lower.h"

namespace lowering {

/* Return the kind of access that the message about the torn access to REF
   names.  */

static enum pcpu_torn
torn_kind (tree ref)
{
  if (TREE_CODE (ref) == BIT_FIELD_REF
      || (TREE_CODE (ref) == COMPONENT_REF
	  && DECL_BIT_FIELD (TREE_OPERAND (ref, 1))))
    return PCPU_TORN_BIT_FIELD;
  return AGGREGATE_TYPE_P (TREE_TYPE (ref)) ? PCPU_TORN_COPY : PCPU_TORN_OTHER;
}

void
diagnose_tearing (struct place *at, enum pcpu_torn kind)
{
  /* `st.bf++' is a load and a store, and `a = b' has two sides.  Report only
     one of them in a line.  */
  state *fn = at->fn;
  if (fn->torn_line == LOCATION_LINE (at->loc)
      && fn->torn_kind == kind)
    return;
  fn->torn_line = LOCATION_LINE (at->loc);
  fn->torn_kind = kind;
  if (pcpu_options.abi != PCPU_ABI_HOSTED)
    insert (at, pcpu_build_torn (kind));
  else
    pcpu_report_torn (at->loc, kind);
}

bool
single_access_p (tree ref)
{
  if (TREE_CODE (ref) == VIEW_CONVERT_EXPR
      && !single_access_p (TREE_OPERAND (ref, 0)))
    return false;
  if (pcpu_operand_size (ref) == 0
      || !is_gimple_reg_type (TREE_TYPE (ref))
      || TREE_CODE (ref) == BIT_FIELD_REF)
    return false;
  switch (GET_MODE_CLASS (TYPE_MODE (TREE_TYPE (ref))))
    {
    case MODE_INT:
    case MODE_FLOAT:
    case MODE_DECIMAL_FLOAT:
    case MODE_COMPLEX_INT:
    case MODE_COMPLEX_FLOAT:
      return true;
    default:
      return false;
    }
}

tree
strip_views (tree ref)
{
  while (TREE_CODE (ref) == VIEW_CONVERT_EXPR)
    ref = TREE_OPERAND (ref, 0);
  return ref;
}

tree
plain_access (struct place *at, tree ref)
{
  tree plain = instance (at, ref, pcpu_options.model == PCPU_MODEL_SINGLE
				  ? DIRECT : COMPUTED);
  if (single_access_p (ref))
    {
      if (DECL_P (plain) || whole_bit_field_p (plain))
	{
	  tree pointer = build_fold_addr_expr (plain);
	  tree base = base_of (plain);
	  if (DECL_P (base))
	    {
	      TREE_ADDRESSABLE (base) = 1;
	      pointer = native_address (pointer);
	    }
	  if (!is_gimple_mem_ref_addr (pointer))
	    pointer = compute (at, ADDR_EXPR, TREE_TYPE (pointer), pointer,
			       NULL_TREE);
	  plain = build2 (MEM_REF, TREE_TYPE (TREE_TYPE (pointer)), pointer,
			  build_zero_cst (TREE_TYPE (pointer)));
	}
      TREE_THIS_VOLATILE (plain) = 1;
      TREE_SIDE_EFFECTS (plain) = 1;
    }
  else
    diagnose_tearing (at, torn_kind (ref));
  return plain;
}

/* Return the type in which the sequence that HOOK describes in S moves a value
   of TYPE: TYPE itself, or an integer of its size, also for a value that fills
   only a part of it.  Return NULL_TREE if there is no sequence.  */

static tree
moving_type (bool (*hook) (machine_mode, struct pcpu_sequence *), tree type,
	     struct pcpu_sequence *s)
{
  if (!hook)
    return NULL_TREE;
  if (!pcpu_partial_p (type) && hook (TYPE_MODE (type), s))
    return type;
  type = build_nonstandard_integer_type (int_size_in_bytes (type)
					 * BITS_PER_UNIT, 1);
  return hook (TYPE_MODE (type), s) ? type : NULL_TREE;
}

void
mark (struct place *at, enum pcpu_access_kind kind, enum pcpu_op op, tree ref,
      tree in, tree out, bool after)
{
  gcall *stmt = pcpu_build_access (kind, op, ref, in, out);
  if (!stmt)
    return;
  gimple_set_location (stmt, at->loc);
  if (after)
    gsi_insert_after (at->gsi, stmt, GSI_SAME_STMT);
  else
    gsi_insert_before (at->gsi, stmt, GSI_SAME_STMT);
}

/* Insert the target's sequence for LHS = REF, a per-CPU scalar that one
   instruction can load.  Return false if there is none.  */

static bool
load (struct place *at, tree lhs, tree ref)
{
  struct pcpu_sequence s;
  tree wanted = TYPE_MAIN_VARIANT (pcpu_value_type (TREE_TYPE (ref)));
  bool truth = (TREE_CODE (wanted) == BOOLEAN_TYPE
		&& sanitize_flags_p (SANITIZE_BOOL));
  tree type = moving_type (pcpu_target.load,
			   truth ? unsigned_char_type_node : wanted, &s);

  if (!type)
    return false;
  tree value = temporary (type);
  sequence_operands list;
  list.add_output ("result", s.result, value);
  tree memory = instance (at, strip_views (ref), sequence_form ());
  list.add_input ("x", s.memory, memory);
  if (s.address)
    list.add_input ("address", "r", address_value (at, memory));
  insert_sequence (at, PCPU_LOAD, &s, &list);
  if (truth)
    value = pcpu_sanitize_truth (at->gsi, at->loc, value);
  mark (at, PCPU_ACCESS_LOAD, PCPU_XCHG, ref, NULL_TREE, value, false);
  insert (at, gimple_build_assign (lhs, convert_value (at, TREE_TYPE (lhs),
						       value)));
  return true;
}

/* Insert the target's sequence for REF = VALUE, in the same way.  */

static bool
store (struct place *at, tree ref, tree value)
{
  struct pcpu_sequence s;
  tree type = moving_type (pcpu_target.store,
			   TYPE_MAIN_VARIANT (TREE_TYPE (ref)), &s);

  if (!type)
    return false;
  value = convert_value (at, type, value);
  sequence_operands list;
  tree memory = instance (at, strip_views (ref), sequence_form ());
  list.add_output ("x", s.memory, memory);
  if (s.scratch)
    list.add_output ("scratch", "&r", temporary (type));
  add_words (&s, &list);
  list.add_input ("v", s.v, value);
  if (s.address)
    list.add_input ("address", "r", address_value (at, memory));
  insert_sequence (at, PCPU_UPDATE, &s, &list);
  mark (at, PCPU_ACCESS_STORE, PCPU_XCHG, ref, value, NULL_TREE, false);
  return true;
}

/* Return REF.  If folding has turned an element of a vector into a
   BIT_FIELD_REF, return that element.  */

static tree
element_reference (tree ref)
{
  if (TREE_CODE (ref) != BIT_FIELD_REF)
    return ref;
  tree vector = TREE_OPERAND (ref, 0);
  tree element = TREE_TYPE (ref);
  tree type = TREE_TYPE (vector);
  unsigned HOST_WIDE_INT n, size, position;
  if (!VECTOR_TYPE_P (type)
      || !types_compatible_p (element, TREE_TYPE (type))
      || !TYPE_VECTOR_SUBPARTS (type).is_constant (&n)
      || !bit_field_size (ref).is_constant (&size)
      || !bit_field_offset (ref).is_constant (&position)
      || size != tree_to_uhwi (TYPE_SIZE (element))
      || position % size != 0)
    return ref;
  tree array = build1 (VIEW_CONVERT_EXPR, build_array_type_nelts (element, n),
		       vector);
  return build4 (ARRAY_REF, element, array, size_int (position / size),
		 NULL_TREE, NULL_TREE);
}

tree
note_lowered (state *fn, tree ref)
{
  fn->lowered_references.add (ref);
  return ref;
}

void
lower_assign (state *fn, gimple_stmt_iterator *gsi, gassign *stmt)
{
  struct place at = { fn, gsi, gimple_location (stmt) };
  tree lhs = gimple_assign_lhs (stmt);
  tree rhs = gimple_assign_rhs1 (stmt);

  if (pcpu_reference_p (rhs) && !pcpu_leave_once (PCPU_LEAVE_LOAD))
    {
      pcpu_check_guarded (at.loc, rhs);
      rhs = element_reference (rhs);
      tree base = base_of (rhs);
      if (VAR_P (base) || !fn->constant_sums.contains (TREE_OPERAND (base, 0)))
	pcpu_sanitize_reference (gsi, at.loc, rhs, false);
      if (single_access_p (rhs) && load (&at, lhs, rhs))
	{
	  remove_statement (gsi);
	  return;
	}
      if (single_access_p (rhs))
	mark (&at, PCPU_ACCESS_LOAD, PCPU_XCHG, rhs, NULL_TREE, lhs, true);
      gimple_assign_set_rhs1 (stmt, note_lowered (fn, plain_access (&at, rhs)));
    }
  if (pcpu_reference_p (lhs) && !pcpu_leave_once (PCPU_LEAVE_STORE))
    {
      pcpu_check_guarded (at.loc, lhs);
      lhs = element_reference (lhs);
      pcpu_sanitize_reference (gsi, at.loc, lhs, true);
      if (single_access_p (lhs) && store (&at, lhs, rhs))
	{
	  remove_statement (gsi);
	  return;
	}
      if (single_access_p (lhs))
	mark (&at, PCPU_ACCESS_STORE, PCPU_XCHG, lhs, rhs, NULL_TREE, true);
      gimple_assign_set_lhs (stmt, note_lowered (fn, plain_access (&at, lhs)));
    }
}

} // namespace lowering
