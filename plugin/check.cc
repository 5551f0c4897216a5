/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The percpu authors */

/* Fail closed: nothing in the per-CPU address space may reach the back end.

   A back end that doesn't know the space crashes at best; at worst it
   silently accesses the fake symbol.  So after lowering, and once more when
   the optimisers are done, every memory reference of every function is looked
   at.  One that is still per-CPU, or that goes to a fake symbol where only
   computed addresses reach an instance, is an error, whatever made it.  So is a
   per-CPU address for a function that GCC knows, such as memcpy: all those
   that look at what an argument points to take plain memory.  */

#include "plugin.h"
#include "targets/target.h"

/* The reference REF would access the wrong memory.  */

static bool
escaped_p (tree ref)
{
  while (handled_component_p (ref) || TREE_CODE (ref) == WITH_SIZE_EXPR)
    ref = TREE_OPERAND (ref, 0);
  if (TREE_CODE (ref) == MEM_REF || TREE_CODE (ref) == TARGET_MEM_REF)
    {
      tree pointer = TREE_OPERAND (ref, 0);
      if (pcpu_pointer_type_p (TREE_TYPE (pointer)))
	return true;
      if (TREE_CODE (pointer) != ADDR_EXPR)
	return false;
      ref = get_base_address (TREE_OPERAND (pointer, 0));
      if (!ref)
	return false;
    }
  if (!DECL_P (ref))
    return false;
  return (pcpu_type_p (TREE_TYPE (ref))
	  || (pcpu_variable_p (ref)
	      && pcpu_options.model != PCPU_MODEL_SINGLE
	      && (pcpu_target.space == ADDR_SPACE_GENERIC
		  || (pcpu_biased_p () && pcpu_c_front_end_p ()))));
}

static void
check_reference (gimple *stmt, tree ref)
{
  if (ref && escaped_p (ref))
    {
      error_at (gimple_location (stmt),
		"per-CPU access was not lowered: %qE", ref);
      inform (gimple_location (stmt),
	      "this use of per-CPU data is not supported");
    }
}

/* FNDECL is a function that GCC knows and that looks at what its arguments point
   to.  The sanitizers report addresses as numbers.  */

static bool
known_function_p (const_tree fndecl)
{
  if (!fndecl
      || !fndecl_built_in_p (fndecl, BUILT_IN_NORMAL)
      || fndecl_built_in_p (fndecl, BUILT_IN_CONSTANT_P)
      || fndecl_built_in_p (fndecl, BUILT_IN_OBJECT_SIZE))
    return false;
  enum built_in_function code = DECL_FUNCTION_CODE (fndecl);
  return code < BEGIN_SANITIZER_BUILTINS || code > END_SANITIZER_BUILTINS;
}

static void
check_arguments (gimple *stmt)
{
  tree fndecl = gimple_call_fndecl (stmt);

  if (!known_function_p (fndecl))
    return;
  for (unsigned int i = 0; i < gimple_call_num_args (stmt); i++)
    if (pcpu_pointer_type_p (TREE_TYPE (gimple_call_arg (stmt, i))))
      {
	error_at (gimple_location (stmt),
		  "per-CPU address in a call of %qD was not lowered", fndecl);
	inform (gimple_location (stmt),
		"this use of per-CPU data is not supported");
      }
}

static void
check_statement (gimple *stmt)
{
  enum pcpu_op op;
  enum pcpu_yield yield;

  if (is_gimple_debug (stmt))
    return;
  switch (gimple_code (stmt))
    {
    case GIMPLE_CALL:
      if (pcpu_operation_p (gimple_call_fndecl (stmt), &op, &yield))
	error_at (gimple_location (stmt),
		  "per-CPU operation was not lowered: %qD",
		  gimple_call_fndecl (stmt));
      check_arguments (stmt);
      break;
    case GIMPLE_ASM:
      {
	gasm *s = as_a<gasm *> (stmt);
	for (unsigned int i = 0; i < gimple_asm_noutputs (s); i++)
	  check_reference (stmt, TREE_VALUE (gimple_asm_output_op (s, i)));
	for (unsigned int i = 0; i < gimple_asm_ninputs (s); i++)
	  check_reference (stmt, TREE_VALUE (gimple_asm_input_op (s, i)));
	return;
      }
    default:
      break;
    }
  for (unsigned int i = 0; i < gimple_num_ops (stmt); i++)
    check_reference (stmt, gimple_op (stmt, i));
}

static const struct pass_data check_data
  = { GIMPLE_PASS, "percpu_check", OPTGROUP_NONE, TV_NONE, PROP_cfg,
      0, 0, 0, 0 };

class pass_percpu_check : public gimple_opt_pass
{
public:
  pass_percpu_check (gcc::context *ctxt) : gimple_opt_pass (check_data, ctxt)
  {}
  opt_pass *clone () final override
  {
    return new pass_percpu_check (m_ctxt);
  }
  bool gate (function *) final override
  {
    return (pcpu_used_p () || !pcpu_c_front_end_p ()) && !seen_error ();
  }
  unsigned int execute (function *fun) final override
  {
    basic_block bb;
    FOR_EACH_BB_FN (bb, fun)
      for (gimple_stmt_iterator gsi = gsi_start_bb (bb); !gsi_end_p (gsi);
	   gsi_next (&gsi))
	check_statement (gsi_stmt (gsi));
    return 0;
  }
};

gimple_opt_pass *
pcpu_make_pass_check (gcc::context *ctxt)
{
  return new pass_percpu_check (ctxt);
}
