/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The percpu authors */

/* Paths: the walk along the paths of a function.

   At a branch that the state decides, only one side is walked, and on each side
   the state learns what the condition says.  So

     if (done) percpu_free (p);
     ...
     if (!done) p->n++;

   is correct, and an error is reported only on a path that, as far as can be
   seen here, may be taken.  Paths that meet in the same state continue as one.

   The walk ends because there are finitely many states: computed numbers are
   tracked from -1 to 1 only, places and names are those of the text, and depths
   are bounded.  The number of states can still be exponential in the number of
   branches.  Therefore the work is limited, and a function for which the limit
   is reached gets a warning that it was not checked on all paths.  */

#include "paths.h"

namespace lifetime {

/* A path enters BB through FROM: evaluate the PHI nodes, all at once, and
   forget what no later statement asks for.  */

void
paths::enter_block (state *s, basic_block bb, edge from)
{
  std::vector<std::pair<tree, value> > results;
  locks_at_edge (s, from);
  for (gphi_iterator p = gsi_start_phis (bb); !gsi_end_p (p); gsi_next (&p))
    if (!virtual_operand_p (gimple_phi_result (p.phi ())))
      {
	value v = eval (*s, PHI_ARG_DEF_FROM_EDGE (p.phi (), from));
	location_t loc = gimple_phi_arg_location_from_edge (p.phi (), from);
	if (located_p (loc))
	  v.where = loc;
	/* A returned pointer takes its reference with it.  */
	use_operand_p use;
	gimple *user;
	if (!s->locks.empty ()
	    && single_imm_use (gimple_phi_result (p.phi ()), &use, &user)
	    && gimple_code (user) == GIMPLE_RETURN)
	  hand_over (s, PHI_ARG_DEF_FROM_EDGE (p.phi (), from));
	results.push_back ({ gimple_phi_result (p.phi ()), v });
      }
  /* First renew all names, then define them: a PHI node may have the result of
     another one as its argument.  */
  std::vector<tree> names;
  for (const auto &r : results)
    names.push_back (r.first);
  renew (s, names, &results);
  for (const auto &r : results)
    define (s, r.first, r.second);
  leave_freeing_loop (s, from);
  /* Find the location of the jump, for messages about a return.  */
  if (located_p (from->goto_locus))
    s->jump = from->goto_locus;
  else if (results.size () == 1 && single_succ_p (bb)
	   && single_succ (bb) == EXIT_BLOCK_PTR_FOR_FN (fun)
	   && located_p (results[0].second.where))
    s->jump = results[0].second.where;

  /* In the next iteration the conditions that end the loop may have another
     result; see facts::find_loops.  Without this a loop that waits for another
     thread would never be left.  */
  if (from->flags & EDGE_DFS_BACK)
    {
      locks_in_loop (*s);
      const std::set<tree> &inside = in_loop[from];
      for (size_t i = s->memory.size (); i-- > 0;)
	if (s->memory[i].by_branch && inside.count (s->memory[i].place))
	  s->memory.erase (s->memory.begin () + i);
    }

  forget_unasked (s, bb);
}

/* Forget what no statement in BB or after it asks for.  An object that was held
   in a forgotten place becomes another owner's, because it may be found again
   by other means.  Otherwise it would be reported as a leak.  */

void
paths::forget_unasked (state *s, basic_block bb)
{
  for (size_t i = s->memory.size (); i-- > 0;)
    if (!asked_for_p (s->memory[i].place, bb))
      {
	escape_value (s, s->memory[i].v);
	s->memory.erase (s->memory.begin () + i);
      }
  /* A name that represents equal loads (same_pointer) is needed while it is
     stale even if it is dead.  */
  for (auto n = s->stale.begin (); n != s->stale.end ();)
    if (bitmap_bit_p (alive[bb->index], *n) || loads.count (*n))
      ++n;
    else
      n = s->stale.erase (n);
  for (auto n = s->names.begin (); n != s->names.end ();)
    if (bitmap_bit_p (alive[bb->index], n->first))
      ++n;
    else
      n = s->names.erase (n);
  /* The place of a guard cannot be mentioned again when a name in it is dead,
     for example an index.  A guard of this function that is held stays: it must
     be left before the return.  */
  for (const guard_place &place : guard_places)
    {
      tree at = place.place;
      auto g = s->guards.find (DECL_UID (place.decl));
      if (g != s->guards.end ()
	  && (g->second.state != guard::HELD || !own_guard_p (place.decl))
	  && walk_tree_without_duplicates (&at, find_dead, alive[bb->index]))
	s->guards.erase (g);
    }
  for (size_t i = s->locks.size (); i-- > 0;)
    if (s->locks[i].state != lock::HELD && s->locks[i].state != lock::ANY
	&& walk_tree_without_duplicates (&s->locks[i].place, find_dead,
					 alive[bb->index]))
      s->locks.erase (s->locks.begin () + i);
  /* Keep the record of a borrow or an object only if a name or place holds
     it.  */
  std::set<unsigned int> needed;
  for (const auto &n : s->names)
    if (pointer_p (n.second))
      needed.insert (SSA_NAME_VERSION (n.second.id));
  for (const place_value &m : s->memory)
    if (pointer_p (m.v))
      needed.insert (SSA_NAME_VERSION (m.v.id));
  for (auto b = s->borrows.begin (); b != s->borrows.end ();)
    if (needed.count (b->first))
      ++b;
    else
      b = s->borrows.erase (b);
  for (auto o = s->objects.begin (); o != s->objects.end ();)
    /* A parameter has no entry in NAMES (operands::eval), and an object that is
       owned must be recorded until the return, where it would leak.  */
    if (needed.count (o->first) || o->second.state == object::OWNED
	|| bitmap_bit_p (alive[bb->index], o->first))
      ++o;
    else
      o = s->objects.erase (o);
}

/* Continue through E with the state S, unless E leaves the function.  Of the
   abnormal edges only those of computed gotos are followed.  The others belong
   to exceptions, longjmp and gotos from nested functions, and would leave
   nearly every call.  */

void
paths::push (edge e, const state &s)
{
  if (e->dest == EXIT_BLOCK_PTR_FOR_FN (fun) || (e->flags & EDGE_EH))
    return;
  if (e->flags & EDGE_ABNORMAL)
    {
      gimple_stmt_iterator last = gsi_last_nondebug_bb (e->src);
      if (gsi_end_p (last) || !computed_goto_p (gsi_stmt (last)))
	return;
    }
  for (gphi_iterator p = gsi_start_phis (e->dest); !gsi_end_p (p);
       gsi_next (&p))
    {
      tree flag = PHI_ARG_DEF_FROM_EDGE (p.phi (), e);
      if (!null_check_p (s, flag, cases_depth))
	continue;
      for (const state &side : both_cases (s, flag))
	push (e, side);
      return;
    }
  todo.push_back ({ e->dest, e, s, NULL });
}

/* Add to OUT the states that S becomes when NAME is zero if IS_ZERO, else not
   zero.  The front end may compute `a || b' as one value without a branch.
   Such a value is split into the cases that branches would have, because
   messages must not depend on that choice:

     a || b is true    A is true; or A is false and B is true
     a || b is false   both are false

   and the same for `&&' with the opposite values.  */

void
paths::cases (const state &s, tree name, bool is_zero, unsigned int depth,
	      std::vector<state> *out)
{
  gimple *def = TREE_CODE (name) == SSA_NAME ? SSA_NAME_DEF_STMT (name) : NULL;
  if (depth > 0 && def && is_gimple_assign (def)
      && boolean_p (TREE_TYPE (name))
      && eval (s, name).kind == value::UNKNOWN
      && (gimple_assign_rhs_code (def) == BIT_IOR_EXPR
	  || gimple_assign_rhs_code (def) == BIT_AND_EXPR))
    {
      tree a = gimple_assign_rhs1 (def), b = gimple_assign_rhs2 (def);
      bool both = is_zero == (gimple_assign_rhs_code (def) == BIT_IOR_EXPR);
      std::vector<state> first;
      if (!both)
	cases (s, a, is_zero, depth - 1, out);
      cases (s, a, both ? is_zero : !is_zero, depth - 1, &first);
      for (const state &f : first)
	cases (f, b, is_zero, depth - 1, out);
      return;
    }
  state side = s;
  if (learn (&side, name, is_zero))
    out->push_back (std::move (side));
}

/* Returns: whether NAME says whether an object exists, and S does not know it:

     have = p != 0;   ok = p && q;   failed = !p;

   DEPTH limits the depth of the expression.  */

bool
paths::null_check_p (const state &s, tree name, unsigned int depth) const
{
  if (depth == 0 || TREE_CODE (name) != SSA_NAME
      || !INTEGRAL_TYPE_P (TREE_TYPE (name))
      || eval (s, name).kind != value::UNKNOWN
      || !is_gimple_assign (SSA_NAME_DEF_STMT (name)))
    return false;
  gimple *def = SSA_NAME_DEF_STMT (name);
  tree a = gimple_assign_rhs1 (def);
  switch (gimple_assign_rhs_code (def))
    {
    CASE_CONVERT:
    case SSA_NAME:
      return null_check_p (s, a, depth - 1);
    case BIT_NOT_EXPR:
      return (boolean_p (TREE_TYPE (name))
	      && null_check_p (s, a, depth - 1));
    case BIT_AND_EXPR:
    case BIT_IOR_EXPR:
      return (boolean_p (TREE_TYPE (name))
	      && (null_check_p (s, a, depth - 1)
		  || null_check_p (s, gimple_assign_rhs2 (def), depth - 1)));
    case EQ_EXPR:
    case NE_EXPR:
      return (eval (s, a).kind == value::OBJECT
	      && eval (s, gimple_assign_rhs2 (def)).kind == value::ZERO);
    default:
      return false;
    }
}

std::vector<state>
paths::both_cases (const state &s, tree name)
{
  std::vector<state> all;
  for (bool is_zero : { false, true })
    {
      std::vector<state> some;
      cases (s, name, is_zero, cases_depth, &some);
      for (state &side : some)
	{
	  side.names[SSA_NAME_VERSION (name)]
	    = is_zero ? zero : number_value (build_one_cst (TREE_TYPE (name)));
	  all.push_back (std::move (side));
	}
    }
  return all;
}

/* Without this, the flag would be unknown on both later paths, also on those
   where the object exists although the flag says that it does not.  */

void
paths::split (step *next, gimple *stmt)
{
  if (!gimple_assign_single_p (stmt) || !gimple_vdef (stmt)
      || !null_check_p (next->s, gimple_assign_rhs1 (stmt), cases_depth))
    return;
  std::vector<state> all = both_cases (next->s, gimple_assign_rhs1 (stmt));
  for (size_t i = 1; i < all.size (); i++)
    todo.push_back ({ next->bb, next->from, std::move (all[i]), stmt });
  if (!all.empty ())
    next->s = std::move (all[0]);
}

/* Continue through each edge of the switch LAST, after learning what its labels
   say.  */

void
paths::follow_switch (const state &s, basic_block bb, gswitch *last)
{
  tree index = gimple_switch_index (last);
  unsigned int n = gimple_switch_num_labels (last);
  edge e;
  edge_iterator i;
  FOR_EACH_EDGE (e, i, bb->succs)
    {
      /* The first label is the default.  */
      std::vector<tree> here, elsewhere;
      for (unsigned int j = 0; j < n; j++)
	{
	  tree label = gimple_switch_label (last, j);
	  if (label_to_block (fun, CASE_LABEL (label)) == e->dest)
	    here.push_back (label);
	  else if (j > 0)
	    elsewhere.push_back (label);
	}
      /* A few values: each gets a state of its own, in which the index is
	 known.  */
      if (CASE_LOW (here[0]) && here.size () <= values_max)
	{
	  for (tree label : here)
	    {
	      state one = s;
	      if (learn_case (&one, index, label))
		push (e, one);
	    }
	  continue;
	}
      /* Otherwise learn that the index has no value of the labels elsewhere.  A
	 range splits the state into the numbers below and above it; ranges are
	 ignored if that has made too many states.  */
      std::vector<state> sides = { s };
      if (n <= switch_max)
	for (tree label : elsewhere)
	  {
	    if (CASE_HIGH (label) && sides.size () > values_max)
	      continue;
	    std::vector<state> rest;
	    for (const state &side : sides)
	      learn_no_case (side, index, label, &rest);
	    sides = std::move (rest);
	  }
      for (const state &side : sides)
	push (e, side);
    }
}

/* Continue through E, which is taken if A CODE B.  */

void
paths::follow_condition (const state &s, edge e, enum tree_code code, tree a,
			 tree b)
{
  std::vector<state> sides;
  tree low, high;
  if ((code == EQ_EXPR || code == NE_EXPR) && integer_zerop (b)
      && boolean_p (TREE_TYPE (a)))
    cases (s, a, code == EQ_EXPR, cases_depth, &sides);
  else
    {
      state side = s;
      if (code != ERROR_MARK && !learn_relation (&side, code, a, b))
	return;
      /* A comparison that tests a range says more than itself: the number is
	 within the range, or on one side of it.  */
      tree n = range_test (code, a, b, &low, &high);
      if (n && code == GT_EXPR)
	learn_outside (side, n, low, high, &sides);
      else if (!n || learn_bounds (&side, n, low, high))
	sides.push_back (std::move (side));
    }
  for (const state &side : sides)
    push (e, side);
}

/* Continue after BB, at the end of which S holds.  If S decides the branch,
   only one side is walked.  */

void
paths::follow (const state &s, basic_block bb)
{
  gimple *last = gsi_end_p (gsi_last_nondebug_bb (bb))
		 ? NULL : gsi_stmt (gsi_last_nondebug_bb (bb));
  edge e;
  edge_iterator i;

  if (last && gimple_code (last) == GIMPLE_COND)
    {
      FOR_EACH_EDGE (e, i, bb->succs)
	{
	  enum tree_code code = gimple_cond_code (last);
	  if (e->flags & EDGE_FALSE_VALUE)
	    code = invert_tree_comparison
		   (code, HONOR_NANS (gimple_cond_lhs (last)));
	  follow_condition (s, e, code, gimple_cond_lhs (last),
			    gimple_cond_rhs (last));
	}
      return;
    }
  if (last && gimple_code (last) == GIMPLE_SWITCH)
    {
      tree index = gimple_switch_index (as_a<gswitch *> (last));
      value v = eval (s, index);
      if (TREE_CODE (index) == SSA_NAME && v.kind == value::UNKNOWN)
	{
	  follow_switch (s, bb, as_a<gswitch *> (last));
	  return;
	}
      if (v.kind == value::ZERO || v.kind == value::CONSTANT)
	{
	  tree known = v.kind == value::ZERO
		       ? build_zero_cst (TREE_TYPE (index))
		       : fold_convert (TREE_TYPE (index), v.id);
	  if (edge taken = find_taken_edge (bb, known))
	    {
	      push (taken, s);
	      return;
	    }
	}
    }
  FOR_EACH_EDGE (e, i, bb->succs)
    push (e, s);
}

/* Walk all paths, and report the errors on them.  If the function has more
   paths than the limits allow, only some of them are walked, and that is
   reported too.  */

void
paths::run ()
{
  size_t visits = 0, work = 0;
  /* Whether two places may be the same must not depend on the level of
     optimisation, because messages must not.  */
  int strict_aliasing = flag_strict_aliasing;
  flag_strict_aliasing = 0;

  find_facts ();
  seen.resize (last_basic_block_for_fn (fun));
  /* The initial state is empty.  */
  follow (state (), ENTRY_BLOCK_PTR_FOR_FN (fun));
  while (!todo.empty () && work < work_max)
    {
      step next = std::move (todo.back ());
      todo.pop_back ();
      visits++;
      work += next.s.size ();
      basic_block bb = next.bb;
      gimple_stmt_iterator gsi = gsi_start_bb (bb);
      if (next.at)
	gsi = gsi_for_stmt (next.at);
      else
	{
	  enter_block (&next.s, bb, next.from);
	  /* A path that was in this block in the same state has shown all that
	     this one can show.  */
	  if (!seen[bb->index].insert (next.s.key ()).second)
	    continue;
	}
      bool goes_on = true;
      for (; goes_on && !gsi_end_p (gsi); gsi_next (&gsi))
	if (!is_gimple_debug (gsi_stmt (gsi)))
	  {
	    split (&next, gsi_stmt (gsi));
	    goes_on = statement (&next.s, gsi_stmt (gsi));
	  }
      if (goes_on)
	follow (next.s, bb);
    }
  report_locks ();
  if (dump_file)
    {
      fprintf (dump_file, "%zu visits of blocks", visits);
      for (size_t i = 0; i < seen.size (); i++)
	if (seen[i].size () > 1)
	  fprintf (dump_file, ", %zu states in %zu", seen[i].size (), i);
      fprintf (dump_file, "\n");
    }
  if ((!todo.empty () || incomplete)
      && pcpu_report (PCPU_W_COMPLEX, DECL_SOURCE_LOCATION (fun->decl),
		      "%qD is too complex: lifetimes are not checked on all"
		      " of its paths", fun->decl))
    inform (DECL_SOURCE_LOCATION (fun->decl), "split it into functions that"
	    " have guards or per-CPU objects of their own");
  flag_strict_aliasing = strict_aliasing;
}

} // namespace lifetime
