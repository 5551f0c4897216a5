/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The percpu authors */

/* percpu_max and percpu_min.

     old = x;
     while (v > old)
       {
	 seen = compare-exchange (&x, old, v);
	 if (seen == old)
	   break;
	 old = seen;
       }
     the value is old

   If nothing has to be stored, the load that determined this is the whole
   operation: at that moment X was its own maximum with V.  Otherwise the
   compare-exchange is the operation.  It stores only if X still has the value
   that V was compared with, on the CPU on which the thread is by then.

   A comparison with a NaN is false, so X does not change if either value is
   one.  */

#include "generic/generic.h"

/* Return true if the values of TYPE are ordered.  */

static bool
ordered_p (const_tree type)
{
  return (INTEGRAL_TYPE_P (type)
	  || POINTER_TYPE_P (type)
	  || SCALAR_FLOAT_TYPE_P (type));
}

tree
pcpu_build_extremum (location_t loc, tree pointer, tree v, bool maximum)
{
  tree qualified = TREE_TYPE (TREE_TYPE (pointer));
  tree value_type = TYPE_MAIN_VARIANT (pcpu_value_type (qualified));
  const char *name = maximum ? "percpu_max" : "percpu_min";

  if (TYPE_READONLY (qualified))
    {
      error_at (loc, "%qs of read-only per-CPU data", name);
      return error_mark_node;
    }
  if (!ordered_p (value_type)
      || pcpu_operand_size (build_fold_indirect_ref (pointer)) == 0)
    {
      error_at (loc, "%qs of per-CPU data of type %qT is not supported", name,
		value_type);
      inform (loc, "it takes integers, pointers and floating-point numbers that"
	      " one instruction can exchange");
      return error_mark_node;
    }

  HOST_WIDE_INT size = int_size_in_bytes (value_type);
  tree type = build_nonstandard_integer_type (size * BITS_PER_UNIT, 1);
  tree vars = NULL_TREE, list = NULL_TREE, body = NULL_TREE;
  tree p = pcpu_new_variable (TREE_TYPE (pointer), PCPU_LOOP_POINTER, &vars);
  tree new_value = pcpu_new_variable (value_type, "percpu_new", &vars);
  tree old_value = pcpu_new_variable (type, "percpu_old", &vars);
  tree seen = pcpu_new_variable (type, "percpu_seen", &vars);

  pcpu_append_set (loc, p, pointer, &list);
  pcpu_append_set (loc, new_value, fold_convert (value_type, v), &list);
  tree instance = build1_loc (loc, INDIRECT_REF, qualified, p);
  pcpu_append_set (loc, old_value, pcpu_reinterpret (type, instance), &list);

  tree changes = build2_loc (loc, maximum ? GT_EXPR : LT_EXPR,
			     boolean_type_node, new_value,
			     pcpu_reinterpret (value_type, old_value));
  append_to_statement_list
    (build1_loc (loc, EXIT_EXPR, void_type_node,
		 build1 (TRUTH_NOT_EXPR, boolean_type_node, changes)), &body);
  tree args[3] = { p, old_value, pcpu_reinterpret (type, new_value) };
  pcpu_append_retry (loc, PCPU_RETRY, args, seen, body, &list);
  append_to_statement_list_force (pcpu_reinterpret (value_type, old_value),
				  &list);
  tree bind = build3_loc (loc, BIND_EXPR, value_type, vars, list, NULL_TREE);
  TREE_SIDE_EFFECTS (bind) = 1;
  return bind;
}
