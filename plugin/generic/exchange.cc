/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The percpu authors */

/* The exchanges and compare-exchanges of percpu.h.

   Values are compared bit for bit, as integers of the size of the instance.
   For 16 bytes some targets have a compare-exchange only.  */

#include "generic/generic.h"
#include "targets/target.h"

/* Return the integer type in which the target exchanges an instance of TYPE,
   to which POINTER points.  If it cannot, report an error and return
   NULL_TREE.  */

static tree
exchange_type (location_t loc, tree pointer, tree type)
{
  tree ref = build_fold_indirect_ref (pointer);
  HOST_WIDE_INT size = int_size_in_bytes (type);
  const char *no_16 = (pcpu_target.exchange_16_unsupported
		       ? pcpu_target.exchange_16_unsupported () : NULL);

  if (TYPE_READONLY (TREE_TYPE (TREE_TYPE (pointer))))
    {
      error_at (loc, "exchange of read-only per-CPU data");
      return NULL_TREE;
    }
  if (!VOID_TYPE_P (type)
      && TREE_CODE (type) != FUNCTION_TYPE
      && is_gimple_reg_type (type)
      && !COMPLEX_FLOAT_TYPE_P (type)
      && TREE_CODE (type) != COMPLEX_TYPE
      && !VECTOR_TYPE_P (type)
      && pcpu_operand_size (ref) != 0)
    return build_nonstandard_integer_type (size * BITS_PER_UNIT, 1);
  if (size == 16
      && (INTEGRAL_TYPE_P (type) || RECORD_OR_UNION_TYPE_P (type)))
    {
      if (TYPE_ALIGN_UNIT (type) < 16)
	{
	  error_at (loc, "exchange of per-CPU data of 16 bytes that is aligned"
		    " to only %u bytes", TYPE_ALIGN_UNIT (type));
	  inform (loc, "give type %qT the attribute %<aligned (16)%>", type);
	  return NULL_TREE;
	}
      if (no_16)
	{
	  error_at (loc, "exchange of per-CPU data of 16 bytes is not"
		    " supported: %s", no_16);
	  return NULL_TREE;
	}
      return build_nonstandard_integer_type (128, 1);
    }
  error_at (loc, "per-CPU data of type %qT cannot be exchanged", type);
  if (no_16)
    inform (loc, "one operation exchanges integers, pointers, %<float%> and"
	    " %<double%>");
  else
    inform (loc, "one operation exchanges integers, pointers, %<float%>,"
	    " %<double%>, and objects of 16 bytes with an alignment of 16"
	    " bytes");
  return NULL_TREE;
}

/* Return an exchange of 16 bytes.  The instruction for 16 bytes only compares
   and exchanges.  The expected value may be wrong: then it returns the actual
   one.

   for (old = 0; (seen = compare-exchange (p, old, v)) != old; old = seen);  */

static tree
build_exchange_16 (location_t loc, tree pointer, tree type, tree v)
{
  tree vars = NULL_TREE, list = NULL_TREE;
  tree old_value = pcpu_new_variable (type, "percpu_old", &vars);
  tree new_value = pcpu_new_variable (type, "percpu_new", &vars);
  tree seen = pcpu_new_variable (type, "percpu_seen", &vars);
  tree p = pcpu_new_variable (TREE_TYPE (pointer), PCPU_LOOP_POINTER, &vars);

  pcpu_append_set (loc, p, pointer, &list);
  pcpu_append_set (loc, new_value, v, &list);
  pcpu_append_set (loc, old_value, build_zero_cst (type), &list);
  tree args[3] = { p, old_value, new_value };
  pcpu_append_retry (loc, PCPU_OLD, args, seen, NULL_TREE, &list);
  append_to_statement_list_force (seen, &list);
  tree bind = build3_loc (loc, BIND_EXPR, type, vars, list, NULL_TREE);
  TREE_SIDE_EFFECTS (bind) = 1;
  return bind;
}

void
pcpu_check_operand (location_t loc, tree pointer)
{
  if (TREE_CODE (pointer) != ADDR_EXPR || !pcpu_address_variable (pointer))
    pcpu_check_guarded_pointer (loc, pointer);
}

tree
pcpu_build_fetch (location_t loc, enum pcpu_op op, tree pointer, tree v)
{
  tree value_type = pcpu_value_type (TREE_TYPE (TREE_TYPE (pointer)));
  value_type = TYPE_MAIN_VARIANT (value_type);
  tree type = exchange_type (loc, pointer, value_type);
  if (!type)
    return error_mark_node;
  pcpu_check_operand (loc, pointer);
  v = pcpu_reinterpret (type, v);
  if (TYPE_PRECISION (type) == 128)
    return pcpu_reinterpret (value_type,
			     build_exchange_16 (loc, pointer, type, v));
  tree operands[2] = { pointer, v };
  v = pcpu_build_operation (loc, op, PCPU_OLD, type, 2, operands);
  return pcpu_reinterpret (value_type, v);
}

tree
pcpu_build_compare_exchange (location_t loc, tree pointer, tree expected,
			     tree desired, bool try_p)
{
  tree value_type = pcpu_value_type (TREE_TYPE (TREE_TYPE (pointer)));
  value_type = TYPE_MAIN_VARIANT (value_type);
  tree type = exchange_type (loc, pointer, value_type);
  if (!type)
    return error_mark_node;
  pcpu_check_operand (loc, pointer);
  tree where = NULL_TREE;
  if (try_p)
    {
      where = save_expr (expected);
      expected = build_fold_indirect_ref (where);
    }
  expected = pcpu_reinterpret (type, expected);
  if (try_p)
    expected = save_expr (expected);
  tree operands[3] = { pointer, expected, pcpu_reinterpret (type, desired) };
  tree seen = pcpu_build_operation (loc, PCPU_CMPXCHG, PCPU_OLD, type, 3,
				    operands);
  if (!try_p)
    return pcpu_reinterpret (value_type, seen);

  seen = save_expr (seen);
  tree store = build2_loc (loc, MODIFY_EXPR, void_type_node,
			   build_fold_indirect_ref (where),
			   pcpu_reinterpret (value_type, seen));
  tree failed = build2_loc (loc, COMPOUND_EXPR, boolean_type_node, store,
			    boolean_false_node);
  return build3_loc (loc, COND_EXPR, boolean_type_node,
		     build2 (EQ_EXPR, boolean_type_node, seen, expected),
		     boolean_true_node, failed);
}
