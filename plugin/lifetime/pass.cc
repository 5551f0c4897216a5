/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The percpu authors */

/* Lifetimes: the pass.

   It runs immediately after the construction of SSA form.  Before that there
   are no single assignments to follow.  Later the optimisers would have changed
   the function, and the messages would depend on the level of optimisation.
   When the check is done, the pass removes the marks that lower.cc has put on
   borrowed pointers.

   The internals manual says why -fanalyzer is not used for this.  */

#include "paths.h"
#include "passes.h"

/* Returns: whether STMT is one of these marks.  */

static bool
marked_p (gimple *stmt)
{
  enum pcpu_op op;
  enum pcpu_yield yield;
  return (is_gimple_call (stmt)
	  && pcpu_find_operation (gimple_call_fndecl (stmt), &op, &yield)
	  && (op == PCPU_BORROWED || op == PCPU_TORN));
}

/* Returns: whether FUN contains a mark or a call of a function with a role.
   Other functions have no lifetimes to check.  */

static bool
concerned_p (function *fun)
{
  basic_block bb;
  FOR_EACH_BB_FN (bb, fun)
    for (gimple_stmt_iterator gsi = gsi_start_bb (bb); !gsi_end_p (gsi);
	 gsi_next (&gsi))
      if (is_gimple_call (gsi_stmt (gsi))
	  && (marked_p (gsi_stmt (gsi))
	      || (pcpu_function_role (gimple_call_fndecl (gsi_stmt (gsi)))
		  != PCPU_NO_ROLE)))
	return true;
  return false;
}

/* Replace the marks of borrowed pointers by copies, and remove the others.  */

static void
lower_marks (function *fun)
{
  basic_block bb;
  FOR_EACH_BB_FN (bb, fun)
    for (gimple_stmt_iterator gsi = gsi_start_bb (bb); !gsi_end_p (gsi);)
      {
	gimple *stmt = gsi_stmt (gsi);
	if (marked_p (stmt) && !gimple_call_lhs (stmt))
	  {
	    gsi_remove (&gsi, true);
	    release_defs (stmt);
	    continue;
	  }
	if (marked_p (stmt))
	  {
	    gassign *copy = gimple_build_assign (gimple_call_lhs (stmt),
						 gimple_call_arg (stmt, 0));
	    gimple_set_location (copy, gimple_location (stmt));
	    gsi_replace (&gsi, copy, false);
	  }
	gsi_next (&gsi);
      }
}

static const struct pass_data lifetime_data
  = { GIMPLE_PASS, "percpu_lifetime", OPTGROUP_NONE, TV_NONE,
      PROP_cfg | PROP_ssa, 0, 0, 0, 0 };

/* The pass runs only if there are no errors except its own and those of the
   other checks on SSA form: after another error a function may be
   incomplete.  */

class pass_percpu_lifetime : public gimple_opt_pass
{
public:
  pass_percpu_lifetime (gcc::context *ctxt)
    : gimple_opt_pass (lifetime_data, ctxt)
  {}
  bool gate (function *) final override
  {
    return (pcpu_used_p () && pcpu_c_front_end_p ()
	    && errorcount == pcpu_checked_errors);
  }
  unsigned int execute (function *fun) final override
  {
    if (!concerned_p (fun))
      return 0;
    int before = errorcount;
    lifetime::paths (fun).run ();
    pcpu_checked_errors += errorcount - before;
    lower_marks (fun);
    return 0;
  }
};

/* Returns: a new instance for the pass manager.  */

gimple_opt_pass *
pcpu_make_pass_lifetime (gcc::context *ctxt)
{
  return new pass_percpu_lifetime (ctxt);
}
