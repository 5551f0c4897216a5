/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The percpu authors */

/* Reads the marks of accesses (generic/mark.cc).  The marks are removed at the
   end of the pass.  */

#include "check-then-act/check-then-act.h"

namespace check_then_act {

void
remove_marks (function *fun)
{
  basic_block bb;
  FOR_EACH_BB_FN (bb, fun)
    for (gimple_stmt_iterator gsi = gsi_start_bb (bb); !gsi_end_p (gsi);)
      if (mark_p (gsi_stmt (gsi)))
	gsi_remove (&gsi, true);
      else
	gsi_next (&gsi);
}

/* Read the marks.
   Returns: whether there are any.  */

bool
checker::collect ()
{
  basic_block bb;
  renumber_gimple_stmt_uids (fun);
  FOR_EACH_BB_FN (bb, fun)
    for (gimple_stmt_iterator gsi = gsi_start_bb (bb); !gsi_end_p (gsi);
	 gsi_next (&gsi))
      {
	gimple *stmt = gsi_stmt (gsi);
	if (is_gimple_debug (stmt))
	  continue;
	if (gimple_assign_single_p (stmt)
	    && !gimple_clobber_p (stmt)
	    && pcpu_loop_pointer_p (gimple_assign_lhs (stmt)))
	  loop_pointers.put (gimple_assign_lhs (stmt),
			     gimple_assign_rhs1 (stmt));
	if (!mark_p (stmt))
	  continue;
	operation a;
	a.stmt = stmt;
	a.kind = (enum pcpu_access_kind)
		 tree_to_uhwi (gimple_call_arg (stmt, 0));
	a.op = (enum pcpu_op) tree_to_uhwi (gimple_call_arg (stmt, 1));
	a.in = a.out = NULL_TREE;
	if (a.kind != PCPU_ACCESS_PLACED)
	  {
	    a.in = gimple_call_arg (stmt, 2);
	    a.out = gimple_call_arg (stmt, 3);
	    a.where.uid = tree_to_uhwi (gimple_call_arg (stmt, 4));
	    a.where.pointer = gimple_call_arg (stmt, 5);
	    a.where.offset = tree_to_shwi (gimple_call_arg (stmt, 6));
	    a.where.size = tree_to_shwi (gimple_call_arg (stmt, 7));
	    a.where.bit_field = tree_to_shwi (gimple_call_arg (stmt, 8)) != 0;
	    for (unsigned int i = 9; i < gimple_call_num_args (stmt); i += 2)
	      a.where.terms.push_back
		({ gimple_call_arg (stmt, i),
		   tree_to_shwi (gimple_call_arg (stmt, i + 1)) });
	  }
	accesses.push_back (a);
      }
  for (operation &a : accesses)
    if (a.kind != PCPU_ACCESS_PLACED && a.where.uid == 0)
      canonical (&a.where);
  for (size_t i = 0; i < accesses.size (); i++)
    if (accesses[i].out && TREE_CODE (accesses[i].out) == SSA_NAME)
      by_result.put (accesses[i].out, i);
  return !accesses.empty ();
}

/* EXCHANGE is the compare-exchange of an update.  Find its loop and its
   load.  */

void
checker::join_update (operation *exchange)
{
  class loop *l = exchange->bb ()->loop_father;
  if (!loop_outer (l))
    return;
  exchange->update = l;
  for (gphi_iterator gsi = gsi_start_phis (l->header); !gsi_end_p (gsi);
       gsi_next (&gsi))
    {
      tree first = NULL_TREE, next = NULL_TREE;
      for (unsigned int i = 0; i < gimple_phi_num_args (gsi.phi ()); i++)
	{
	  tree arg = without_copies (gimple_phi_arg_def (gsi.phi (), i), true);
	  edge e = gimple_phi_arg_edge (gsi.phi (), i);
	  if (flow_bb_inside_loop_p (l, e->src))
	    next = arg;
	  else
	    first = arg;
	}
      if (next != exchange->out)
	continue;
      for (operation &a : accesses)
	if (a.kind == PCPU_ACCESS_LOAD && a.out == first)
	  {
	    a.update = l;
	    a.exchange = exchange->stmt;
	    exchange->first = first;
	  }
    }
}

/* Returns: whether the update of EXCHANGE computes the value that it stores
   from the one that it has found.  percpu_max and percpu_min do not.  */

bool
checker::computes_p (const operation &exchange) const
{
  tree value = without_copies (exchange.in, true);
  return (TREE_CODE (value) == SSA_NAME && exchange.update
	  && gimple_bb (SSA_NAME_DEF_STMT (value))
	  && exchange.inside_p (SSA_NAME_DEF_STMT (value)));
}

} // namespace check_then_act
