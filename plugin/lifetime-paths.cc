/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The percpu authors */

/* Lifetimes: the paths through a function, and the pass.

   A block is walked through once for each state in which it is come to.  What
   nobody will ask for any more is forgotten before, so that states are often
   the same, and a loop ends when nothing new is known after a turn.
   lifetime.cc says what is looked for.  */

#include "lifetime.h"

namespace lifetime {

/* All of it as a row of numbers, to find out whether it was here before.  */

std::vector<uintptr_t>
state::key () const
{
  std::vector<uintptr_t> k;
  auto add = [&k] (const value &v)
    {
      k.push_back (v.kind * 2 + v.interior);
      k.push_back (v.kind == value::CONSTANT ? tree_to_shwi (v.id)
		   : (uintptr_t) v.id);
    };
  for (const auto &n : names)
    {
      k.push_back (n.first);
      add (n.second);
    }
  k.push_back (UINTPTR_MAX);
  for (const auto &m : memory)
    {
      k.push_back ((uintptr_t) m.place);
      add (m.v);
    }
  k.push_back (UINTPTR_MAX);
  for (const auto &g : guards)
    {
      k.push_back (g.first * 4 + g.second.state);
      k.push_back ((uintptr_t) g.second.entered);
      k.push_back ((uintptr_t) g.second.left);
      k.push_back ((uintptr_t) g.second.copy);
    }
  k.push_back (UINTPTR_MAX);
  for (const auto &b : borrows)
    {
      k.push_back (b.first);
      k.push_back ((uintptr_t) b.second.ended);
      k.push_back ((uintptr_t) b.second.later);
    }
  k.push_back (UINTPTR_MAX);
  for (const auto &o : objects)
    {
      k.push_back (o.first * 4 + o.second.state);
      k.push_back ((uintptr_t) o.second.freed);
      k.push_back (o.second.retained);
      k.push_back ((uintptr_t) o.second.kept);
    }
  k.push_back (UINTPTR_MAX);
  for (const lock &l : locks)
    {
      k.push_back ((uintptr_t) l.place);
      k.push_back ((uintptr_t) l.cpu);
      k.push_back (l.state * 64 + l.kind * 16 + l.depth);
      k.push_back (l.carried * 8 + l.called * 4 + l.given * 2 + l.named);
      k.push_back ((uintptr_t) l.entered);
      k.push_back ((uintptr_t) l.left);
      k.push_back ((uintptr_t) l.result);
    }
  k.push_back (UINTPTR_MAX);
  for (unsigned int n : stale)
    k.push_back (n);
  k.push_back (UINTPTR_MAX);
  for (size_t n : freed)
    k.push_back (n);
  return k;
}

/* Paths.  */

/* walk_tree callback: stop at a name that is not in DATA.  */

static tree
find_dead (tree *tp, int *walk_subtrees, void *data)
{
  if (TYPE_P (*tp))
    *walk_subtrees = 0;
  return (TREE_CODE (*tp) == SSA_NAME
	  && !bitmap_bit_p ((bitmap) data, SSA_NAME_VERSION (*tp))
	  ? *tp : NULL_TREE);
}

/* In BB or behind it somebody may want to know what is known of PLACE.  */

bool
walk::asked_for_p (tree place, basic_block bb) const
{
  auto asked = asked_for.find (place);
  if (asked != asked_for.end () && asked->second[bb->index])
    return true;
  if (!handled_component_p (place) && !DECL_P (place)
      && TREE_CODE (place) != MEM_REF)
    return false;
  return !walk_tree_without_duplicates (&place, find_dead, alive[bb->index]);
}

void
walk::enter_block (state *s, basic_block bb, edge from)
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
	/* What is returned takes its reference with it.  */
	use_operand_p use;
	gimple *user;
	if (!s->locks.empty ()
	    && single_imm_use (gimple_phi_result (p.phi ()), &use, &user)
	    && gimple_code (user) == GIMPLE_RETURN)
	  hand_over (s, PHI_ARG_DEF_FROM_EDGE (p.phi (), from));
	results.push_back ({ gimple_phi_result (p.phi ()), v });
      }
  std::vector<tree> names;
  for (const auto &r : results)
    names.push_back (r.first);
  renew (s, names, &results);
  for (const auto &r : results)
    define (s, r.first, r.second);
  leave_freeing_loop (s, from);
  if (located_p (from->goto_locus))
    s->jump = from->goto_locus;
  else if (results.size () == 1 && single_succ_p (bb)
	   && single_succ (bb) == EXIT_BLOCK_PTR_FOR_FN (fun)
	   && located_p (results[0].second.where))
    s->jump = results[0].second.where;

  if (from->flags & EDGE_DFS_BACK)
    {
      locks_in_loop (*s);
      const std::set<tree> &inside = in_loop[from];
      for (size_t i = s->memory.size (); i-- > 0;)
	if (s->memory[i].by_branch && inside.count (s->memory[i].place))
	  s->memory.erase (s->memory.begin () + i);
    }

  /* Forget what nobody will ask for.  */
  for (size_t i = s->memory.size (); i-- > 0;)
    if (!asked_for_p (s->memory[i].place, bb))
      {
	escape_value (s, s->memory[i].v);
	s->memory.erase (s->memory.begin () + i);
      }
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
    /* A parameter stands in no table for its object.  */
    if (needed.count (o->first) || o->second.state == object::OWNED
	|| bitmap_bit_p (alive[bb->index], o->first))
      ++o;
    else
      o = s->objects.erase (o);
}

/* Go on behind E, which is no way out of the function.  Of abnormal edges, those of
   computed gotos are ways that are meant; the others are those of exceptions,
   longjmp and gotos from nested functions, which any call would have.  */

void
walk::push (edge e, const state &s)
{
  if (e->dest == EXIT_BLOCK_PTR_FOR_FN (fun) || (e->flags & EDGE_EH))
    return;
  if (e->flags & EDGE_ABNORMAL)
    {
      gimple_stmt_iterator last = gsi_last_nondebug_bb (e->src);
      if (gsi_end_p (last) || !computed_goto_p (gsi_stmt (last)))
	return;
    }
  todo.push_back ({ e->dest, e, s });
}

/* What S may be when NAME is zero, or is not, to OUT: an `a || b' that the front
   end has made one value is gone through like two branches, for a message must
   not depend on that.  */

void
walk::cases (const state &s, tree name, bool is_zero, unsigned int depth,
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

/* N is above LOW and not above HIGH, in S.  False if that is known to be wrong.  */

bool
walk::learn_bounds (state *s, tree n, tree low, tree high)
{
  return ((!low || learn_relation (s, GT_EXPR, n, low))
	  && (!high || learn_relation (s, LE_EXPR, n, high)));
}

/* It is not: what S may be then, to OUT.  */

void
walk::learn_outside (const state &s, tree n, tree low, tree high,
		     std::vector<state> *out)
{
  state below = s, above = s;
  if (low && learn_relation (&below, LE_EXPR, n, low))
    out->push_back (std::move (below));
  if (high && learn_relation (&above, GT_EXPR, n, high))
    out->push_back (std::move (above));
}

/* INDEX has one of the values of the case LABEL.  */

bool
walk::learn_case (state *s, tree index, tree label)
{
  tree low, high;
  if (range_case (index, label, &low, &high))
    return learn_bounds (s, index, low, high);
  return learn_relation (s, EQ_EXPR, index,
			 fold_convert (TREE_TYPE (index), CASE_LOW (label)));
}

/* It has none of them.  */

void
walk::learn_no_case (const state &s, tree index, tree label,
		     std::vector<state> *out)
{
  tree low, high;
  if (range_case (index, label, &low, &high))
    {
      learn_outside (s, index, low, high, out);
      return;
    }
  state side = s;
  if (learn_relation (&side, NE_EXPR, index,
		      fold_convert (TREE_TYPE (index), CASE_LOW (label))))
    out->push_back (std::move (side));
}

/* Each edge of the switch LAST with what its labels say.  */

void
walk::follow_switch (const state &s, basic_block bb, gswitch *last)
{
  tree index = gimple_switch_index (last);
  unsigned int n = gimple_switch_num_labels (last);
  edge e;
  edge_iterator i;
  FOR_EACH_EDGE (e, i, bb->succs)
    {
      /* The first label of all is the default.  */
      std::vector<tree> here, elsewhere;
      for (unsigned int j = 0; j < n; j++)
	{
	  tree label = gimple_switch_label (last, j);
	  if (label_to_block (fun, CASE_LABEL (label)) == e->dest)
	    here.push_back (label);
	  else if (j > 0)
	    elsewhere.push_back (label);
	}
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

/* Edge E, which is taken if A CODE B.  */

void
walk::follow_condition (const state &s, edge e, enum tree_code code, tree a,
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
      tree n = range_test (code, a, b, &low, &high);
      if (n && code == GT_EXPR)
	learn_outside (side, n, low, high, &sides);
      else if (!n || learn_bounds (&side, n, low, high))
	sides.push_back (std::move (side));
    }
  for (const state &side : sides)
    push (e, side);
}

void
walk::follow (const state &s, basic_block bb)
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

void
walk::run ()
{
  size_t visits = 0, work = 0;
  /* What may be the same must not depend on the level of optimisation.  */
  int strict_aliasing = flag_strict_aliasing;
  flag_strict_aliasing = 0;

  find_guard_types ();
  find_elements ();
  find_places ();
  find_tests ();
  find_alive ();
  mark_dfs_back_edges ();
  find_loops ();
  join_loops ();
  bool dominators = dom_info_available_p (CDI_DOMINATORS);
  calculate_dominance_info (CDI_DOMINATORS);
  find_freeing_loops ();
  seen.resize (last_basic_block_for_fn (fun));
  follow (state (), ENTRY_BLOCK_PTR_FOR_FN (fun));
  while (!todo.empty () && work < work_max)
    {
      step next = std::move (todo.back ());
      todo.pop_back ();
      visits++;
      work += next.s.size ();
      basic_block bb = next.bb;
      enter_block (&next.s, bb, next.from);
      if (!seen[bb->index].insert (next.s.key ()).second)
	continue;
      bool goes_on = true;
      for (gimple_stmt_iterator gsi = gsi_start_bb (bb);
	   goes_on && !gsi_end_p (gsi); gsi_next (&gsi))
	if (!is_gimple_debug (gsi_stmt (gsi)))
	  goes_on = statement (&next.s, gsi_stmt (gsi));
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
		      "%qD is too complex for the lifetimes in it to be"
		      " checked on all paths", fun->decl))
    inform (DECL_SOURCE_LOCATION (fun->decl), "make functions of parts of it"
	    " that have guards or per-CPU objects of their own");
  if (!dominators)
    free_dominance_info (fun, CDI_DOMINATORS);
  for (bitmap b : alive)
    if (b)
      BITMAP_FREE (b);
  flag_strict_aliasing = strict_aliasing;
}

} // namespace lifetime

/* The pass.  */

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

/* There is something in FUN to look at.  */

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
    lifetime::walk (fun).run ();
    pcpu_checked_errors += errorcount - before;
    unmark (fun);
    return 0;
  }
};

int pcpu_checked_errors;

gimple_opt_pass *
pcpu_make_pass_lifetime (gcc::context *ctxt)
{
  return new pass_percpu_lifetime (ctxt);
}
