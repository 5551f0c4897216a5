/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The percpu authors */

/* Parts of the loops that are built in GENERIC.  */

#include "generic/generic.h"

tree
pcpu_new_variable (tree type, const char *name, tree *vars)
{
  tree var = create_tmp_var_raw (type, name);
  DECL_CONTEXT (var) = current_function_decl;
  DECL_CHAIN (var) = *vars;
  *vars = var;
  return var;
}

bool
pcpu_loop_pointer_p (tree t)
{
  return (VAR_P (t) && DECL_ARTIFICIAL (t) && DECL_NAME (t)
	  && strncmp (IDENTIFIER_POINTER (DECL_NAME (t)), PCPU_LOOP_POINTER,
		      strlen (PCPU_LOOP_POINTER)) == 0);
}

tree
pcpu_reinterpret (tree type, tree expr)
{
  tree from = TREE_TYPE (expr);

  if ((INTEGRAL_TYPE_P (type) || POINTER_TYPE_P (type))
      && (INTEGRAL_TYPE_P (from) || POINTER_TYPE_P (from)))
    return fold_convert (type, expr);
  return build1 (VIEW_CONVERT_EXPR, type, expr);
}

void
pcpu_append_set (location_t loc, tree var, tree value, tree *list)
{
  append_to_statement_list (build2_loc (loc, MODIFY_EXPR, void_type_node, var,
					value), list);
}

void
pcpu_append_retry (location_t loc, enum pcpu_yield yield, tree args[3],
		   tree seen, tree body, tree *list)
{
  tree old_value = args[1];
  tree found = pcpu_build_operation (loc, PCPU_CMPXCHG, yield, TREE_TYPE (seen),
				     3, args);
  pcpu_append_set (loc, seen, found, &body);
  append_to_statement_list
    (build1_loc (loc, EXIT_EXPR, void_type_node,
		 build2 (EQ_EXPR, boolean_type_node, seen, old_value)), &body);
  pcpu_append_set (loc, old_value, seen, &body);
  append_to_statement_list (build1_loc (loc, LOOP_EXPR, void_type_node, body),
			    list);
}
