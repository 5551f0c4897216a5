/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The percpu authors */

/* Lowering: operation nodes.

     __percpu_add (&x, v_2);	asm volatile ("addl %2, %0"
					      : "=m" (x)
					      : "m" (x), "er" (v_2) : "cc");

   With -fplugin-arg-percpu-rmw=plain, on a target whose instructions do not
   modify memory:

				r_3 = x;
				r_4 = r_3 + v_2;
				x = r_4;  */

#include "gimple/lower.h"

namespace lowering {

/* Return the tree code that computes OP.  */

static enum tree_code
code_of (enum pcpu_op op)
{
  switch (op)
    {
    case PCPU_ADD: return PLUS_EXPR;
    case PCPU_SUB: return MINUS_EXPR;
    case PCPU_AND: return BIT_AND_EXPR;
    case PCPU_IOR: return BIT_IOR_EXPR;
    case PCPU_XOR: return BIT_XOR_EXPR;
    case PCPU_SHL: return LSHIFT_EXPR;
    case PCPU_SHR:
    case PCPU_SAR: return RSHIFT_EXPR;
    case PCPU_NOT: return BIT_NOT_EXPR;
    case PCPU_NEG: return NEGATE_EXPR;
    default: gcc_unreachable ();
    }
}

/* Compute the result of operation OP with OLD and V, where TYPE is the
   operating type.  Shifts are computed in a type that is wide enough for the
   counts that C allows.  */

static tree
new_value (struct place *at, enum pcpu_op op, tree type, tree old, tree v)
{
  if (op == PCPU_XCHG)
    return v;
  tree wide = type;
  if (op == PCPU_SHL || op == PCPU_SHR || op == PCPU_SAR)
    {
      bool zeros = op != PCPU_SAR;
      unsigned int precision = MAX (TYPE_PRECISION (type), 32);
      if (!zeros)
	old = compute (at, NOP_EXPR, signed_type_for (type), old, NULL_TREE);
      wide = build_nonstandard_integer_type (precision, zeros);
      old = convert_value (at, wide, old);
    }
  tree value = compute (at, code_of (op), wide, old, v);
  return convert_value (at, type, value);
}

/* Insert the target's sequence for the operation R on REF, with operands V and
   W of TYPE.  Return the old value, or NULL_TREE if the sequence has none.  */

static tree
sequence_operation (struct place *at, const struct pcpu_request &r, tree ref,
		    tree type, tree v, tree w)
{
  struct pcpu_sequence s;
  pcpu_target.operation (r, &s);
  tree memory = instance (at, ref, sequence_form ());

  sequence_operands list;
  tree result = NULL_TREE;
  list.add_output ("x", s.memory, memory);
  if (s.result)
    {
      result = temporary (type);
      list.add_output ("result", s.result, result);
    }
  for (unsigned int i = 0; i < s.scratch; i++)
    list.add_output (i == 0 ? "scratch" : "scratch2", "&r", temporary (type));
  add_words (&s, &list);
  /* Templates refer to the instance by the name of the output only.  */
  list.add_input ("", s.memory, unshare_expr (memory));
  if (s.v)
    list.add_input ("v", s.v, v);
  if (s.w && s.w_high)
    {
      unsigned int bits = r.size * BITS_PER_UNIT / 2;
      tree half = build_nonstandard_integer_type (bits, 1);
      tree high = compute (at, RSHIFT_EXPR, type, w,
			   build_int_cst (integer_type_node, bits));
      list.add_input ("w", s.w, compute (at, NOP_EXPR, half, w, NULL_TREE));
      list.add_input ("w_high", s.w_high,
		      compute (at, NOP_EXPR, half, high, NULL_TREE));
    }
  else if (s.w)
    list.add_input ("w", s.w, w);
  if (s.address)
    list.add_input ("address", "r", address_value (at, memory));
  insert_sequence (at, PCPU_UPDATE, &s, &list);
  return result;
}

/* Insert a load, OP with operands V and W of TYPE, and a store, of the object
   of type OBJECT at ADDRESS.  Return the old value.  The accesses are volatile,
   so that they are neither merged with others nor moved.  */

static tree
plain_operation (struct place *at, enum pcpu_op op, tree address, tree object,
		 tree type, tree v, tree w)
{
  tree ref = build2 (MEM_REF, pcpu_type_in_space (type, PCPU_ADDR_SPACE),
		     address, build_zero_cst (build_pointer_type (object)));
  tree access = note_lowered (at->fn, plain_access (at, ref));
  tree old = temporary (type);
  insert (at, gimple_build_assign (old, access));

  tree value;
  if (op == PCPU_CMPXCHG)
    {
      tree same = compute (at, EQ_EXPR, boolean_type_node, old,
			   convert_value (at, type, v));
      value = temporary (type);
      insert (at, gimple_build_assign (value, COND_EXPR, same,
				       convert_value (at, type, w), old));
    }
  else
    value = convert_value (at, type, new_value (at, op, type, old, v));
  insert (at, gimple_build_assign (note_lowered (at->fn,
						 unshare_expr (access)),
				   value));
  return old;
}

void
lower_operation (state *fn, gimple_stmt_iterator *gsi, gcall *stmt,
		 enum pcpu_op op, enum pcpu_yield yield)
{
  struct place at = { fn, gsi, gimple_location (stmt) };
  unsigned int nargs = gimple_call_num_args (stmt);
  tree lhs = gimple_call_lhs (stmt);
  tree address = gimple_call_arg (stmt, 0);
  tree v = nargs > 1 ? gimple_call_arg (stmt, 1) : NULL_TREE;
  tree w = nargs > 2 ? gimple_call_arg (stmt, 2) : NULL_TREE;
  tree computed = computed_address (fn, address);
  if (TREE_CODE (computed) == ADDR_EXPR)
    pcpu_check_guarded (at.loc, TREE_OPERAND (computed, 0));
  /* The prototype has the right type.  In the argument, folding may have
     replaced the address of the first element by that of the whole array.  */
  tree object
    = TREE_TYPE (TREE_VALUE (TYPE_ARG_TYPES (gimple_call_fntype (stmt))));
  unsigned int size = int_size_in_bytes (object);
  tree type = build_nonstandard_integer_type (size * BITS_PER_UNIT, 1);

  /* A compare-exchange follows a load, which is checked.  */
  if (op != PCPU_CMPXCHG && op != PCPU_XCHG)
    pcpu_sanitize_pointer (gsi,
			   DECL_SOURCE_LOCATION (gimple_call_fndecl (stmt)),
			   address, object, false, false);
  pcpu_sanitize_pointer (gsi, at.loc, address, object, false, true);

  /* Targets return the old value of a sum, so subtract by adding the
     negative.  */
  if (op == PCPU_SUB
      && (lhs
	  || (pcpu_target.add_negative_p && TREE_CODE (v) == INTEGER_CST)))
    {
      v = (TREE_CODE (v) == INTEGER_CST
	   ? fold_build1 (NEGATE_EXPR, type, v)
	   : compute (&at, NEGATE_EXPR, type, v, NULL_TREE));
      op = PCPU_ADD;
    }

  tree ref = (TREE_CODE (address) == ADDR_EXPR
	      && !AGGREGATE_TYPE_P (TREE_TYPE (TREE_OPERAND (address, 0)))
	      ? TREE_OPERAND (address, 0)
	      : build2 (MEM_REF, object, address,
			build_zero_cst (build_pointer_type (object))));
  tree marked = unshare_expr (ref);
  tree result;
  if (pcpu_options.rmw == PCPU_RMW_PLAIN && !pcpu_target.memory_operands_p)
    result = plain_operation (&at, op, address, object, type, v, w);
  else
    {
      struct pcpu_request r
	= { op, lhs != NULL_TREE, size,
	    v && TREE_CODE (v) == INTEGER_CST ? v : NULL_TREE };
      result = sequence_operation (&at, r, ref, type, v, w);
    }

  enum pcpu_access_kind kind
    = yield == PCPU_RETRY ? PCPU_ACCESS_RETRY : PCPU_ACCESS_UPDATE;
  tree in = yield == PCPU_RETRY ? w : v;
  if (!lhs)
    {
      mark (&at, kind, op, marked, in, NULL_TREE, false);
      remove_statement (gsi);
      return;
    }
  if (yield == PCPU_NEW)
    result = new_value (&at, op, type, result, v);
  else if (TREE_CODE (TREE_TYPE (lhs)) == BOOLEAN_TYPE
	   && sanitize_flags_p (SANITIZE_BOOL))
    result = pcpu_sanitize_truth (gsi, at.loc, result);
  mark (&at, kind, op, marked, in, result, false);
  result = convert_value (&at, TREE_TYPE (lhs), result);
  gsi_replace (gsi, gimple_build_assign (lhs, result), true);
}

/* Return the size of DECL in bytes, with the elements of its flexible array
   member.  */

static tree
variable_size (location_t loc, tree decl)
{
  if (DECL_EXTERNAL (decl))
    {
      loc = linemap_resolve_location (line_table, loc,
				      LRK_MACRO_EXPANSION_POINT, NULL);
      error_at (loc, "the size of %qD, which has a flexible array member, is"
		" not known here", decl);
      inform (DECL_SOURCE_LOCATION (decl), "call %<percpu_reset (%D)%> in the"
	      " file that defines the variable", decl);
    }
  return DECL_SIZE_UNIT (decl);
}

/* A pointer that is borrowed from a guard is a translated one.  It is also
   passed through a call that tells lifetime/ its source:

     p = __percpu_borrowed (translated, &g, variable, offset, size);

   The last three arguments are the variable's UID, or 0, and the offset and
   size in bytes.  */

static void
lower_borrow (state *fn, gimple_stmt_iterator *gsi, gcall *stmt)
{
  struct place at = { fn, gsi, gimple_location (stmt) };
  tree lhs = gimple_call_lhs (stmt);
  tree pointer = gimple_call_arg (stmt, 0);
  unsigned int uid = 0;
  HOST_WIDE_INT offset = 0;
  tree size = TYPE_SIZE_UNIT (TREE_TYPE (TREE_TYPE (lhs)));

  if (TREE_CODE (pointer) == ADDR_EXPR)
    {
      poly_int64 place;
      tree base = get_addr_base_and_unit_offset (TREE_OPERAND (pointer, 0),
						 &place);
      if (base && VAR_P (base) && place.is_constant (&offset))
	uid = DECL_UID (base);
      pointer = percpu_address (&at, native_address (pointer));
    }
  pointer = translate (&at, pointer, gimple_call_arg (stmt, 1),
		       TREE_TYPE (lhs));
  tree args[5]
    = { pointer, gimple_call_arg (stmt, 2),
	build_int_cst (unsigned_type_node, uid),
	build_int_cst (ssizetype, offset),
	size && TREE_CODE (size) == INTEGER_CST ? fold_convert (ssizetype, size)
	: ssize_int (0) };
  gcall *call = pcpu_build_borrowed (TREE_TYPE (lhs), args);
  gimple_call_set_lhs (call, lhs);
  gsi_replace (gsi, call, true);
}

void
lower_translation (state *fn, gimple_stmt_iterator *gsi, gcall *stmt,
		   enum pcpu_op op)
{
  struct place at = { fn, gsi, gimple_location (stmt) };
  tree lhs = gimple_call_lhs (stmt);
  tree value = NULL_TREE;

  if (op == PCPU_BORROW && lhs)
    {
      lower_borrow (fn, gsi, stmt);
      return;
    }
  if (op == PCPU_DISPLACEMENT)
    value = displacement (&at);
  else if (op == PCPU_SIZE)
    value = variable_size (at.loc,
			   pcpu_size_variable (gimple_call_fndecl (stmt)));
  else if (lhs)
    {
      tree pointer = gimple_call_arg (stmt, 0);
      if (TREE_CODE (pointer) == ADDR_EXPR)
	pointer = percpu_address (&at, native_address (pointer));
      /* In model single the result of PCPU_RAW is a plain pointer, and must be
	 computed by one of our statements.  */
      value = (op == PCPU_ADDRESS
	       ? convert_value (&at, TREE_TYPE (lhs), pointer)
	       : op == PCPU_RAW
	       ? compute (&at, NOP_EXPR, TREE_TYPE (lhs), pointer, NULL_TREE)
	       : translate (&at, pointer, gimple_call_arg (stmt, 1),
			    TREE_TYPE (lhs)));
    }
  if (lhs)
    gsi_replace (gsi, gimple_build_assign (lhs, value), true);
  else
    remove_statement (gsi);
}

} // namespace lowering
