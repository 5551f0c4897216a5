/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The percpu authors */

/* Lowering: the statements that it inserts, and their operands.  */

#include "gimple/lower.h"

namespace lowering {

void
insert (struct place *at, gimple *stmt)
{
  gimple_set_location (stmt, at->loc);
  gsi_insert_before (at->gsi, stmt, GSI_SAME_STMT);
}

void
remove_statement (gimple_stmt_iterator *gsi)
{
  gsi_replace (gsi, gimple_build_nop (), true);
}

/* The name of registers for values that the lowering computes.  In SSA form
   only this name remains, by which plain.cc recognises them.  GCC appends a
   dot, which no variable of a program has in its name.  */

#define TEMPORARY_NAME "percpu"

tree
temporary (tree type)
{
  return create_tmp_reg (TYPE_MAIN_VARIANT (type), TEMPORARY_NAME);
}

tree
compute (struct place *at, enum tree_code code, tree type, tree a, tree b)
{
  tree result = temporary (type);
  insert (at, b ? gimple_build_assign (result, code, a, b)
		: gimple_build_assign (result, code, a));
  return result;
}

/* Return true if TYPE is an integer or pointer type.  */

static bool
integer_or_pointer_p (const_tree type)
{
  return INTEGRAL_TYPE_P (type) || POINTER_TYPE_P (type);
}

tree
convert_value (struct place *at, tree type, tree value)
{
  tree from = TREE_TYPE (value);
  if (useless_type_conversion_p (type, from))
    return value;
  type = TYPE_MAIN_VARIANT (type);
  if (!integer_or_pointer_p (type)
      || !integer_or_pointer_p (from)
      || (TREE_CODE (type) == BOOLEAN_TYPE
	  && TREE_CODE (from) != BOOLEAN_TYPE))
    {
      tree result = temporary (type);
      insert (at, gimple_build_assign (result, build1 (VIEW_CONVERT_EXPR, type,
						       value)));
      return result;
    }
  return compute (at, NOP_EXPR, type, value, NULL_TREE);
}

/* The symbolic name of our operands.  No program can write it.  */
static const char operand_name[] = "percpu operand";

void
push (operands *list, const std::string &constraint, tree operand)
{
  tree string = build_string (constraint.size () + 1, constraint.c_str ());
  tree name = build_string (sizeof operand_name, operand_name);
  vec_safe_push (*list, build_tree_list (build_tree_list (name, string),
					 operand));
}

void
insert_asm (struct place *at, const std::string &text, operands outputs,
	    operands inputs, operands clobbers, bool is_volatile)
{
  gasm *stmt = gimple_build_asm_vec (ggc_strdup (text.c_str ()), inputs,
				     outputs, clobbers, NULL);
  gimple_asm_set_volatile (stmt, is_volatile);
  gimple_asm_set_inline (stmt, true);
  insert (at, stmt);
}

void
clobber (operands *list, const char *what)
{
  vec_safe_push (*list, build_tree_list (NULL_TREE,
					 build_string (strlen (what) + 1,
						       what)));
}

bool
structure_copy_p (const gcall *stmt)
{
  tree fndecl = gimple_call_fndecl (stmt);
  if (!fndecl || !fndecl_built_in_p (fndecl, BUILT_IN_MEMCPY))
    return false;
  return (pcpu_pointer_type_p (TREE_TYPE (gimple_call_arg (stmt, 0)))
	  || pcpu_pointer_type_p (TREE_TYPE (gimple_call_arg (stmt, 1))));
}

} // namespace lowering

bool
pcpu_lowered_p (const_tree name)
{
  tree id = SSA_NAME_IDENTIFIER (name);
  return (id && strncmp (IDENTIFIER_POINTER (id), TEMPORARY_NAME ".",
			 sizeof TEMPORARY_NAME) == 0);
}

bool
pcpu_own_operand_p (const_tree link)
{
  tree name = TREE_PURPOSE (TREE_PURPOSE (link));
  return (name
	  && strcmp (TREE_STRING_POINTER (name), lowering::operand_name) == 0);
}
