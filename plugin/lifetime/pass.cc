/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The percpu authors */

/* Lifetimes: the pass.

   It comes right behind the construction of SSA form: before it, there are no
   single assignments to follow; after it, the optimisers would have changed
   the function, and there would be other messages at other levels.  When all
   is reported, the marks that lower.cc has put on borrowed pointers are taken
   away.  */

#include "paths.h"
#include "passes.h"

/* STMT is one of the marks.  */

static bool
marked_p (gimple *stmt)
{
  enum pcpu_op op;
  enum pcpu_yield yield;
  return (is_gimple_call (stmt)
	  && pcpu_operation_p (gimple_call_fndecl (stmt), &op, &yield)
	  && (op == PCPU_BORROWED || op == PCPU_TORN));
}

/* There is something in FUN to look at: a mark, or a call of a function with a
   role.  */

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

/* Borrowed pointers become ordinary ones, and other marks nothing.  */

static void
unmark (function *fun)
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

/* It runs while there are no errors but its own and those of the other checks
   on SSA form.  */

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
    unmark (fun);
    return 0;
  }
};

/* The pass, for the pass manager.  */

gimple_opt_pass *
pcpu_make_pass_lifetime (gcc::context *ctxt)
{
  return new pass_percpu_lifetime (ctxt);
}
