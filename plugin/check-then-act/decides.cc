/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The percpu authors */

/* Whether a load decides about a later store.

   A condition decides about a store if the thread executes the store on one
   side of the condition, and on another side it does not, or need not.  This is
   control dependence with two differences: sides that only end the program do
   not count, and only one iteration of the loops around both is considered.

   After a loop a store is executed in any case.  The load decides about it if
   the loop waits, which means that it ends because another thread changes the
   place of the load.  If something else changes from one iteration to the next,
   the loop ends by itself.  */

#include "check-then-act/check-then-act.h"

namespace check_then_act {

/* Returns: whether the blocks AROUND are a loop that ends before ACT and itself
   changes the place of the load, for example by counting.  Such a loop does not
   wait for another thread, and what follows it does not depend on one.  */

bool
checker::counts_p (sbitmap around, const operation &act)
{
  if (bitmap_bit_p (around, EXIT_BLOCK))
    return false;
  for (int i = NUM_FIXED_BLOCKS; i < last_basic_block_for_fn (fun); i++)
    if (bitmap_bit_p (around, i)
	&& reached_p (act.bb (), BASIC_BLOCK_FOR_FN (fun, i), NULL))
      return false;
  for (const operation &a : accesses)
    if (a.acts_p ()
	&& bitmap_bit_p (around, a.bb ()->index)
	&& same_place_p (a.where, act.where))
      return true;
  return false;
}

/* Returns: whether a statement of L, other than a per-CPU operation, may change
   the contents of REF.  */

bool
checker::changed_in_p (class loop *l, tree ref)
{
  basic_block bb;
  FOR_EACH_BB_FN (bb, fun)
    {
      work++;
      if (!flow_bb_inside_loop_p (l, bb))
	continue;
      for (gimple_stmt_iterator gsi = gsi_start_bb (bb); !gsi_end_p (gsi);
	   gsi_next (&gsi))
	if (gimple_vdef (gsi_stmt (gsi))
	    && !mark_p (gsi_stmt (gsi))
	    && clobbers_p (gsi_stmt (gsi), ref))
	  return true;
    }
  return false;
}

/* Returns: whether NAME takes other values in each iteration of L, for a reason
   in L itself: it counts, follows a list, or is the result of a function.  The
   load is also executed in each iteration, but its value does not count.  PATH
   contains the names that are computed from NAME, DONE the names that were
   visited.  */

bool
checker::evolves_p (tree name, class loop *l, vec<tree> *path,
		    hash_set<tree> *done)
{
  if (TREE_CODE (name) != SSA_NAME || name == load->out)
    return false;
  gimple *def = SSA_NAME_DEF_STMT (name);
  if (!gimple_bb (def) || !flow_bb_inside_loop_p (l, gimple_bb (def)))
    return false;
  /* A name that is computed from itself changes.  Deeper expressions are rare,
     and are taken to change.  */
  if (path->length () > 64 || path->contains (name))
    return true;
  if (done->add (name))
    return false;
  work++;
  /* Another per-CPU operation: an update changes, and a load does if L stores
     to its place.  */
  if (size_t *access = by_result.get (name))
    {
      const operation &other = accesses[*access];
      if (other.kind != PCPU_ACCESS_LOAD)
	return true;
      for (const operation &a : accesses)
	if (a.acts_p () && flow_bb_inside_loop_p (l, a.bb ())
	    && same_place_p (a.where, other.where))
	  return true;
      return false;
    }
  if (!is_gimple_assign (def) && gimple_code (def) != GIMPLE_PHI)
    return true;
  if (gimple_assign_load_p (def) && changed_in_p (l, gimple_assign_rhs1 (def)))
    return true;
  bool result = false;
  path->safe_push (name);
  if (gphi *phi = dyn_cast<gphi *> (def))
    {
      for (unsigned int i = 0; !result && i < gimple_phi_num_args (phi); i++)
	result = evolves_p (gimple_phi_arg_def (phi, i), l, path, done);
      /* Conditions select one of the values.  */
      basic_block bb = gimple_bb (phi);
      edge e;
      edge_iterator ei;
      if (bb != l->header)
	FOR_EACH_EDGE (e, ei, bb->preds)
	  for (basic_block from = e->src; !result;)
	    {
	      gimple_stmt_iterator gsi = gsi_last_nondebug_bb (from);
	      if (!gsi_end_p (gsi) && condition_p (gsi_stmt (gsi)))
		result = operand_evolves_p (gsi_stmt (gsi), l, path, done);
	      if (!flow_bb_inside_loop_p (l, from)
		  || dominated_by_p (CDI_DOMINATORS, bb, from))
		break;
	      from = get_immediate_dominator (CDI_DOMINATORS, from);
	    }
    }
  else
    result = operand_evolves_p (def, l, path, done);
  path->pop ();
  return result;
}

/* Returns: whether an operand of STMT evolves.  */

bool
checker::operand_evolves_p (gimple *stmt, class loop *l,
			    vec<tree> *path, hash_set<tree> *done)
{
  ssa_op_iter iterator;
  tree name;
  FOR_EACH_SSA_TREE_OPERAND (name, stmt, iterator, SSA_OP_USE)
    if (evolves_p (name, l, path, done))
      return true;
  return false;
}

/* Returns: whether the loop around CONDITION ends only when another thread
   changes the place of the load, as in `while (locked);'.  A loop ends by
   itself if CONDITION tests something else that changes, as in `for (i = 0; i <
   n; i++)', or if the load precedes the loop.  */

bool
checker::waits_p (gimple *condition)
{
  class loop *l = gimple_bb (condition)->loop_father;
  auto_vec<tree, 16> path;
  hash_set<tree> done;
  return (flow_bb_inside_loop_p (l, load->bb ())
	  && !operand_evolves_p (condition, l, &path, &done));
}

/* Returns: whether CONDITION decides about ACT: ACT is executed next on *SIDE,
   and on another side it is not, or need not be.  If ACT follows a loop in any
   case, CONDITION decides if the loop waits, or if it compares with the value
   that ACT stores; otherwise the load is the bound of a loop, and *BOUND is
   set.  */

bool
checker::find_deciding_side (gimple *condition, const operation &what,
			     edge *side, bool *bound)
{
  basic_block bb = gimple_bb (condition), act = what.bb ();
  edge yes, no;
  edge_iterator i, j;
  auto_sbitmap blocks (last_basic_block_for_fn (fun));

  if (act == bb)
    return false;
  /* The search below has the same result, but visits all blocks in between.  */
  if (dominated_by_p (CDI_DOMINATORS, bb, act))
    return false;
  if (dominated_by_p (CDI_POST_DOMINATORS, bb, act))
    {
      class loop *l = bb->loop_father;
      if (!loop_outer (l)
	  || (loop_depth (l) == 1 && !flow_bb_inside_loop_p (l, act)
	      && what.kind != PCPU_ACCESS_STORE && !waits_p (condition)))
	return false;
    }
  FOR_EACH_EDGE (yes, i, bb->succs)
    {
      if (back_edge_p (yes) || !reached_p (yes->dest, act, bb))
	continue;
      bool surely = find_escape (yes->dest, act, bb, blocks) == NO_ESCAPE;
      FOR_EACH_EDGE (no, j, bb->succs)
	{
	  enum escape way;
	  bool less;
	  if (no == yes
	      || (way = find_escape (no->dest, act, bb, blocks)) == NO_ESCAPE
	      || !(surely || back_edge_p (no)
		   || !reached_p (no->dest, act, bb)))
	    continue;
	  if (way == NEXT_ITERATION && !waits_p (condition)
	      && !(what.kind == PCPU_ACCESS_STORE
		   && find_order (condition, what.in, &less)))
	    *bound |= (what.kind == PCPU_ACCESS_STORE
		       && !counts_p (blocks, what));
	  else if (!counts_p (blocks, what))
	    {
	      *side = yes;
	      return true;
	    }
	}
    }
  return false;
}

/* Returns: whether A is an update whose value tells the contents of the place
   at the moment of the update.  USED says whether the value is used.  */

bool
checker::tells_p (const operation &a, bool used) const
{
  if (a.kind == PCPU_ACCESS_RETRY)
    return used && !computes_p (a);
  if (a.kind != PCPU_ACCESS_UPDATE)
    return false;
  switch (a.op)
    {
    case PCPU_CMPXCHG:
      return true;
    case PCPU_XCHG:
    case PCPU_AND:
    case PCPU_IOR:
    case PCPU_XOR:
      return used;
    default:
      return false;
    }
}

/* Returns: whether every path from the load to ACT executes BETWEEN.  */

bool
checker::between_p (const operation &between, const operation &act)
{
  if (between.stmt == load->stmt || between.stmt == act.stmt
      || !dominates_p (load->stmt, between.stmt))
    return false;
  if (between.bb () == act.bb () && between.bb () != load->bb ())
    return before_p (between.stmt, act.stmt);
  if (between.bb () == load->bb ())
    return act.bb () != load->bb () || before_p (between.stmt, act.stmt);
  /* If BETWEEN dominates ACT, it is on every path from the load as well.  If
     the load dominates ACT and BETWEEN does not, there is a path from the load
     that avoids BETWEEN.  */
  if (dominated_by_p (CDI_DOMINATORS, act.bb (), between.bb ()))
    return true;
  if (dominated_by_p (CDI_DOMINATORS, act.bb (), load->bb ()))
    return false;
  return !reached_p (load->bb (), act.bb (), between.bb ());
}

/* Returns: whether another operation tests the place between the load and
   ACT.  */

bool
checker::rechecked_p (const operation &act)
{
  for (const operation *a : reloads)
    if (between_p (*a, act) && same_place_p (a->where, act.where))
      return true;
  return false;
}

/* Collect the operations after the load that may test its place again.  */

void
checker::find_reloads ()
{
  reloads.truncate (0);
  for (const operation &a : accesses)
    if (a.where.uid == load->where.uid
	&& a.where.offset == load->where.offset
	&& a.where.size == load->where.size
	&& a.stmt != load->stmt
	&& dominates_p (load->stmt, a.stmt)
	&& a.acts_p ()
	&& tells_p (a, outcome_of (a).used))
      reloads.safe_push (&a);
}

/* Returns: whether ACT resets the place to zero although the value before is
   still needed, or was the BOUND of a loop, which has processed what it counts.
   Changes between the load and ACT are lost then.  */

bool
checker::reset_p (const operation &act, bool bound)
{
  auto_sbitmap blocks (last_basic_block_for_fn (fun));

  if (!load->load_p ()
      || !act.in
      || !(integer_zerop (act.in) || real_zerop (act.in))
      || !dominates_p (load->stmt, act.stmt)
      || (load->bb () != act.bb ()
	  && find_escape (load->bb (), act.bb (), NULL, blocks) != NO_ESCAPE)
      || !(bound || taken_as_data_p (&act)))
    return false;
  for (const operation &a : accesses)
    if (a.acts_p ()
	&& same_place_p (a.where, act.where)
	&& between_p (a, act))
      return false;
  return true;
}

} // namespace check_then_act
