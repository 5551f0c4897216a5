/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The percpu authors */

/* Check-then-act: two operations that should be one.

     if (max < v)            the load decides about the store
       max = v;
     old = count;            the store is computed from the load
     count = old + 1;
     sum += hits;            the store discards changes after the load
     hits = 0;

   Each line is one operation.  Outside of a guard, another thread may run on
   this CPU between the two operations, or this thread may migrate to another
   CPU.  Then the second operation acts on a value that is out of date, or on
   another instance.

   The pass runs as soon as the function is in SSA form, so that its result does
   not depend on optimisation.

   For each load the pass collects the names that are computed from it, and the
   conditions that test one of them.  A later store to the same place is
   computed from the load if its value is such a name.  The load decides about
   the store if only some sides of such a condition reach it.  A condition of
   which one side ends the program, as a failed assertion does, decides about
   nothing.

   The same marks tell where `percpu_this_ptr' and `percpu_raw' are used, and
   the same walk tells in which sections: see PCPU_W_UNGUARDED.  */

#include "check-then-act/check-then-act.h"
#include "passes.h"

namespace check_then_act {

/* Report ACT if it depends on the load.
   Returns: whether it was reported.  */

bool
checker::check (const operation &act)
{
  if (!separate_p (act) || !same_place_p (act.where, load->where)
      || load->exchange == act.stmt || rechecked_p (act))
    return false;
  outcome out = outcome_of (act);
  bool store = (act.kind == PCPU_ACCESS_STORE
		|| (act.op == PCPU_XCHG && !out.used));

  if (store && (derived.contains (act.in) || linked_p (act)))
    {
      report_act (act, G_("the store that is computed from it"),
		  advice_for_value (act));
      return true;
    }
  /* An update whose result is used has checked the place itself.  The value
     that an update has found matters for later stores only.  */
  if (!store && (!load->load_p () || tells_p (act, out.used) || out.asked))
    return false;
  edge side;
  bool bound = false;
  for (gimple *condition : conditions)
    if (find_deciding_side (condition, act, &side, &bound)
	&& !needless_p (condition, side, act))
      {
	report_act (act, store ? G_("the store that it decides about")
		    : G_("the update that it decides about"),
		    advice_for_decision (act, condition, side));
	return true;
      }
  if (!store || !reset_p (act, bound))
    return false;
  report_act (act, G_("this store, which loses the change"), use_exchange);
  return true;
}

/* Returns: whether A may be the first of two operations.  */

bool
checker::loads_p (const operation &a) const
{
  if (a.exchange)
    for (const operation &b : accesses)
      if (b.stmt == a.exchange)
	return computes_p (b) && outcome_of (b).used;
  return (a.kind == PCPU_ACCESS_LOAD
	  || (a.kind == PCPU_ACCESS_UPDATE
	      && (a.op == PCPU_ADD || a.op == PCPU_SUB)
	      && outcome_of (a).used));
}

/* Check the function.  */

void
checker::run ()
{
  if (!collect ())
    return;
  find_holders ();
  report_placed ();
  loop_optimizer_init (AVOID_CFG_MODIFICATIONS);
  calculate_dominance_info (CDI_DOMINATORS);
  calculate_dominance_info (CDI_POST_DOMINATORS);
  for (operation &a : accesses)
    if (a.kind == PCPU_ACCESS_RETRY)
      join_update (&a);
  check_all ();
  free_dominance_info (CDI_POST_DOMINATORS);
  loop_optimizer_finalize ();
}

/* Check all pairs of accesses.  */

void
checker::check_all ()
{
  hash_set<gimple *> reported;
  for (const operation &a : accesses)
    {
      bool any = false;
      for (const operation &b : accesses)
	any |= (b.acts_p ()
		&& b.stmt != a.stmt && b.where.size == a.where.size
		&& b.where.uid == a.where.uid);
      if (!any || !loads_p (a) || work >= work_max)
	continue;
      load = &a;
      find_dependent ();
      find_reloads ();
      for (const operation &b : accesses)
	if (b.acts_p ()
	    && b.stmt != a.stmt
	    && !reported.contains (b.stmt)
	    && check (b))
	  reported.add (b.stmt);
    }
  if (work >= work_max
      && pcpu_report (PCPU_W_COMPLEX, DECL_SOURCE_LOCATION (fun->decl),
		      "function %qD has too many paths: its per-CPU variables"
		      " are not checked on all of them", fun->decl))
    inform (DECL_SOURCE_LOCATION (fun->decl), "make functions of parts of it");
}

} // namespace check_then_act

/* The pass.  */

static const struct pass_data check_then_act_data
  = { GIMPLE_PASS, "percpu_check_then_act", OPTGROUP_NONE, TV_NONE,
      PROP_cfg | PROP_ssa, 0, 0, 0, 0 };

class pass_percpu_check_then_act : public gimple_opt_pass
{
public:
  pass_percpu_check_then_act (gcc::context *ctxt)
    : gimple_opt_pass (check_then_act_data, ctxt)
  {}
  bool gate (function *) final override
  {
    return (pcpu_used_p () && pcpu_c_front_end_p ()
	    && pcpu_marks_p ()
	    && errorcount == pcpu_checked_errors);
  }
  unsigned int execute (function *fun) final override
  {
    int before = errorcount;
    check_then_act::checker (fun).run ();
    pcpu_checked_errors += errorcount - before;
    check_then_act::remove_marks (fun);
    return 0;
  }
};

gimple_opt_pass *
pcpu_make_pass_check_then_act (gcc::context *ctxt)
{
  pcpu_register_marks ();
  return new pass_percpu_check_then_act (ctxt);
}
