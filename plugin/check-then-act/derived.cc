/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The percpu authors */

/* The names and conditions that depend on a load.

   Names are computed from it, also through local variables in memory and
   through calls; conditions test one of these names; and such a condition
   selects the value of further names.  */

#include "check-then-act/check-then-act.h"

namespace check_then_act {

/* Returns: whether a value that passes the back edge BACK says nothing about
   the place any more, because the pointer or an index of the place gets another
   value in the next iteration.  */

bool
checker::lost_p (edge back) const
{
  auto changes_p = [back] (tree name)
    {
      if (!name || TREE_CODE (name) != SSA_NAME)
	return false;
      basic_block bb = gimple_bb (SSA_NAME_DEF_STMT (name));
      return bb && dominated_by_p (CDI_DOMINATORS, bb, back->dest);
    };
  if (!back_edge_p (back))
    return false;
  for (const auto &term : load->where.terms)
    if (changes_p (term.first))
      return true;
  return load->where.uid == 0 && changes_p (load->where.pointer);
}

/* Mark NAME as derived.
   Returns: whether it was not.  */

bool
checker::add_derived (tree name)
{
  if (!name || TREE_CODE (name) != SSA_NAME || derived.add (name))
    return false;
  derived_names.safe_push (name);
  return true;
}

/* STORE stores a derived value.  If it does so in a local variable, the names
   that are loaded from there later are derived, too.  */

void
checker::add_stored (gimple *store)
{
  tree lhs = gimple_assign_lhs (store);
  tree base = get_base_address (lhs);
  if (base && TREE_CODE (base) == MEM_REF)
    holders.safe_push (TREE_OPERAND (base, 0));
  if (!base || !VAR_P (base) || !auto_var_in_fn_p (base, fun->decl))
    return;
  /* A later store that is executed on every path hides it.  */
  auto_vec<gimple *> later;
  basic_block bb;
  FOR_EACH_BB_FN (bb, fun)
    for (gimple_stmt_iterator gsi = gsi_start_bb (bb); !gsi_end_p (gsi);
	 gsi_next (&gsi))
      if (gsi_stmt (gsi) != store
	  && gimple_assign_single_p (gsi_stmt (gsi))
	  && operand_equal_p (gimple_assign_lhs (gsi_stmt (gsi)), lhs, 0)
	  && dominates_p (store, gsi_stmt (gsi)))
	later.safe_push (gsi_stmt (gsi));
  auto hidden_p = [&] (gimple *stmt)
    {
      for (gimple *other : later)
	if (dominates_p (other, stmt))
	  return true;
      return false;
    };
  FOR_EACH_BB_FN (bb, fun)
    {
      work++;
      for (gimple_stmt_iterator gsi = gsi_start_bb (bb); !gsi_end_p (gsi);
	   gsi_next (&gsi))
	{
	  gimple *stmt = gsi_stmt (gsi);
	  if (gimple_assign_load_p (stmt)
	      && TREE_CODE (gimple_assign_lhs (stmt)) == SSA_NAME
	      && !derived.contains (gimple_assign_lhs (stmt))
	      && operand_equal_p (gimple_assign_rhs1 (stmt), lhs, 0)
	      && (gimple_bb (stmt) == gimple_bb (store)
		  ? before_p (store, stmt)
		  : reached_p (gimple_bb (store), bb, NULL))
	      && !hidden_p (stmt))
	    {
	      add_derived (gimple_assign_lhs (stmt));
	      stored_as.put (gimple_assign_lhs (stmt),
			     gimple_assign_rhs1 (store));
	    }
	}
    }
}

/* Mark the results of PHI nodes as derived whose arguments differ and are
   selected by a condition.
   Returns: whether there were new ones.  */

bool
checker::add_selected ()
{
  bool any = false;
  basic_block bb;
  for (gimple *condition : conditions)
    FOR_EACH_BB_FN (bb, fun)
      {
	if (EDGE_COUNT (bb->preds) < 2 || bb == gimple_bb (condition))
	  continue;
	bool selects = false, asked = false;
	for (gphi_iterator gsi = gsi_start_phis (bb); !gsi_end_p (gsi);
	     gsi_next (&gsi))
	  {
	    gphi *phi = gsi.phi ();
	    tree result = gimple_phi_result (phi);
	    if (virtual_operand_p (result) || derived.contains (result))
	      continue;
	    bool differ = false;
	    for (unsigned int i = 1; i < gimple_phi_num_args (phi); i++)
	      differ |= !operand_equal_p (gimple_phi_arg_def (phi, i),
					  gimple_phi_arg_def (phi, 0), 0);
	    if (!differ)
	      continue;
	    if (!asked)
	      selects = selects_p (condition, bb);
	    asked = true;
	    if (selects)
	      any |= add_derived (result);
	  }
      }
  return any;
}

/* Process the statements that use NAME, which is derived.  */

void
checker::follow_derived (tree name)
{
  use_operand_p use;
  imm_use_iterator iterator;

  FOR_EACH_IMM_USE_FAST (use, iterator, name)
    {
      gimple *stmt = USE_STMT (use);
      work++;
      if (is_gimple_debug (stmt) || mark_p (stmt))
	continue;
      if (gphi *phi = dyn_cast<gphi *> (stmt))
	{
	  if (!lost_p (gimple_phi_arg_edge (phi,
					    PHI_ARG_INDEX_FROM_USE (use))))
	    add_derived (gimple_phi_result (phi));
	}
      else if (condition_p (stmt))
	{
	  if (!load->inside_p (stmt))
	    conditions.safe_push (stmt);
	}
      else if (gimple_get_lhs (stmt)
	       && TREE_CODE (gimple_get_lhs (stmt)) == SSA_NAME)
	add_derived (gimple_get_lhs (stmt));
      /* An asm of the program may compute its outputs from the value.  The asm
	 of an operation on another variable does not.  */
      else if (gasm *a = dyn_cast<gasm *> (stmt))
	for (unsigned int i = 0;
	     i < gimple_asm_noutputs (a)
	       && (!gimple_asm_inline_p (a) || *gimple_asm_string (a) == '\0');
	     i++)
	  add_derived (TREE_VALUE (gimple_asm_output_op (a, i)));
      else if (gimple_assign_single_p (stmt)
	       && gimple_assign_rhs1 (stmt) == name)
	add_stored (stmt);
    }
}

/* Collect the names and conditions that depend on LOAD.  */

void
checker::find_dependent ()
{
  unsigned int followed = 0;

  derived.empty ();
  derived_names.truncate (0);
  conditions.truncate (0);
  holders.truncate (0);
  stored_as.empty ();
  add_derived (load->out);
  do
    while (followed < derived_names.length ())
      follow_derived (derived_names[followed++]);
  while (work < work_max && add_selected ());
}

} // namespace check_then_act
